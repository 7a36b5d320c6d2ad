using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Lint;

/// <summary>Evidence has the same placeholders in every language, with known formats, and no number of its own; no other text has any.</summary>
internal static class PlaceholderCheck
{
    private static readonly string[] Formats = ["size", "both", "count", "hex", "percent"];

    public static void Run(Corpus corpus, LintReport report)
    {
        foreach (var phrase in corpus.Evidence.Values)
            CheckPhrase(phrase, report);
        foreach (var playbook in corpus.Playbooks.Values)
        {
            var texts = playbook.Explanation.Concat(playbook.Headlines).Select(e => e.Text).Append(playbook.Headline).Append(playbook.Name).Append(playbook.WhyNotMoreRam.Text);
            foreach (var text in texts.SelectMany(Languages))
            {
                if (Placeholders.In(text) is { Found.Count: > 0 } or { Paired: false })
                    report.Error("playbook", playbook.Cause, $"A playbook has no placeholders: \"{Short(text)}\".", "Say what holds for every case; facts belong to evidence.");
            }

            foreach (var headline in Languages(playbook.Headline))
            {
                if (Numbers.In(headline).Count > 0)
                    report.Error("playbook", playbook.Cause, $"The headline has a number: \"{Short(headline)}\".", "Leave it out: a headline holds for every case.");
            }
        }
    }

    private static void CheckPhrase(EvidencePhrase phrase, LintReport report)
    {
        var id = $"{phrase.Cause}/{phrase.Id}";
        var english = Placeholders.In(phrase.Text.En);
        foreach (var text in Languages(phrase.Text))
        {
            var (found, paired) = Placeholders.In(text);
            if (!paired)
                report.Error("evidence", id, $"The braces of '{phrase.Id}' do not pair up: \"{Short(text)}\".", "Write {name} or {name:format}, and {{ for a literal brace.");
            else if (!found.Order(StringComparer.Ordinal).SequenceEqual(english.Found.Order(StringComparer.Ordinal)))
                report.Error("evidence", id, $"The languages of '{phrase.Id}' have different placeholders: {List(english.Found)} and {List(found)}.", "Use the same in all three.");
            foreach (var format in found.Where(p => p.Contains(':')).Select(p => p[(p.IndexOf(':') + 1)..]).Where(f => !Formats.Contains(f)))
                report.Error("evidence", id, $"'{format}' is no format.", $"Use one of {string.Join(", ", Formats)}.");
            // Rule 3 of an answer: a number that no fact brings would take the whole sentence out.
            if (phrase.Cause is not (EvidencePhrase.OfAnswer or EvidencePhrase.OfFormula or EvidencePhrase.OfFit) && Numbers.In(text) is [var number, ..])
                report.Error("evidence", id, $"The number {number} of \"{Short(text)}\" is no placeholder.", "Let the diagnosis give it as an argument, or say it without a number.");
        }
    }

    internal static string[] Languages(LocalText text) => [text.En, text.Zh, text.Pl];

    internal static string Short(string text) => text.Length <= 60 ? text : text[..59] + "…";

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
