using System.CommandLine;
using MemHelpBot.Cli.Commands;

namespace MemHelpBot.Cli;

/// <summary>The command line: parses, runs, and turns what went wrong into one line and an exit status.</summary>
internal static class CommandLine
{
    /// <summary>Question words may begin with @: no response files. Options are long: no bundling.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs one call.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, Parts parts, Surroundings surroundings)
    {
        var parsed = Root(parts, surroundings).Parse(args, Parsing);
        try
        {
            if (parsed.Errors.Count > 0)
                throw new WrongCallException($"{OneLine(parsed.Errors[0].Message)} See memhelp {(parsed.CommandResult.Command is RootCommand ? "" : Path(parsed) + " ")}--help");
            var configuration = new InvocationConfiguration { Output = surroundings.Output, Error = surroundings.Error, EnableDefaultExceptionHandler = false };
            var status = await parsed.InvokeAsync(configuration);
            await surroundings.Output.FlushAsync();
            return status;
        }
        catch (WrongCallException e)
        {
            await surroundings.Error.WriteLineAsync($"memhelp: {OneLine(e.Message)}");
            return ExitCode.WrongCall;
        }
        catch (OperationCanceledException)
        {
            await surroundings.Error.WriteLineAsync("memhelp: stopped");
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await surroundings.Error.WriteLineAsync($"memhelp: cannot read or write: {OneLine((e.InnerException ?? e).Message)}; check the disk and the pipe that standard output goes to");
            return ExitCode.Failed;
        }
#pragma warning disable CA1031 // The last place before the runtime's own stack trace: a person gets one line here too.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await surroundings.Error.WriteLineAsync($"memhelp: a fault of memhelp itself, please report it with the input: {OneLine(e.ToString())}");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root(Parts parts, Surroundings surroundings)
    {
        var root = new RootCommand("Memory incidents on Linux: what happened, why (every statement tied to a line of your log or to a case), what to run, and what would decide the rest.");
        if (parts.Decode is not null && parts.Open is not null)
        {
            root.Add(DiagnoseCommand.Make(parts, surroundings));
            root.Add(AskCommand.Make(parts, surroundings));
            root.Add(ChatCommand.Make(parts, surroundings));
        }

        if (parts.Judge is not null)
            root.Add(ScanCommand.Make(parts, surroundings));
        if (parts.Open is not null)
            root.Add(SearchCommand.Make(parts, surroundings));
        if (parts.Decode is not null && parts.WhatIf is not null)
            root.Add(WhatIfCommand.Make(parts, surroundings));
        if (parts.Decode is not null && parts.Open is not null && parts.WhatIf is not null)
            root.Add(McpCommand.Make(parts, surroundings));
        if (parts.Store is not null)
            root.Add(StoreCommand.Make(parts, surroundings));
        if (parts.CheckModels is not null)
            root.Add(ModelsCommand.Make(parts, surroundings));
        if (parts.Ingest is not null)
            root.Add(IngestCommand.Make(parts, surroundings));
        if (parts.Lint is not null)
            root.Add(CorpusCommands.Make(parts, surroundings));
        if (parts.Evaluate is not null)
            root.Add(EvalCommand.Make(parts, surroundings));
        if (parts.Conversations is not null)
            root.Add(FeedbackCommand.Make(parts, surroundings));
        if (parts.Conversations is not null && parts.Open is not null)
            root.Add(CaseCommand.Make(parts, surroundings));
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static string Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result.Command is not RootCommand; result = (System.CommandLine.Parsing.CommandResult)result.Parent!)
            names.Push(result.Command.Name);
        return string.Join(' ', names);
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
