using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemHelpBot.Rendering.Html;
using MemHelpBot.Rendering.Scans;
using MemHelpBot.Scanning;

namespace MemHelpBot.Rendering;

/// <summary>One self-contained HTML file, to attach to a ticket: no script, nothing loaded, and nothing of a log becomes markup.</summary>
internal sealed class HtmlScan(TextWriter into, TimeZoneInfo local) : ScanReport
{
    private readonly Timeline timeline = new(local);

    public override void Add(FoundIncident incident) => timeline.Add(incident);

    public override void End(ScanSummary summary)
    {
        var policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportStyles.Css)))}'; base-uri 'none'; form-action 'none'";
        var html = new HtmlText();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"").Text(policy)
            .Raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Element("title", ScanWords.Of(summary)).Raw("\n<style>").Raw(ReportStyles.Css).Raw("</style>\n</head>\n<body>\n<main>\n")
            .Element("h1", "Memory incidents in logs").Element("p", ScanWords.Of(summary), "headline");
        foreach (var note in ScanWords.Notes(summary, summary.HasWindow))
            html.Element("p", note, "note");
        Groups(html, summary);
        Incidents(html);
        html.Raw("</main>\n</body>\n</html>\n");
        into.Write(html.ToString());
    }

    private static void Groups(HtmlText html, ScanSummary summary)
    {
        html.Element("h2", "Alike").Raw("\n<table>\n<tr><th>Count</th><th>What</th><th>Hosts</th><th>When</th><th>Typical memory of the victim</th></tr>\n");
        foreach (var group in summary.Groups.All)
        {
            html.Raw("<tr>").Element("td", group.Count.ToString(CultureInfo.InvariantCulture)).Element("td", ScanWords.Of(group.Key)).Element("td", ScanWords.Hosts(group))
                .Element("td", ScanWords.Times(group)).Element("td", group.TypicalPeakKb is { } peak ? ScanWords.Size(peak) : "").Raw("</tr>\n");
        }

        html.Raw("</table>\n");
    }

    private void Incidents(HtmlText html)
    {
        html.Element("h2", "One by one").Raw("\n<table>\n<tr><th>Time</th><th>Host</th><th>What</th><th>Memory of the victim</th><th>Where</th></tr>\n");
        foreach (var entry in timeline.Entries)
        {
            html.Raw("<tr>").Element("td", entry.Time ?? "").Element("td", entry.Host ?? "").Element("td", ScanWords.Of(entry.Key))
                .Element("td", entry.AnonRssKb is { } kib ? ScanWords.Size(kib) : "").Element("td", string.Create(CultureInfo.InvariantCulture, $"{entry.Source}:{entry.Line}")).Raw("</tr>\n");
        }

        html.Raw("</table>\n");
        if (timeline.LeftOut > 0)
            html.Element("p", $"And {ScanWords.Count(timeline.LeftOut, "more incident")}, which --format jsonl writes.", "note");
    }
}
