using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering.Html;
using MemHelpBot.Rendering.Pictures;
using MemHelpBot.Rendering.Reports;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering;

/// <summary>What stands above a report.</summary>
/// <param name="Source">Where the evidence was read from (a file name); null when unknown.</param>
/// <param name="Made">When the report was made; null leaves it out, so that the same input gives the same bytes.</param>
public sealed record ReportHead(string? Source = null, DateTimeOffset? Made = null);

/// <summary>
/// The answer as one self-contained HTML file, to attach to a ticket: no script, nothing loaded, a policy that forbids both, and nothing of
/// what was pasted becomes markup.
/// </summary>
public static class HtmlReport
{
    private const int MostFacts = 500;
    private const int MostHosts = 20;

    private static readonly Lazy<string> Policy = new(() =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportStyles.Css)))}'; base-uri 'none'; form-action 'none'");

    /// <summary>The file's text.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="messages">What was sent, by message, as it was read: the cited lines are shown from it.</param>
    /// <param name="head">What stands above it.</param>
    public static string Of(Answer answer, IReadOnlyList<string> messages, ReportHead? head = null)
    {
        var html = new HtmlText();
        var labels = Labels.In(answer.Language);
        var facts = answer.Facts.All.Take(MostFacts).ToList();
        var lines = new CitedLines(answer, facts, Timeline.Of(answer).Select(e => e.Incident.Span));
        var body = new ReportBody(html, answer, lines, labels);
        var timeline = new ReportTimeline(html, answer, lines, labels);
        WriteHead(html, answer, head ?? new ReportHead(), labels);
        body.WriteAnswer();
        body.WriteWarnings();
        timeline.WriteIncidents();
        WritePictures(html, answer, labels);
        new ReportEvidence(html, answer.Language, labels).WriteFacts(facts, answer.Facts.All.Count - facts.Count);
        body.WriteCauses();
        body.WriteActions();
        timeline.WriteChecklist();
        body.WriteLetter();
        body.WriteQuestions();
        body.WriteSources();
        new PasteCopy(html, lines, labels).Write(messages, facts);
        return html.Raw("</main>\n</body>\n</html>\n").ToString();
    }

    private static void WriteHead(HtmlText html, Answer answer, ReportHead head, Labels labels)
    {
        var headline = answer.Sections.Where(s => s.Kind == "headline").SelectMany(s => s.Claims).FirstOrDefault()?.Text ?? labels.Report;
        html.Raw("<!DOCTYPE html>\n<html lang=\"").Text(answer.Language == "zh" ? "zh-Hans" : answer.Language).Raw("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
            .Text(Policy.Value).Raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Element("title", headline).Raw("\n<style>").Raw(ReportStyles.Css).Raw("</style>\n</head>\n<body>\n<header>").Element("h1", labels.Report);
        if (head.Source is not null)
            html.Element("p", labels.Source + labels.Colon + head.Source, "meta");
        if (head.Made is { } made)
            html.Element("p", labels.Made + labels.Colon + made.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture), "meta");
        var hosts = answer.Incidents.Select(i => i.Host).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostHosts).ToList();
        if (hosts.Count > 0)
            html.Element("p", labels.Host + labels.Colon + string.Join(", ", hosts), "meta");
        html.Raw("</header>\n<main>\n");
    }

    private static void WritePictures(HtmlText html, Answer answer, Labels labels)
    {
        var pictures = Picture.All(answer);
        if (pictures.Count == 0)
            return;
        html.Raw("<section>").Element("h2", labels.Pictures);
        foreach (var picture in pictures)
            html.Raw("<figure>").Element("figcaption", picture.Title).Raw(picture.Svg).Raw("</figure>\n");
        html.Raw("</section>\n");
    }
}
