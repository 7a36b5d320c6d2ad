using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Html;

/// <summary>The evidence in a report: the cited lines with their numbers, and the facts with the lines they stand on.</summary>
internal sealed class ReportEvidence(HtmlText html, string language, CitedLines lines, Labels labels)
{
    private const int LongestLine = 2000;

    /// <summary>The cited lines of every message; a gap stands where lines are left out.</summary>
    public void WriteLines(IReadOnlyList<string> messages)
    {
        if (!lines.Messages.Any(m => m < messages.Count))
            return;
        html.Raw("<section>").Element("h2", labels.Lines);
        foreach (var message in lines.Messages.Where(m => m < messages.Count))
        {
            if (messages.Count > 1)
                html.Element("p", string.Create(CultureInfo.InvariantCulture, $"{labels.Message} {message + 1}"), "faint");
            html.Raw("<table class=\"lines\"><tbody>\n");
            var before = 0;
            foreach (var (number, text) in lines.Of(message, messages[message]))
            {
                if (number > before + 1)
                    html.Raw("<tr><td class=\"n\">⋯</td><td></td></tr>\n");
                before = number;
                html.Raw("<tr id=\"").Text(Citation.AnchorOf(message, number)).Raw("\">")
                    .Element("td", number.ToString(CultureInfo.InvariantCulture), "n")
                    .Element("td", text.Length > LongestLine ? string.Concat(text.AsSpan(0, LongestLine), "…") : text)
                    .Raw("</tr>\n");
            }

            html.Raw("</tbody></table>\n");
        }

        html.Raw("</section>\n");
    }

    /// <summary>The facts as a table.</summary>
    /// <param name="facts">Those to show.</param>
    /// <param name="left">How many are left out.</param>
    public void WriteFacts(IReadOnlyList<Fact> facts, int left)
    {
        if (facts.Count == 0)
            return;
        html.Raw("<section>").Element("h2", labels.Facts).Raw("<table><thead><tr>")
            .Element("th", labels.Fact).Element("th", labels.Value).Element("th", labels.Line).Raw("</tr></thead><tbody>\n");
        foreach (var fact in facts)
        {
            html.Raw("<tr><td><code>").Text(fact.Name).Raw("</code>");
            if (fact.Incident is > 0 and { } incident)
                html.Element("span", string.Create(CultureInfo.InvariantCulture, $" ({labels.Incident} {incident + 1})"), "faint");
            html.Raw("</td><td>").Text(FactValueText.Of(fact, language));
            if (fact.Derivation is { } derivation)
                html.Element("div", labels.Derived + labels.Colon + derivation.Formula, "faint");
            html.Raw("</td><td>");
            WriteRanges(fact);
            html.Raw("</td></tr>\n");
        }

        html.Raw("</tbody></table>");
        if (left > 0)
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"+ {left}{labels.Colon}{labels.MoreFacts}"), "faint");
        html.Raw("</section>\n");
    }

    private void WriteRanges(in Fact fact)
    {
        var first = true;
        foreach (var (from, to) in FactLines.RangesOf(fact))
        {
            if (!first)
                html.Raw(", ");
            first = false;
            html.Raw("<a href=\"#").Text(Citation.AnchorOf(fact.Span.Message, from)).Raw("\">").Text(SourceSpan.CitationOf(fact.Span.Message, from)).Raw("</a>");
            if (to > from)
                html.Text(string.Create(CultureInfo.InvariantCulture, $"–{to}"));
        }
    }
}
