using System.Globalization;
using System.Text;
using MemHelpBot.Answers.Model;
using MemHelpBot.Facts;
using MemHelpBot.Rendering.Reports;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering;

/// <summary>
/// The post-mortem as one Markdown document for a ticket (GitHub, GitLab, Jira's Markdown): summary, timeline, facts, causes, actions with a
/// list to sign, open questions, sources, and what was sent with its line numbers. Nothing of what was pasted becomes markup.
/// </summary>
public static class MarkdownReport
{
    private const int MostFacts = 300;
    private const int MostCauses = 40;
    private const int MostLines = 2000;
    private const int LongestLine = 500;

    /// <summary>The document, ending with a line end.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="messages">What was sent, by message.</param>
    /// <param name="head">What stands above it.</param>
    public static string Of(Answer answer, IReadOnlyList<string> messages, ReportHead? head = null)
    {
        var text = new StringBuilder();
        var labels = Labels.In(answer.Language);
        text.Append("# ").Append(labels.Report).Append("\n\n");
        if (head?.Source is { } source)
            text.Append(CultureInfo.InvariantCulture, $"{labels.Source}{labels.Colon}{MarkdownText.Escaped(source)}  \n");
        if (head?.Made is { } made)
            text.Append(CultureInfo.InvariantCulture, $"{labels.Made}{labels.Colon}{made:yyyy-MM-dd HH:mm zzz}  \n");
        WriteSections(text, answer, labels);
        WriteTimeline(text, answer, labels);
        WriteFacts(text, answer, labels);
        WriteCauses(text, answer, labels);
        WriteActions(text, answer, labels);
        WriteQuestions(text, answer, labels);
        WriteSources(text, answer, labels);
        WritePaste(text, messages, labels);
        return text.ToString().TrimEnd() + "\n";
    }

    private static void WriteSections(StringBuilder text, Answer answer, Labels labels)
    {
        Heading(text, "##", labels.Summary);
        foreach (var section in answer.Sections.Where(s => s.Claims.Count > 0))
        {
            if (section.Kind == "headline")
            {
                text.Append("**").Append(MarkdownText.Escaped(section.Claims[0].Text)).Append("**").Append(Cited(section.Claims[0].Citations)).Append("\n\n");
                if (Verdicts.Of(answer) is { Count: > 0 } verdicts)
                {
                    text.Append(labels.Verdict).Append(labels.Colon)
                        .AppendJoin(labels.Semicolon, verdicts.Select(c => MarkdownText.Escaped(c.Name) + labels.Aside(labels.Term(c.Verdict)))).Append('\n');
                }

                continue;
            }

            if (section.Kind == "question")
                continue;
            Heading(text, "###", section.Title);
            WriteClaims(text, section.Claims);
        }

        var said = answer.Claims.Select(c => c.Text).ToHashSet(StringComparer.Ordinal);
        List<string> warnings = [.. answer.Warnings.Where(w => !said.Contains(w)), .. answer.Wording is { Label: var label } ? [label] : (string[])[]];
        if (warnings.Count > 0)
            Heading(text, "###", labels.Notes);
        foreach (var warning in warnings)
            text.Append("- ").Append(MarkdownText.Escaped(warning)).Append('\n');
    }

    private static void WriteTimeline(StringBuilder text, Answer answer, Labels labels)
    {
        if (answer.Incidents.Count == 0)
            return;
        Heading(text, "##", labels.Timeline);
        Row(text, labels.Time, labels.Host, labels.Kind, labels.Event, labels.Line);
        Rule(text, 5);
        foreach (var entry in Timeline.Of(answer))
        {
            Row(text, entry.Incident.Time ?? "–", entry.Incident.Host ?? "–", labels.Term(entry.Incident.Kind), entry.Happened, entry.Incident.Span.ToString());
        }
    }

    private static void WriteFacts(StringBuilder text, Answer answer, Labels labels)
    {
        if (answer.Facts.All.Count == 0)
            return;
        Heading(text, "##", labels.Facts);
        foreach (var (group, facts) in FactGroups.Of(answer.Facts.All.Take(MostFacts)))
        {
            Heading(text, "###", labels.Term(group));
            Row(text, labels.Fact, labels.Value, labels.Line);
            Rule(text, 3);
            foreach (var fact in facts)
            {
                var formula = fact.Derivation is { } derivation ? $" ({labels.Derived}{labels.Colon}{derivation.Formula})" : "";
                var lines = FactLines.RangesOf(fact).Select(r => SourceSpan.CitationOf(fact.Span.Message, r.First) + (r.Last > r.First ? $"–{r.Last}" : ""));
                Row(text, fact.Name, FactValueText.Of(fact, answer.Language) + formula, string.Join(", ", lines));
            }
        }

        if (answer.Facts.All.Count > MostFacts)
            text.Append(CultureInfo.InvariantCulture, $"\n\\+ {answer.Facts.All.Count - MostFacts}{labels.Colon}{labels.MoreFacts}\n");
    }

