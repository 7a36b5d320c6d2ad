using System.CommandLine;
using MemHelpBot.Cases.Ingest;
using MemHelpBot.Cli.Output;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp ingest PATH...</c>: takes a site's own documents, so that answers can cite them beside the corpus.</summary>
internal static class IngestCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var paths = Mistyped.Refused(new Argument<string[]>("PATH") { Description = "Files, directories, or text files that list web addresses, one a line.", Arity = ArgumentArity.OneOrMore });
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be taken." };
        var allowPrivate = new Option<bool>("--allow-private") { Description = "Fetch pages of private and local addresses too, and use the proxy of the environment." };
        var format = new Option<string>("--format") { Description = "How the summary is written.", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var data = PlaceOptions.Data();
        var command = new Command("ingest", "Take documents as they stand, so that answers can cite them beside the corpus.") { paths, data, dryRun, allowPrivate, format };
        command.SetAction((parsed, cancellation) =>
        {
            var progress = new ProgressLine(surroundings);
            var request = new IngestRequest(parsed.GetValue(paths)!, Places.Of(null, parsed.GetValue(data), surroundings.Variable).Data)
            {
                DryRun = parsed.GetValue(dryRun),
                AllowPrivate = parsed.GetValue(allowPrivate),
                Progress = p => progress.Show(() => IngestText.Progress(p)),
            };
            // On a thread of its own: Ctrl-C is heard only once the action has returned its task.
            return Task.Run(
                () =>
                {
                    try
                    {
                        var summary = Run(parts, request, progress, cancellation);
                        surroundings.Output.Write(parsed.GetValue(format) == "json" ? IngestText.Json(summary) : IngestText.Of(summary));
                        surroundings.Output.Flush();
                        return Status(summary, request.Paths);
                    }
                    catch (OperationCanceledException)
                    {
                        surroundings.Error.WriteLine("memhelp: stopped; the old documents stay in use, and the next ingest goes on from here");
                        return ExitCode.Failed;
                    }
                },
                CancellationToken.None);
        });
        return command;
    }

    private static IngestSummary Run(Parts parts, IngestRequest request, ProgressLine progress, CancellationToken cancellation)
    {
        try
        {
            return parts.Ingest!(request, cancellation);
        }
        catch (Exception e) when (e is IngestBusyException or IOException or UnauthorizedAccessException)
        {
            throw new WrongCallException($"cannot write to {request.DataDirectory}: {e.Message}", e);
        }
        finally
        {
            progress.Clear();
        }
    }

    // A directory may hold what is no document; what was named itself was meant to be taken.
    private static int Status(IngestSummary summary, IReadOnlyList<string> named)
    {
        var paths = named.Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        return summary.Files.Any(f => f.Outcome == IngestOutcome.Kept || (f.Outcome == IngestOutcome.Skipped && (paths.Contains(f.Path) || f.Path.StartsWith("http", StringComparison.Ordinal))))
            ? ExitCode.Incomplete
            : ExitCode.Done;
    }
}
