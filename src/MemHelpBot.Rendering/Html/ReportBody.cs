using System.Globalization;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Html;

/// <summary>The answer's own parts of a report: headline, sections, causes, commands, questions, sources, notes.</summary>
internal sealed class ReportBody(HtmlText html, Answer answer, CitedLines lines, Labels labels)
{
    /// <summary>Headline, verdicts and sections.</summary>
    public void WriteAnswer()
    {
        html.Element("h2", labels.Summary);
        foreach (var section in answer.Sections)
        {
            if (section.Claims.Count == 0 || section.Kind == "letter" || (section.Kind == "question" && answer.Questions.Count > 0))
                continue;
            if (section.Kind == "headline")
            {
                foreach (var claim in section.Claims)
                {
                    html.Raw("<p class=\"headline\">").Text(claim.Text);
                    WriteCitations(claim.Citations);
                    html.Raw("</p>\n");
                }

                WriteVerdicts();
                continue;
            }

            html.Raw("<section>");
            if (section.Title.Length > 0)
                html.Element("h2", section.Title);
            WriteClaims(section.Claims);
            html.Raw("</section>\n");
        }
    }

    /// <summary>A log of a loop has a judgement for each of thousands of kills; the answer object has them all.</summary>
    private const int MostCauses = 100;

    /// <summary>For and against every cause, folded.</summary>
    public void WriteCauses()
    {
        if (answer.Causes.Count == 0)
            return;
        html.Raw("<section>").Element("h2", labels.Causes);
        foreach (var cause in answer.Causes.Take(MostCauses))
        {
            html.Raw(cause == answer.Causes[0] ? "<details open=\"open\"><summary>" : "<details><summary>").Text(cause.Name + " · ").Element("span", labels.Term(cause.Verdict), VerdictCss(cause.Verdict)).Raw("</summary>\n");
            WriteEvidence(labels.For, cause.For);
            WriteEvidence(labels.Against, cause.Against);
            WriteEvidence(labels.Missing, [.. cause.Missing.Select(m => new Claim(m.Command.Length > 0 ? $"{m.Text} ({m.Command})" : m.Text, []))]);
            html.Raw("</details>\n");
        }

        html.Raw("</section>\n");
    }

    /// <summary>The commands.</summary>
    public void WriteActions()
    {
        if (answer.Actions.Count == 0)
            return;
        html.Raw("<section>").Element("h2", labels.Commands).Raw("<ol>\n");
        var notes = new NotesOnce();
        foreach (var action in answer.Actions)
        {
            html.Raw("<li>").Element("strong", labels.Term(action.Kind)).Raw(" · ").Element("span", labels.Term(action.Risk), RiskCss(action.Risk)).Text(" · " + labels.Term(action.RunAs) + labels.Lasting(action));
            if (action.ForAdministrator)
                html.Raw(" · ").Element("span", labels.ForAdministrator, "admin");
            html.Raw("<br>").Text(action.Text);
            WriteCitations(action.Citations);
            html.Raw("<pre><code>").Text(action.Command).Raw("</code></pre>");
            if (action.Warning is { } warning)
                html.Element("p", labels.Warning + " " + warning, "note");
            foreach (var note in notes.Of(action))
            {
                html.Raw("<p class=\"faint\">").Text(note.Text);
                WriteCitations(note.Citations);
                html.Raw("</p>");
            }

            html.Raw("</li>\n");
        }

        html.Raw("</ol></section>\n");
    }

    /// <summary>The text for the administrators, to be copied as it is.</summary>
    public void WriteLetter()
    {
        if (answer.Letter is not { } letter)
            return;
        html.Raw("<section>").Element("h2", letter.Title).Raw("<pre class=\"letter\">").Text(letter.Text).Raw("</pre></section>\n");
    }

