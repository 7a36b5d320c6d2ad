using System.CommandLine;

namespace MemHelpBot.Cli.Commands;

/// <summary>The command that takes documents: <c>ingest</c>.</summary>
internal static class ErrandCommands
{
    /// <summary><c>memhelp ingest PATH...</c></summary>
    public static Command Ingest(Parts parts, Surroundings surroundings)
    {
        var paths = Mistyped.Refused(new Argument<string[]>("PATH") { Description = "Files or directories: Markdown, HTML, text, JSON.", Arity = ArgumentArity.OneOrMore });
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be taken." };
        var data = PlaceOptions.Data();
        var command = new Command("ingest", "Take documents as they stand, so that answers can cite them beside the corpus.") { paths, data, dryRun };
        command.SetAction(async (parsed, cancellation) =>
        {
            var named = parsed.GetValue(paths)!;
            foreach (var path in named)
            {
                if (!File.Exists(path) && !Directory.Exists(path))
                    throw new WrongCallException($"cannot read {path}: there is no such file or directory; check the path");
            }

            var places = Places.Of(null, parsed.GetValue(data), surroundings.Variable);
            return await TellAsync(await parts.Ingest!(new Intake(named, places.Data, parsed.GetValue(dryRun)), cancellation), surroundings, ExitCode.WrongCall);
        });
        return command;
    }

    /// <summary>Prints what an errand came to.</summary>
    public static async Task<int> TellAsync(Outcome outcome, Surroundings surroundings, int failure)
    {
        foreach (var line in outcome.Lines)
            await surroundings.Output.WriteLineAsync(line);
        await surroundings.Output.FlushAsync();
        foreach (var problem in outcome.Problems)
            await surroundings.Error.WriteLineAsync(problem);
        return outcome.Problems.Count == 0 ? ExitCode.Done : failure;
    }
}
