using System.Text;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Answers.Wording;

/// <summary>Sentences of the corpus with their placeholders filled, in one pass: text inside a value is never filled again.</summary>
public sealed class Phrases(Corpus corpus, string lang)
{
    private readonly Lazy<List<LocalText>> formulaWords = new(() =>
        [.. corpus.Evidence.Values.Where(p => p.Cause == EvidencePhrase.OfFormula).Select(p => p.Text).OrderByDescending(t => t.En.Length).ThenBy(t => t.En, StringComparer.Ordinal)]);

    /// <summary>The language of every sentence.</summary>
    public string Lang => lang;

    /// <summary>The corpus the sentences come from.</summary>
    public Corpus Corpus => corpus;

    /// <summary>The sentence of a piece of evidence, or null when the corpus has none (the lint and a test refuse that).</summary>
    public string? Of(string cause, string id, IReadOnlyList<EvidenceArgument> arguments) =>
        corpus.Evidence.TryGetValue($"{cause}/{id}", out var phrase) ? Fill(phrase.Text.In(lang), arguments) : null;

    /// <summary>A sentence of the answer itself (<c>corpus/evidence/answer.yaml</c>).</summary>
    /// <exception cref="KeyNotFoundException">The corpus lacks it: a mistake of ours.</exception>
    public string Own(string id, params IReadOnlyList<EvidenceArgument> arguments) =>
        Of(EvidencePhrase.OfAnswer, id, arguments) ?? throw new KeyNotFoundException($"corpus/evidence/answer.yaml lacks '{id}'.");

    /// <summary>A formula of a derived fact with its words in the language (<c>corpus/evidence/formula.yaml</c>); names of counters stay.</summary>
    public string Formula(string formula) => lang == "en" ? formula : formulaWords.Value.Aggregate(formula, (text, word) => text.Replace(word.En, word.In(lang), StringComparison.Ordinal));

    /// <summary>A template with its placeholders filled. A placeholder without an argument stays visible.</summary>
    public string Fill(string template, IReadOnlyList<EvidenceArgument> arguments)
    {
        var filled = new StringBuilder(template.Length + 64);
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if ((c is '{' or '}') && i + 1 < template.Length && template[i + 1] == c)
            {
                filled.Append(c);
                i++;
            }
            else if (c == '{' && template.IndexOf('}', i) is var close && close > i)
            {
                Append(filled, template.AsSpan(i + 1, close - i - 1), arguments);
                i = close;
            }
            else
            {
                filled.Append(c);
            }
        }

        return filled.ToString();
    }

    private void Append(StringBuilder filled, ReadOnlySpan<char> placeholder, IReadOnlyList<EvidenceArgument> arguments)
    {
        var colon = placeholder.IndexOf(':');
        var name = colon < 0 ? placeholder : placeholder[..colon];
        foreach (var argument in arguments)
        {
            if (!name.SequenceEqual(argument.Name))
                continue;
            filled.Append(argument.Fact is { } fact
                ? FactText.Of(fact, lang, colon < 0 ? null : placeholder[(colon + 1)..].ToString())
                : FactText.Sanitise(argument.Text ?? ""));
            return;
        }

        filled.Append('{').Append(placeholder).Append('}');
    }
}
