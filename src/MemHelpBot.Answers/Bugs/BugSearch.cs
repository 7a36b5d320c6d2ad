using System.Buffers;
using MemHelpBot.Answers.Verifying;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Bugs;

/// <summary>A known bug that the evidence has the looks of.</summary>
/// <param name="Bug">The bug.</param>
/// <param name="Lines">The lines that show it; at least one.</param>
/// <param name="Incident">The incident, or null for the paste as a whole.</param>
internal sealed record BugFound(KnownBug Bug, IReadOnlyList<SourceSpan> Lines, int? Incident);

/// <summary>Looks for the known bugs of the corpus: version and pattern must both match, and within one incident where there are any.</summary>
internal sealed class BugSearch(IReadOnlyList<KnownBug> bugs)
{
    /// <summary>Bugs named in one answer.</summary>
    private const int Most = 3;

    /// <summary>Incidents that are looked at one by one.</summary>
    private const int MostIncidents = 20;

    private readonly SearchValues<string>? texts = bugs.Any(b => b.Pattern.Texts.Count > 0)
        ? SearchValues.Create([.. bugs.SelectMany(b => b.Pattern.Texts).Distinct(StringComparer.Ordinal)], StringComparison.Ordinal) : null;

    /// <summary>The bugs found, in the order of the corpus; proved ones first.</summary>
    public IReadOnlyList<BugFound> Find(AnswerRequest request)
    {
        var printed = Printed(request.Paste);
        var found = new List<BugFound>();
        foreach (var bug in bugs)
        {
            if (Scopes(request).Select(incident => Look(bug, request, incident, printed)).FirstOrDefault(f => f is not null) is { } match)
                found.Add(match);
        }

        return [.. found.OrderBy(f => f.Bug.Proved ? 0 : 1).Take(Most)];
    }

    private static IEnumerable<int?> Scopes(AnswerRequest request) => request.Incidents.Take(MostIncidents).Select(i => (int?)i.Index).Append(null);

    private static BugFound? Look(KnownBug bug, AnswerRequest request, int? incident, Dictionary<string, SourceSpan> printed)
    {
        var lines = new List<SourceSpan>();
        var pattern = bug.Pattern;
        var facts = request.Findings.Facts;
        if (pattern.Kernels.Count > 0)
        {
            if ((facts.FindOwn(OomFacts.Release, incident) ?? facts.Find(OomFacts.Release)) is not { Value.Text: { } release } told || !pattern.Kernels.Any(r => Holds(r, release)))
                return null;
            lines.Add(told.Span);
        }

        if (pattern.Causes.Count > 0 && !request.Findings.Causes.Any(c => c.Incident == incident && c.Verdict != Verdict.RuledOut && pattern.Causes.Contains(c.Cause)))
            return null;
        if (pattern.Signatures.Count > 0)
        {
            if (request.Signatures.FirstOrDefault(s => (s.Incident is null || s.Incident == incident) && pattern.Signatures.Contains(s.Id)) is not { } signature)
                return null;
            lines.Add(signature.Span);
        }

        foreach (var condition in pattern.Facts)
        {
            if (FactConditions.Find(condition, facts, incident) is not { } fact)
                return null;
            lines.AddRange(fact.Spans);
        }

        if (pattern.Texts.Count > 0)
        {
            if (pattern.Texts.FirstOrDefault(printed.ContainsKey) is not { } text)
                return null;
            lines.Add(printed[text]);
        }

        if (lines.Count == 0 && incident is { } index)
            lines.Add(request.Incidents.First(i => i.Index == index).Span);
        return lines.Count == 0 ? null : new BugFound(bug, [.. lines.Distinct()], incident);
    }

    /// <summary>Whether a release lies in a range. Without a flavour kernels of enterprise vendors are left out: their numbers say nothing of their fixes.</summary>
    internal static bool Holds(KernelRange range, string release)
    {
        if (range.Flavour is { } flavour ? !release.Contains(flavour, StringComparison.Ordinal) : IsVendor(release))
            return false;
        if (ReleaseNumber.Read(release) is not { } number)
            return false;
        return (ReleaseNumber.Read(range.From) is not { } from || ReleaseNumber.Compare(number, from) >= 0)
            && (ReleaseNumber.Read(range.Before) is not { } before || ReleaseNumber.Compare(number, before) < 0);
    }

    private static bool IsVendor(string release) =>
        release.Contains(".el", StringComparison.Ordinal) || release.Contains("uek", StringComparison.Ordinal) || release.Contains("amzn", StringComparison.Ordinal) || release.Contains(".oe", StringComparison.Ordinal);

    private Dictionary<string, SourceSpan> Printed(PasteLines? paste)
    {
        var found = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        if (texts is null || paste is null)
            return found;
        for (var message = 0; message < paste.Count; message++)
        {
            foreach (var text in paste.FirstLinesWith(message, texts, bugs.SelectMany(b => b.Pattern.Texts)))
                found.TryAdd(text.Text, new SourceSpan(message, text.Line, text.Line, 0, 0));
        }

        return found;
    }
}
