using System.CommandLine;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Output;
using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp ask "question" [FILE...]</c>: a question, about files when some are named. Standard input is read for <c>-</c> only.</summary>
internal static class AskCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var question = Mistyped.Refused(new Argument<string>("QUESTION") { Description = "Your question, in quotes: English, Chinese or Polish." });
        var files = Mistyped.Refused(new Argument<string[]>("FILE") { Description = "What the question is about; - is standard input.", Arity = ArgumentArity.ZeroOrMore });
        var options = new AnswerOptions();
        var command = new Command("ask", "Answer a question, about the files you name or in general.") { question, files };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parts, surroundings, parsed.GetValue(question)!, parsed.GetValue(files) ?? [], options.Of(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Parts parts, Surroundings surroundings, string question, string[] files, AnswerOptions.Told told, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(question))
            throw new WrongCallException("the question is empty: memhelp ask \"why was my job killed?\"");
        var inputs = new InputFiles(surroundings, parts.Decode!);
        var names = files.Length > 0 ? inputs.Names(files, "ask") : [];
        var style = Color.Style(told.Color, told.Output, surroundings);
        var opened = Opening.Open(parts, surroundings, told.Corpus, told.Data, cancellationToken);
        var session = new Session(opened.Assistant, told.Lang, told.Role);
        foreach (var name in names)
            await session.SendAsync(inputs.Read(name), cancellationToken);
        var improved = new ImprovedReplies(opened.Assistant, told.Wording, told.Format == AnswerFormat.Text && told.Output is null && surroundings.OutputIsTerminal);
        var reply = await improved.FirstAsync((await session.SendAsync(question, cancellationToken)).Reply, cancellationToken);
        using var target = new OutputTarget(surroundings, told.Output);
        target.Write(Printed(reply));
        if (await improved.ThenAsync(reply, cancellationToken) is { } better)
            target.Write("\n" + Printed(better));
        return ExitCode.Done;

        string Printed(Assistant.Reply said) => told.Format switch
        {
            AnswerFormat.Text when said.IsFollowUp => TerminalMarkdown.Of(said.Text, style),
            AnswerFormat.Markdown when said.IsFollowUp => said.Text.TrimEnd() + "\n",
            _ => new AnswerPrinter(told.Format, style, surroundings.Clock, told.Long).Print(said.Answer, session.Messages, names.Count == 1 ? names[0] : null, several: false),
        };
    }
}
