using System.Globalization;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering.Reports;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Html;

/// <summary>The tables of a report that people work with: what happened when, and what was done about it.</summary>
internal sealed class ReportTimeline(HtmlText html, Answer answer, CitedLines lines, Labels labels)
{
    /// <summary>The incidents.</summary>
    public void WriteIncidents()
    {
        if (answer.Incidents.Count == 0)
            return;
        Open(labels.Timeline, labels.Time, labels.Host, labels.Kind, labels.Event, labels.Line);
        foreach (var entry in Timeline.Of(answer))
        {
            var incident = entry.Incident;
            html.Raw("<tr>").Element("td", incident.Time ?? "–").Element("td", incident.Host ?? "–").Element("td", labels.Term(incident.Kind))
                .Element("td", entry.Happened).Raw("<td>");
            if (lines.Shows(incident.Span.Message, incident.Span.FirstLine))
                html.Raw("<a href=\"#").Text(Citation.AnchorOf(incident.Span.Message, incident.Span.FirstLine)).Raw("\">").Text(incident.Span.ToString()).Raw("</a>");
            else
                html.Text(incident.Span.ToString());
            html.Raw("</td></tr>\n");
        }

        html.Raw("</tbody></table>");
        if (answer.Incidents.Count > Timeline.Most)
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"+ {answer.Incidents.Count - Timeline.Most}"), "faint");
        html.Raw("</section>\n");
    }

    /// <summary>The proposed actions as a list to tick off and sign.</summary>
    public void WriteChecklist()
    {
        if (answer.Actions.Count == 0)
            return;
        Open(labels.Taken, "☐", labels.Action, labels.Time, labels.By, labels.Result);
        foreach (var action in answer.Actions)
            html.Raw("<tr>").Element("td", "☐").Raw("<td>").Text(labels.Term(action.Kind) + labels.Colon).Element("code", action.Id).Raw("</td><td></td><td></td><td></td></tr>\n");
        html.Raw("<tr><td>☐</td><td></td><td></td><td></td><td></td></tr>\n</tbody></table></section>\n");
    }

    private void Open(string title, params ReadOnlySpan<string> columns)
    {
        html.Raw("<section>").Element("h2", title).Raw("<table><thead><tr>");
        foreach (var column in columns)
            html.Raw("<th scope=\"col\">").Text(column).Raw("</th>");
        html.Raw("</tr></thead><tbody>\n");
    }
}
