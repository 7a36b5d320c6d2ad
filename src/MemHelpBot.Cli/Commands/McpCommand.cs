using System.CommandLine;
using MemHelpBot.Cli.Mcp;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp mcp</c>: the commands as tools of an agent.</summary>
internal static class McpCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var corpus = PlaceOptions.Corpus();
        var data = PlaceOptions.Data();
        var command = new Command("mcp", "Serve diagnose, search_cases, get_case, explain_term and what_if to an agent, by the Model Context Protocol on standard input and output.") { corpus, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var opened = Opening.Open(parts, surroundings, parsed.GetValue(corpus), parsed.GetValue(data), cancellation);
            var places = Places.Of(parsed.GetValue(corpus), parsed.GetValue(data), surroundings.Variable);
            IReadOnlyList<IMcpTool> tools =
            [
                new DiagnoseTool(opened.Assistant, parts.Decode!), new SearchCasesTool(opened.Store), new GetCaseTool(opened.Store), new ExplainTermTool(opened.Assistant), new WhatIfTool(parts.WhatIf!, places),
            ];
            await surroundings.Error.WriteLineAsync("memhelp: serving the Model Context Protocol on standard input and output until the input ends; to add it to an agent see README.md, \"In an agent\"");
            await using var output = surroundings.OpenOutput();
            try
            {
                await new McpServing(tools, opened.Store, surroundings.Error).RunAsync(surroundings.Input, output, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // An agent ends its servers with a signal.
            }

            return ExitCode.Done;
        });
        return command;
    }
}
