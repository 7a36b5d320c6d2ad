using System.Globalization;
using System.Text;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering;

/// <summary>The answer as one Markdown document (CommonMark): its text, then what of commands, questions, sources and notes the text does not show.</summary>
public static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>()#+-.!|~&";

    /// <summary>The document, ending with a line end.</summary>
    public static string Of(Answer answer)
    {
        var text = new StringBuilder(PlainText.Of(answer.Markdown).TrimEnd()).Append('\n');
        var labels = Labels.In(answer.Language);
        WriteActions(text, answer, labels);
        WriteLetter(text, answer);
        WriteQuestions(text, answer, labels);
        WriteSources(text, answer.Sources, labels);
        var warnings = answer.Warnings.Where(w => !Says(answer, w)).ToList();
        if (warnings.Count > 0)
            Heading(text, labels.Notes);
        foreach (var warning in warnings)
            text.Append("- ").Append(Escaped(warning)).Append('\n');
        return text.ToString();
    }

    /// <summary>Plain text made safe to stand in Markdown: it is shown as written and never becomes markup. One line.</summary>
    public static string Escaped(string plain)
    {
        var line = PlainText.OneLine(plain);
        var text = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            if (Special.Contains(line[i], StringComparison.Ordinal) && !IsHarmless(line, i))
                text.Append('\\');
            text.Append(line[i]);
        }

        return text.ToString();
    }

    /// <summary>A fenced block whose fence is longer than any run of backticks in it.</summary>
    public static string Fenced(string code, string info = "", string indent = "")
    {
        var lines = PlainText.Of(code).Split('\n');
        var fence = new string('`', Math.Max(3, lines.Max(LongestTicks) + 1));
        var text = new StringBuilder().Append(indent).Append(fence).Append(info).Append('\n');
        foreach (var line in lines)
            text.Append(indent).Append(line).Append('\n');
        return text.Append(indent).Append(fence).Append('\n').ToString();
    }

    private static void WriteActions(StringBuilder text, Answer answer, Labels labels)
    {
        var actions = answer.Actions.Where(a => !Shows(answer, a.Command)).ToList();
        if (actions.Count > 0)
            Heading(text, actions.Count < answer.Actions.Count ? labels.FurtherCommands : labels.Commands);
        var number = 0;
        var notes = new NotesOnce();
        foreach (var action in actions)
        {
            var lead = string.Create(CultureInfo.InvariantCulture, $"{++number}. ");
            var indent = new string(' ', lead.Length);
            var forAdministrator = action.ForAdministrator ? $" · {labels.ForAdministrator}" : "";
            text.Append(CultureInfo.InvariantCulture, $"{lead}**{labels.Term(action.Kind)}** · {labels.Term(action.Risk)} · {labels.Term(action.RunAs)}{labels.Lasting(action)}{forAdministrator}\n\n");
            text.Append(indent).Append(Escaped(action.Text)).Append(Cited(action.Citations)).Append("\n\n");
            text.Append(Fenced(action.Command, "sh", indent)).Append('\n');
            if (action.Warning is { } warning)
                text.Append(indent).Append("**").Append(labels.Warning).Append("** ").Append(Escaped(warning)).Append("\n\n");
            foreach (var note in notes.Of(action))
                text.Append(indent).Append(Escaped(note.Text)).Append(Cited(note.Citations)).Append("\n\n");
        }
    }

    private static void WriteLetter(StringBuilder text, Answer answer)
    {
        if (answer.Letter is not { } letter || answer.Sections.Any(s => s.Kind == "letter"))
            return;
        Heading(text, Escaped(letter.Title));
        text.Append(Fenced(letter.Text, "text"));
    }

    private static void WriteQuestions(StringBuilder text, Answer answer, Labels labels)
    {
        var questions = answer.Questions.Where(q => !Says(answer, q.Text)).ToList();
        if (questions.Count > 0)
            Heading(text, labels.Questions);
        foreach (var question in questions)
        {
            text.Append("- ").Append(Escaped(question.Text)).Append('\n');
            if (question.Command.Length > 0)
                text.Append('\n').Append(Fenced(question.Command, "sh", "  ")).Append('\n');
        }
    }

    private static void WriteSources(StringBuilder text, IReadOnlyList<AnswerSource> sources, Labels labels)
    {
        if (sources.Count > 0)
            Heading(text, labels.Sources);
        foreach (var source in sources)
        {
            var title = Escaped(source.Title);
            var link = WebAddress.Of(source.Url) is { } url ? $"[{title}](<{url}>)" : title;
            text.Append(CultureInfo.InvariantCulture, $"- {link} ({Escaped(source.Lang)}, {labels.Term(source.Trust)}, {labels.Term(source.Match)}) `C:{source.Id.Replace('`', '\'')}`\n");
        }
    }

    private static void Heading(StringBuilder text, string title)
    {
        if (!(text.Length > 1 && text[^1] == '\n' && text[^2] == '\n'))
            text.Append('\n');
        text.Append("### ").Append(title).Append("\n\n");
    }

    private static string Cited(IReadOnlyList<string> citations) =>
        citations.Count == 0 ? "" : $" [{string.Join(", ", citations)}]";

    /// <summary>Whether the text says so already, however it escaped it.</summary>
    private static bool Says(Answer answer, string text) =>
        answer.Markdown.Replace("\\", "", StringComparison.Ordinal).Contains(text.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal);

    private static bool Shows(Answer answer, string command) =>
        answer.Markdown.Contains($"\n{command.TrimEnd('\n')}\n", StringComparison.Ordinal);

    /// <summary>Marks that only mean something in places where this one does not stand.</summary>
    private static bool IsHarmless(string line, int i) => line[i] switch
    {
        '.' or ')' => !(i > 0 && char.IsAsciiDigit(line[i - 1]) && line.AsSpan(0, i).TrimStart(' ').IndexOfAnyExceptInRange('0', '9') < 0),
        '+' or '-' or '#' => line.AsSpan(0, i).ContainsAnyExcept(' '),
        '(' or '!' or '{' or '}' => true,
        '_' => i > 0 && i + 1 < line.Length && char.IsLetterOrDigit(line[i - 1]) && char.IsLetterOrDigit(line[i + 1]),
        _ => false,
    };

    private static int LongestTicks(string line)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in line)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
