using System.Globalization;
using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Planning;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Composing;

/// <summary>What stands beside a command: how a proposed size follows from the paste, and where the open values are found.</summary>
internal sealed class ActionNotes(Phrases phrases)
{
    /// <summary>The section that lays down the factors of proposed sizes.</summary>
    private const string Rules = "C:note-sizing#mechanism";

    /// <summary>The sentences, sizes first.</summary>
    public IReadOnlyList<Claim> Of(FilledCommand filled) =>
    [
        .. filled.Sizes.Select(s => (s.Fact, Rule: SizeRule.Parse(s.Parameter.Rule!)!)).Where(s => !s.Rule.PlusSwap).Distinct().Select(s => Size(s.Rule, s.Fact)),
        .. filled.Open.Where(phrases.Corpus.Placeholders.ContainsKey).Select(word => new Claim(
            phrases.Own("where-found", new EvidenceArgument("word", null, AsWritten(filled.Command, word)), new EvidenceArgument("where", null, phrases.Corpus.Placeholders[word].Text.In(phrases.Lang))),
            filled.Remedy.Cite)),
    ];

    /// <summary>The phrase that names a fact: <c>database[work_mem].size_kb</c> is called by size-of-database-work-mem-size-kb.</summary>
    internal static string PhraseOf(string fact) => "size-of-" + string.Concat(fact.Where(c => c != ']').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private Claim Size(SizeRule rule, Facts.Fact fact)
    {
        var name = phrases.Of(EvidencePhrase.OfAnswer, PhraseOf(fact.Name), []) ?? fact.Name;
        EvidenceArgument[] arguments =
        [
            new("name", null, name),
            EvidenceArgument.Of("value", fact),
            new("factor", null, Number(rule.Factor) + (rule.AtLeast is { } least ? $" (≥ {Number(least)})" : "")),
        ];
        string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture).Replace(".", NumberStyle.Of(phrases.Lang).Point, StringComparison.Ordinal);
        return new Claim(phrases.Own("size-rule", arguments), [.. Citations.Of(fact), Rules]);
    }

    // SIZE_IN_ stands before a unit in the template: SIZE_IN_K is what the person sees.
    private static string AsWritten(string command, string word)
    {
        var at = command.IndexOf(word, StringComparison.Ordinal);
        var end = at + word.Length;
        while (at >= 0 && word.EndsWith('_') && end < command.Length && char.IsAsciiLetterOrDigit(command[end]))
            end++;
        return at < 0 ? word : command[at..end];
    }
}
