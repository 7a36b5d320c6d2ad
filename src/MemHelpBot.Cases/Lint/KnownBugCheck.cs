using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Lint;

/// <summary>Known bugs: versions that can be compared, ids that exist, a source with an address, no placeholders, numbers that the note has in every language.</summary>
internal static class KnownBugCheck
{
    public static void Run(Corpus corpus, KnownIds known, LintReport report)
    {
        foreach (var bug in corpus.KnownBugs)
        {
            foreach (var range in bug.Pattern.Kernels)
                CheckRange(bug, range, report);
            foreach (var cause in bug.Pattern.Causes.Where(c => !known.Causes.Contains(c)))
                report.Error("bug", bug.Id, $"The cause '{cause}' is not one of the diagnosis list.", "Use an id of the list.");
            foreach (var id in bug.Remedies.Where(r => !corpus.Remedies.ContainsKey(r)))
                report.Error("bug", bug.Id, $"The remedy '{id}' does not exist.", "Add it under remedies/.");
            foreach (var condition in bug.Pattern.Facts.Where(c => known.Facts is { } facts && !facts.Any(f => Names(f, c.Name))))
                report.Error("bug", bug.Id, $"The fact '{condition.Name}' is not in the catalogue.", "Use a name of the catalogue.");
            foreach (var text in bug.Pattern.Texts.Where(t => t.Length < 8))
                report.Error("bug", bug.Id, $"The text '{text}' is too short to be told from others.", "Give at least eight characters as printed.");
            if (corpus.Documents.GetValueOrDefault(bug.DocumentId)?.Source.Url is not { } url || !url.StartsWith("https://", StringComparison.Ordinal))
                report.Error("bug", bug.Id, "The source has no https address.", "A bug without a source is a rumour.");
            CheckTexts(bug, report);
        }
    }

    private static void CheckTexts(KnownBug bug, LintReport report)
    {
        var meant = Numbers.Meant($"{bug.Text.En} {bug.Affected} {bug.Fixed}");
        foreach (var text in PlaceholderCheck.Languages(bug.Text))
        {
            if (Placeholders.In(text) is { Found.Count: > 0 } or { Paired: false })
                report.Error("bug", bug.Id, $"The text has a placeholder: \"{PlaceholderCheck.Short(text)}\".", "Say what holds for every case.");
            foreach (var number in Numbers.In(text).Where(n => !meant.Contains(n)))
                report.Error("bug", bug.Id, $"The number {number} stands in one language only: \"{PlaceholderCheck.Short(text)}\".", "Say the same in all three.");
        }
    }

    private static void CheckRange(KnownBug bug, KernelRange range, LintReport report)
    {
        foreach (var bound in new[] { range.From, range.Before }.OfType<string>().Where(b => ReleaseNumber.Read(b) is null))
            report.Error("bug", bug.Id, $"'{bound}' is no release.", "Write numbers with points and a hyphen, such as 4.4.0-58.");
        if (range is { From: null, Before: null, Flavour: null })
            report.Error("bug", bug.Id, "A kernel range without bounds holds every kernel.", "Give 'from', 'before' or 'flavour', or leave 'kernels' out.");
        if (ReleaseNumber.Read(range.From) is { } from && ReleaseNumber.Read(range.Before) is { } before && ReleaseNumber.Compare(from, before) >= 0)
            report.Error("bug", bug.Id, $"The range from {range.From} before {range.Before} is empty.", "Put the earlier release first.");
    }

    // slab[nvidia_pte_cache*].objects is slab[*].objects of the catalogue.
    private static bool Names(string pattern, string name)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? pattern == name
            : name.Length >= pattern.Length && name.StartsWith(pattern.AsSpan(0, star), StringComparison.Ordinal) && name.EndsWith(pattern.AsSpan(star + 1), StringComparison.Ordinal);
    }
}
