using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Output;

/// <summary>Writes answers in the form that was asked for.</summary>
/// <param name="format">One of <see cref="AnswerFormat.All"/>.</param>
/// <param name="style">For text.</param>
/// <param name="clock">For the time in a report's head.</param>
/// <param name="whole">Whether text is the whole answer, not its short form.</param>
internal sealed class AnswerPrinter(string format, TerminalStyle style, TimeProvider clock, bool whole)
{
    /// <summary>One answer as text that ends with a line end.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="messages">What was sent, by message.</param>
    /// <param name="name">Name of the input; null for standard input.</param>
    /// <param name="several">Whether it is one of several: it then carries its file's name.</param>
    /// <param name="first">Whether nothing was written before it.</param>
    public string Print(Answer answer, IReadOnlyList<string> messages, string? name, bool several, bool first = true)
    {
        var file = several ? name : null;
        return format switch
        {
            AnswerFormat.Json => AnswerJson.Of(answer, file) + "\n",
            AnswerFormat.JsonLines => AnswerJson.Of(answer, file, indented: false) + "\n",
            AnswerFormat.Markdown => (first ? "" : "\n") + (file is null ? "" : $"# {MarkdownText.Escaped(file)}\n\n") + MarkdownText.Of(answer),
            AnswerFormat.Report => (first ? "" : "\n") + MarkdownReport.Of(answer, messages, new ReportHead(name, clock.GetLocalNow())),
            AnswerFormat.Html => HtmlReport.Of(answer, messages, new ReportHead(name, clock.GetLocalNow())),
            _ => (first ? "" : "\n") + (file is null ? "" : $"==> {TerminalText.Plain(file)} <==\n\n") + (whole ? TerminalText.Of(answer, style) : TerminalText.Short(answer, style)),
        };
    }
}