    /// <summary>What would decide.</summary>
    public void WriteQuestions()
    {
        if (answer.Questions.Count == 0)
            return;
        html.Raw("<section>").Element("h2", labels.Questions).Raw("<ul>\n");
        foreach (var question in answer.Questions)
        {
            html.Raw("<li>").Text(question.Text);
            if (question.Command.Length > 0)
                html.Raw("<pre><code>").Text(question.Command).Raw("</code></pre>");
            html.Raw("</li>\n");
        }

        html.Raw("</ul></section>\n");
    }

    /// <summary>The documents cited or offered.</summary>
    public void WriteSources()
    {
        if (answer.Sources.Count == 0)
            return;
        html.Raw("<section>").Element("h2", labels.Sources).Raw("<ul>\n");
        foreach (var source in answer.Sources)
        {
            html.Raw("<li id=\"").Text(SourceAnchor(source.Id)).Raw("\">");
            if (WebAddress.Of(source.Url) is { } url)
                html.Raw("<a rel=\"noreferrer\" href=\"").Text(url).Raw("\">").Text(source.Title).Raw("</a>");
            else
                html.Text(source.Title);
            html.Element("span", string.Create(CultureInfo.InvariantCulture, $" ({source.Lang}, {labels.Term(source.Trust)}, {labels.Term(source.Match)}) C:{source.Id}"), "faint").Raw("</li>\n");
        }

        html.Raw("</ul></section>\n");
    }

    /// <summary>What the reader must know.</summary>
    public void WriteWarnings()
    {
        var said = answer.Claims.Select(c => c.Text).ToHashSet(StringComparer.Ordinal);
        List<string> warnings = [.. answer.Warnings.Where(w => !said.Contains(w)), .. answer.Wording is { Label: var label } ? [label] : (string[])[]];
        if (warnings.Count == 0)
            return;
        html.Raw("<section>").Element("h2", labels.Notes);
        foreach (var warning in warnings)
            html.Element("p", warning, "note");
        html.Raw("</section>\n");
    }

    private static string SourceAnchor(string id) => "C-" + id;

    private static string VerdictCss(string verdict) => verdict is "confirmed" or "likely" or "possible" or "ruled-out" ? verdict : "";

    private static string RiskCss(string risk) => risk is "read-only" or "reversible" or "disruptive" ? risk : "";

    private void WriteVerdicts()
    {
        var verdicts = Verdicts.Of(answer);
        if (verdicts.Count == 0)
            return;
        html.Raw("<ul class=\"verdicts\">");
        foreach (var cause in verdicts)
            html.Raw("<li>").Text(cause.Name + " · ").Element("span", labels.Term(cause.Verdict), VerdictCss(cause.Verdict)).Raw("</li>");
        html.Raw("</ul>\n");
    }

    private void WriteEvidence(string title, IReadOnlyList<Claim> claims)
    {
        if (claims.Count == 0)
            return;
        html.Element("p", title, "faint");
        WriteClaims(claims);
    }

    private void WriteClaims(IReadOnlyList<Claim> claims)
    {
        html.Raw("<ul>\n");
        foreach (var claim in claims)
        {
            html.Raw("<li>").Text(claim.Text);
            WriteCitations(claim.Citations);
            html.Raw("</li>\n");
        }

        html.Raw("</ul>\n");
    }

    private void WriteCitations(IReadOnlyList<string> citations)
    {
        if (citations.Count == 0)
            return;
        html.Raw(" <span class=\"cite\">[");
        for (var i = 0; i < citations.Count; i++)
        {
            if (i > 0)
                html.Raw(", ");
            if (Target(citations[i]) is { } anchor)
                html.Raw("<a href=\"#").Text(anchor).Raw("\">").Text(citations[i]).Raw("</a>");
            else
                html.Text(citations[i]);
        }

        html.Raw("]</span>");
    }

    private string? Target(string text)
    {
        if (!Citation.TryParse(text, out var citation))
            return null;
        if (citation.IsLine)
            return lines.Shows(citation.Message, citation.Line) ? citation.Anchor : null;
        return answer.Sources.Any(s => s.Id == citation.Document) ? SourceAnchor(citation.Document!) : null;
    }
}