    private static void WriteCauses(StringBuilder text, Answer answer, Labels labels)
    {
        Heading(text, "##", labels.Causes);
        foreach (var cause in answer.Causes.Take(MostCauses))
        {
            Heading(text, "###", $"{MarkdownText.Escaped(cause.Name)} · {labels.Term(cause.Verdict)}");
            WriteEvidence(text, labels.For, cause.For);
            WriteEvidence(text, labels.Against, cause.Against);
            WriteEvidence(text, labels.Missing, [.. cause.Missing.Select(m => new Claim(m.Text, []))]);
        }
    }

    private static void WriteEvidence(StringBuilder text, string title, IReadOnlyList<Claim> claims)
    {
        if (claims.Count == 0)
            return;
        text.Append('*').Append(title).Append("*\n\n");
        WriteClaims(text, claims);
        text.Append('\n');
    }

    private static void WriteActions(StringBuilder text, Answer answer, Labels labels)
    {
        if (answer.Actions.Count == 0)
            return;
        Heading(text, "##", labels.Commands);
        foreach (var action in answer.Actions)
        {
            var administrator = action.ForAdministrator ? $" · {labels.ForAdministrator}" : "";
            text.Append(CultureInfo.InvariantCulture, $"**{labels.Term(action.Kind)}** · {labels.Term(action.Risk)} · {labels.Term(action.RunAs)}{administrator}  \n")
                .Append(MarkdownText.Escaped(action.Text)).Append(Cited(action.Citations)).Append("\n\n")
                .Append(MarkdownText.Fenced(action.Command, "sh")).Append('\n');
        }

        Heading(text, "##", labels.Taken);
        foreach (var action in answer.Actions)
            text.Append(CultureInfo.InvariantCulture, $"- [ ] {labels.Term(action.Kind)}{labels.Colon}`{action.Id}` – {labels.Time}{labels.Colon}… {labels.By}{labels.Colon}… {labels.Result}{labels.Colon}…\n");
    }

    private static void WriteQuestions(StringBuilder text, Answer answer, Labels labels)
    {
        if (answer.Questions.Count == 0)
            return;
        Heading(text, "##", labels.Questions);
        foreach (var question in answer.Questions)
        {
            text.Append("- ").Append(MarkdownText.Escaped(question.Text)).Append('\n');
            if (question.Command.Length > 0)
                text.Append('\n').Append(MarkdownText.Fenced(question.Command, "sh", "  ")).Append('\n');
        }
    }

    private static void WriteSources(StringBuilder text, Answer answer, Labels labels)
    {
        if (answer.Sources.Count == 0)
            return;
        Heading(text, "##", labels.Sources);
        foreach (var source in answer.Sources)
        {
            var title = MarkdownText.Escaped(source.Title);
            var link = WebAddress.Of(source.Url) is { } url ? $"[{title}](<{url}>)" : title;
            text.Append(CultureInfo.InvariantCulture, $"- {link} (`C:{source.Id.Replace('`', '\'')}`, {MarkdownText.Escaped(source.Lang)}, {labels.Term(source.Trust)}, {labels.Term(source.Match)})\n");
        }
    }

    private static void WritePaste(StringBuilder text, IReadOnlyList<string> messages, Labels labels)
    {
        if (messages.All(string.IsNullOrWhiteSpace))
            return;
        Heading(text, "##", labels.Paste);
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages.Count > 1)
                Heading(text, "###", string.Create(CultureInfo.InvariantCulture, $"{labels.Message} {i + 1}"));
            var lines = messages[i].TrimEnd('\n').Split('\n');
            var numbered = lines.Take(MostLines).Select((line, n) => string.Create(CultureInfo.InvariantCulture, $"{n + 1,5}  {Cut(line.TrimEnd('\r'))}"));
            text.Append(MarkdownText.Fenced(string.Join('\n', numbered), "text"));
            if (lines.Length > MostLines)
                text.Append(CultureInfo.InvariantCulture, $"\n{lines.Length - MostLines} {labels.Left}\n");
        }
    }

    private static string Cut(string line) => line.Length > LongestLine ? string.Concat(line.AsSpan(0, LongestLine), "…") : line;

    private static void WriteClaims(StringBuilder text, IReadOnlyList<Claim> claims)
    {
        foreach (var claim in claims)
            text.Append("- ").Append(MarkdownText.Escaped(claim.Text)).Append(Cited(claim.Citations)).Append('\n');
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        text.Append('|');
        foreach (var cell in cells)
            text.Append(' ').Append(MarkdownText.Escaped(cell)).Append(" |");
        text.Append('\n');
    }

    private static void Rule(StringBuilder text, int columns)
    {
        for (var i = 0; i < columns; i++)
            text.Append("| --- ");
        text.Append("|\n");
    }

    private static void Heading(StringBuilder text, string marks, string title) => text.Append('\n').Append(marks).Append(' ').Append(title).Append("\n\n");

    private static string Cited(IReadOnlyList<string> citations) => citations.Count == 0 ? "" : $" \\[{MarkdownText.Escaped(string.Join(", ", citations))}\\]";
}
