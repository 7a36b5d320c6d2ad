using System.Globalization;
using MemHelpBot.Rendering.Scans;
using MemHelpBot.Scanning;

namespace MemHelpBot.Rendering;

/// <summary>For a person at a terminal: the whole in a sentence, alike incidents together, then one by one.</summary>
internal sealed class TextScan(TextWriter into, TimeZoneInfo local, bool live) : ScanReport
{
    private readonly Timeline timeline = new(local);

    public override void Add(FoundIncident incident)
    {
        if (live)
            into.Write(Line(TimelineEntry.Of(incident, local)));
        else
            timeline.Add(incident);
    }

    public override void End(ScanSummary summary)
    {
        into.Write($"{(live ? "\n" : "")}{ScanWords.Of(summary)}\n");
        foreach (var note in ScanWords.Notes(summary, summary.HasWindow))
            into.Write($"  {TerminalText.Plain(note)}\n");
        if (summary.Incidents == 0)
            return;
        into.Write("\nAlike\n");
        foreach (var group in summary.Groups.All)
        {
            into.Write(string.Create(CultureInfo.InvariantCulture, $"{group.Count,7} × {TerminalText.Plain(ScanWords.Of(group.Key))}\n"));
            string[] details =
            [
                ScanWords.Times(group), ScanWords.Hosts(group) is { Length: > 0 } hosts ? $"on {hosts}" : "",
                group.TypicalPeakKb is { } peak ? $"typically {ScanWords.Size(peak)} anonymous memory" : "",
            ];
            if (details.Any(d => d.Length > 0))
                into.Write($"          {TerminalText.Plain(string.Join("; ", details.Where(d => d.Length > 0)))}\n");
        }

        if (live)
            return;
        into.Write("\nOne by one\n");
        foreach (var entry in timeline.Entries)
            into.Write(Line(entry));
        if (timeline.LeftOut > 0)
            into.Write($"  and {ScanWords.Count(timeline.LeftOut, "more incident")}: --format jsonl writes them all\n");
    }

    private static string Line(TimelineEntry entry)
    {
        var peak = entry.AnonRssKb is { } kib ? $" ({ScanWords.Size(kib)})" : "";
        var host = entry.Host is null ? "" : $"{entry.Host}  ";
        return TerminalText.Plain(string.Create(CultureInfo.InvariantCulture, $"  {entry.Time ?? "no time",-19}  {host}{ScanWords.Of(entry.Key)}{peak}  {entry.Source}:{entry.Line}")) + "\n";
    }
}
