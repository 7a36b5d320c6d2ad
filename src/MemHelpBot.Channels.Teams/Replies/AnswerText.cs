using System.Text;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Answers.Model;
using MemHelpBot.Assistant;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Channels.Teams.Replies;

/// <summary>The text of a reply: of a whole answer the short form, because its card holds the rest; of a follow-up all of it.</summary>
internal static class AnswerText
{
    /// <summary>The text as Markdown of Teams.</summary>
    public static string Of(Reply reply, CitedSources sources) =>
        reply.IsFollowUp ? TeamsMarkdown.Of(reply.Text, sources) : Short(reply.Answer, sources);

    private static string Short(Answer answer, CitedSources sources)
    {
        var (brief, labels) = (Brief.Of(answer), Labels.In(answer.Language));
        var text = new StringBuilder();
        foreach (var section in brief.Sections.Where(s => s.Kind != "question"))
        {
            if (section.Kind == "headline")
            {
                foreach (var claim in section.Claims)
                    text.Append("**").Append(TeamsMarkdown.Escape(claim.Text)).Append("**").Append(sources.Marks(claim.Citations)).Append("\n\n");
                Verdict(text, brief, labels);
                continue;
            }

            if (section.Title.Length > 0)
                text.Append("**").Append(TeamsMarkdown.Escape(section.Title)).Append("**\n\n");
            foreach (var claim in section.Claims)
                text.Append("- ").Append(TeamsMarkdown.Escape(claim.Text)).Append(sources.Marks(claim.Citations)).Append('\n');
            text.Append('\n');
        }

        if (brief.Questions is [var question, ..])
            text.Append("**").Append(TeamsMarkdown.Escape(labels.Questions)).Append("**\n\n").Append(TeamsMarkdown.Escape(question.Text)).Append("\n\n");
        // Teams has a label of its own for a model's words; this one says what they were held to.
        if (answer.Wording is { Label.Length: > 0 } wording)
            text.Append('*').Append(TeamsMarkdown.Escape(wording.Label)).Append('*');

        return text.ToString().TrimEnd();
    }

    private static void Verdict(StringBuilder text, Answer answer, Labels labels)
    {
        var verdicts = Verdicts.Of(answer);
        if (verdicts.Count > 0)
        {
            text.Append(labels.Verdict).Append(labels.Colon)
                .AppendJoin(labels.Semicolon, verdicts.Select(c => TeamsMarkdown.Escape(c.Name + labels.Aside(labels.Term(c.Verdict))))).Append("\n\n");
        }
    }
}
