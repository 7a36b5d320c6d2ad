using System.CommandLine;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Output;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp diagnose [FILE...|-]</c>: a paste in, a cited answer out.</summary>
internal static class DiagnoseCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var files = Mistyped.Refused(new Argument<string[]>("FILE") { Description = "Logs, reports or tool output; - is standard input, which is also read when no FILE is named.", Arity = ArgumentArity.ZeroOrMore });
        var options = new AnswerOptions();
        var command = new Command("diagnose", "Say what happened to the memory, why, and what to run, from what you have: a kernel log, /proc/meminfo, slabtop, a job's output.") { files };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parts, surroundings, parsed.GetValue(files) ?? [], options.Of(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Parts parts, Surroundings surroundings, string[] files, AnswerOptions.Told told, CancellationToken cancellationToken)
    {
        var inputs = new InputFiles(surroundings, parts.Decode!);
        var names = inputs.Names(files, "diagnose");
        var several = names.Count > 1;
        if (several && told.Format is AnswerFormat.Json or AnswerFormat.Html)
            throw new WrongCallException($"--format {told.Format} writes one answer and {names.Count} files are named: use --format jsonl for one answer a line, or name one file");
        var printer = new AnswerPrinter(told.Format, Color.Style(told.Color, told.Output, surroundings), surroundings.Clock, told.Long);
        var opened = Opening.Open(parts, surroundings, told.Corpus, told.Data, cancellationToken);
        using var target = new OutputTarget(surroundings, told.Output);
        var improved = new ImprovedReplies(opened.Assistant, told.Wording, told.Format == AnswerFormat.Text && told.Output is null && surroundings.OutputIsTerminal);
        for (var i = 0; i < names.Count; i++)
        {
            var input = inputs.Read(names[i]);
            var session = new Session(opened.Assistant, told.Lang, told.Role);
            var reply = await improved.FirstAsync((await session.SendAsync(input, cancellationToken)).Reply, cancellationToken);
            var name = input.Name == InputFiles.StandardInput && !several ? null : input.Name;
            target.Write(printer.Print(reply.Answer, session.Messages, name, several, first: i == 0));
            if (await improved.ThenAsync(reply, cancellationToken) is { } better)
                target.Write(printer.Print(better.Answer, session.Messages, name, several, first: false));
        }

        return ExitCode.Done;
    }
}
