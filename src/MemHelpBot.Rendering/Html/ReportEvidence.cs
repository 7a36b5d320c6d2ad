using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Reports;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Html;

/// <summary>The evidence in a report: the facts by what they are about, with the lines they stand on.</summary>
internal sealed class ReportEvidence(HtmlText html, string language, Labels labels)
{
    /// <summary>The facts, a table for each group.</summary>
    /// <param name="facts">Those to show.</param>
    /// <param name="left">How many are left out.</param>
    public void WriteFacts(IReadOnlyList<Fact> facts, int left)
    {
        if (facts.Count == 0)
            return;
        html.Raw("<section>").Element("h2", labels.Facts);
        foreach (var (group, told) in FactGroups.Of(facts))
            WriteGroup(labels.Term(group), told);
        if (left > 0)
            html.Element("p", string.Create(CultureInfo.InvariantCulture, $"+ {left}{labels.Colon}{labels.MoreFacts}"), "faint");
        html.Raw("</section>\n");
    }

    private void WriteGroup(string title, IReadOnlyList<Fact> facts)
    {
        html.Element("h3", title).Raw("<table><thead><tr>")
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

        html.Raw("</tbody></table>\n");
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
