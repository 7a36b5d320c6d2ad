using System.Text;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Chat;

/// <summary>The text that stands above an answer's card: the short form, because the card holds the rest.</summary>
public static class BriefText
{
    /// <summary>The text as Markdown.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="markdown">The Markdown of the chat.</param>
    /// <param name="marks">What citations look like, with a blank before.</param>
    public static string Of(Answer answer, ChatMarkdown markdown, Func<IReadOnlyList<string>, string> marks)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentNullException.ThrowIfNull(marks);
        var (brief, labels) = (Brief.Of(answer), Labels.In(answer.Language));
        var text = new StringBuilder();
        foreach (var section in brief.Sections.Where(s => s.Kind != "question"))
        {
            if (section.Kind == "headline")
            {
                foreach (var claim in section.Claims)
                    text.Append("**").Append(markdown.Escape(claim.Text)).Append("**").Append(marks(claim.Citations)).Append("\n\n");
                Verdict(text, brief, labels, markdown);
                continue;
            }

            if (section.Title.Length > 0)
                text.Append("**").Append(markdown.Escape(section.Title)).Append("**\n\n");
            foreach (var claim in section.Claims)
                text.Append("- ").Append(markdown.Escape(claim.Text)).Append(marks(claim.Citations)).Append('\n');
            text.Append('\n');
        }

        if (brief.Questions is [var question, ..])
            text.Append("**").Append(markdown.Escape(labels.Questions)).Append("**\n\n").Append(markdown.Escape(question.Text)).Append("\n\n");
        // A channel may have a label of its own for a model's words; this one says what they were held to.
        if (answer.Wording is { Label.Length: > 0 } wording)
            text.Append('*').Append(markdown.Escape(wording.Label)).Append('*');

        return text.ToString().TrimEnd();
    }

    private static void Verdict(StringBuilder text, Answer answer, Labels labels, ChatMarkdown markdown)
    {
        var verdicts = Verdicts.Of(answer);
        if (verdicts.Count > 0)
        {
            text.Append(labels.Verdict).Append(labels.Colon)
                .AppendJoin(labels.Semicolon, verdicts.Select(c => markdown.Escape(c.Name + labels.Aside(labels.Term(c.Verdict))))).Append("\n\n");
        }
    }
}
