using System.CommandLine;

namespace MemHelpBot.Cli.Commands;

/// <summary>The commands that look after documents: <c>ingest</c> and <c>corpus lint</c>.</summary>
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

    /// <summary><c>memhelp corpus lint [DIR]</c></summary>
    public static Command Corpus(Parts parts, Surroundings surroundings)
    {
        var directory = new Argument<string?>("DIR") { Description = "The corpus; the shipped one when none is named.", Arity = ArgumentArity.ZeroOrOne };
        var lint = new Command("lint", "Check every file: schema, references, languages, placeholders. Exit status 1 when there are errors.") { directory };
        lint.SetAction(async (parsed, cancellation) =>
        {
            var place = Places.Of(parsed.GetValue(directory), null, surroundings.Variable).Corpus;
            if (!Directory.Exists(place))
                throw new WrongCallException($"there is no corpus in {place}: name its directory");
            return await TellAsync(await parts.Lint!(place, cancellation), surroundings, ExitCode.Failed);
        });
        return new Command("corpus", "Look after the corpus.") { lint };
    }

    private static async Task<int> TellAsync(Outcome outcome, Surroundings surroundings, int failure)
    {
        foreach (var line in outcome.Lines)
            await surroundings.Output.WriteLineAsync(line);
        await surroundings.Output.FlushAsync();
        foreach (var problem in outcome.Problems)
            await surroundings.Error.WriteLineAsync(problem);
        return outcome.Problems.Count == 0 ? ExitCode.Done : failure;
    }
}
