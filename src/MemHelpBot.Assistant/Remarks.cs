using MemHelpBot.Answers;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;
using MemHelpBot.Parsing;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Assistant;

/// <summary>The notices of a conversation's readings as remarks of an answer.</summary>
internal static class Remarks
{
    /// <summary>The remarks, each once. That a message held nothing concerns only the answer to it.</summary>
    public static IEnumerable<Remark> Of(IReadOnlyList<Reading> readings, string lang)
    {
        var told = new HashSet<(string, SourceSpan?)>();
        for (var i = 0; i < readings.Count; i++)
        {
            foreach (var notice in readings[i].Notices)
            {
                var remark = new Remark(notice.Id, notice.Text, Arguments(notice, lang));
                if ((i == readings.Count - 1 || !remark.IsNothingRead) && told.Add((notice.Id, notice.Span)))
                    yield return remark;
            }
        }
    }

    /// <summary>What of the log contradicts itself, each kind of it once.</summary>
    public static IEnumerable<Remark> Of(IReadOnlyList<Contradiction> contradictions) => contradictions.DistinctBy(c => c.Kind).Select(
        c => new Remark("altered-log-" + c.Kind, "The log contradicts itself: it was altered or damaged.", [Line(c.Span)]));

    /// <summary>That the store of cases is away and a copy answers; nothing when it is not.</summary>
    public static IEnumerable<Remark> OfStore(string? trouble) => trouble is null ? [] : [new Remark("store-away", trouble, [])];

    /// <summary>How many of how many were judged, as arguments.</summary>
    public static EvidenceArgument[] Counted(int all, int limit, string lang) =>
        [new("count", null, NumberStyle.Of(lang).Grouped(all)), new("limit", null, NumberStyle.Of(lang).Grouped(limit))];

    private static EvidenceArgument[] Arguments(Notice notice, string lang)
    {
        var most = notice.Id == "line-cut" ? PasteLimits.MaxLineCharacters : PasteLimits.MaxCharacters;
        var limit = new EvidenceArgument("limit", null, NumberStyle.Of(lang).Grouped(most));
        return notice.Span is { } span
            ? [limit, Line(span)]
            : [limit];
    }

    private static EvidenceArgument Line(SourceSpan span) => new("line", null, SourceSpan.CitationOf(span.Message, span.FirstLine));
}
