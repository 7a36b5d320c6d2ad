using MemHelpBot.Facts;
using MemHelpBot.Parsing;
using MemHelpBot.Scanning.Segments;

namespace MemHelpBot.Scanning;

/// <summary>Reads a segment as if it were pasted, and puts what was read back to where it stood in the file.</summary>
/// <param name="source">Name of the file.</param>
/// <param name="reference">When the file was written last: years are counted back from it.</param>
/// <param name="judge">The diagnosis; null for none.</param>
internal sealed class SegmentReader(string source, DateTimeOffset reference, Func<Reading, Judged>? judge)
{
    /// <summary>The incidents of a segment, in order. Several threads may read at a time.</summary>
    public List<FoundIncident> Read(Segment segment)
    {
        var reading = PasteReader.Read(segment.Text);
        // What only follows a find (a program's next lines) and holds none is no incident of its own.
        var kept = reading.Incidents.Where(i => HasFind(segment, i.Span)).ToList();
        var found = new List<FoundIncident>(kept.Count);
        if (kept.Count == 0)
            return found;
        var judged = judge?.Invoke(reading) ?? new Judged(reading.Facts, []);
        foreach (var incident in kept)
        {
            found.Add(new FoundIncident(source, incident, segment.Lines)
            {
                When = LogTime.Parse(incident.Time, reference),
                Facts = new FactSet(FactsOf(judged.Facts, incident.Index)),
                Signatures = [.. reading.Signatures.Where(s => s.Incident == incident.Index).Select(s => s.Id)],
                Causes = [.. judged.Causes.Where(c => c.Incident == incident.Index)],
                Unread = [.. reading.Unread.Where(u => u.Span.FirstLine >= incident.Span.FirstLine && u.Span.LastLine <= incident.Span.LastLine).Select(u => u.Why).Distinct()],
            });
        }

        return found;
    }

    // By hand: query operators over a struct are compiled when they are first called, and a scan lasts half a second.
    private static List<Fact> FactsOf(FactSet all, int incident)
    {
        var own = new List<Fact>(all.All.Count);
        foreach (ref readonly var fact in all.AsSpan())
        {
            if (fact.Incident == incident)
                own.Add(fact);
        }

        return own;
    }

    private static bool HasFind(Segment segment, SourceSpan span)
    {
        for (var line = span.FirstLine; line <= span.LastLine; line++)
        {
            if (segment.Lines[line - 1].Found)
                return true;
        }

        return false;
    }
}
