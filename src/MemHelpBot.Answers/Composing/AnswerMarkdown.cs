using System.Text;
using MemHelpBot.Answers.Model;

namespace MemHelpBot.Answers.Composing;

/// <summary>The sections as Markdown. Text of the paste can never become markup: it is escaped here, in one place.</summary>
public static class AnswerMarkdown
{
    /// <summary>Commands in the text of a whole answer, by kind; all of them are in <see cref="Answer.Actions"/>.</summary>
    private static readonly Dictionary<string, int> Shown = new(StringComparer.Ordinal) { ["check"] = 2, ["mitigate"] = 1, ["fix"] = 2 };

    /// <summary>A whole answer: its sections, the first commands, the most decisive question, and that a text for the administrators is to be had.</summary>
    public static string Compose(Answer answer, Func<string, string> title)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var first = answer.Actions.GroupBy(a => a.Kind).SelectMany(kind => kind.Take(Shown.GetValueOrDefault(kind.Key))).ToList();
        var text = Compose(answer.Sections, first, answer.Questions, null, title);
        return answer.Letter is null ? text : $"{text}\n{Escape(title("letter-offer"))}\n";
    }

    /// <summary>Sections, then these commands, the most decisive question and the text for the administrators.</summary>
    public static string Compose(
        IReadOnlyList<AnswerSection> sections, IReadOnlyList<AnswerAction> actions, IReadOnlyList<AnswerQuestion> questions, AnswerLetter? letter,
        Func<string, string> title)
    {
        var text = new StringBuilder();
        foreach (var section in sections.Where(s => s.Kind != "letter"))
            Append(text, section);
        if (letter is not null)
        {
            text.Append("### ").Append(letter.Title).Append("\n\n");
            AppendBlock(text, "text", letter.Text);
        }

        if (actions.Count > 0)
        {
            text.Append("### ").Append(title("actions")).Append("\n\n");
            var notes = new NotesOnce();
            foreach (var action in actions)
                Append(text, action, notes.Of(action), title);
        }

        if (questions.Count > 0)
        {
            text.Append("### ").Append(title("question")).Append("\n\n").Append(Escape(questions[0].Text)).Append("\n\n");
            if (questions[0].Command.Length > 0)
                AppendBlock(text, "sh", questions[0].Command);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>A plain text made safe for Markdown: what could start markup is escaped, identifiers stay as they are.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var intraword = c == '_' && i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]);
            if (c is '\\' or '`' or '*' or '<' or '>' or '[' or ']' or '|' || c == '_' && !intraword || c is '#' && !text.AsSpan(0, i).ContainsAnyExcept(' '))
                escaped.Append('\\');
            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }

        return escaped.ToString();
    }

    private static void Append(StringBuilder text, AnswerSection section)
    {
        if (section.Claims.Count == 0)
            return;
        if (section.Kind == "headline")
        {
            text.Append("**").Append(Escape(section.Claims[0].Text)).Append("** ").Append(Cited(section.Claims[0])).Append("\n\n");
            return;
        }

        text.Append("### ").Append(section.Title).Append("\n\n");
        foreach (var claim in section.Claims)
            text.Append("- ").Append(Escape(claim.Text)).Append(' ').Append(Cited(claim)).Append('\n');
        text.Append('\n');
    }

    private static void Append(StringBuilder text, AnswerAction action, IReadOnlyList<Claim> notes, Func<string, string> title)
    {
        text.Append("- **").Append(title("kind-" + action.Kind)).Append("** (").Append(title("risk-" + action.Risk)).Append(", ")
            .Append(title("role-" + action.RunAs)).Append(action.Lasts is { } lasts ? ", " + title("lasts-" + lasts) : "")
            .Append(action.ForAdministrator ? ", " + title("pass-on") : "").Append("): ")
            .Append(Escape(action.Text)).Append("\n\n");
        AppendBlock(text, "sh", action.Command);
        if (action.Warning is { } warning)
            text.Append("  **").Append(title("warning")).Append("** ").Append(Escape(warning)).Append("\n\n");
        foreach (var note in notes)
            text.Append("  ").Append(Escape(note.Text)).Append(' ').Append(Cited(note)).Append("\n\n");
    }

    private static void AppendBlock(StringBuilder text, string kind, string block)
    {
        // The fence is longer than any run of backticks in the block.
        var fence = "```";
        while (block.Contains(fence, StringComparison.Ordinal))
            fence += '`';
        text.Append(fence).Append(kind).Append('\n').Append(block.TrimEnd('\n')).Append('\n').Append(fence).Append("\n\n");
    }

    private static string Cited(Claim claim) => string.Concat("\\[", string.Join(", ", claim.Citations.Select(Escape)), "\\]");
}
