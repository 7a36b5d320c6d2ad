using System.CommandLine;
using MemHelpBot.Cli.Input;
using MemHelpBot.Cli.Output;
using MemHelpBot.Scanning;
using MemHelpBot.Scanning.Search;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp scan PATH...</c>: every memory incident in logs of any size.</summary>
internal static class ScanCommand
{
    private static readonly string[] Formats = ["text", "json", "jsonl", "csv", "html"];

    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var paths = Mistyped.Refused(new Argument<string[]>("PATH") { Description = "Logs, packed ones too (.gz, .xz, .zst, .bz2), directories, patterns in quotes; - is standard input, which is also read when no PATH is named.", Arity = ArgumentArity.ZeroOrMore });
        var format = new Option<string>("--format") { Description = "How the findings are written.", HelpName = string.Join('|', Formats), DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(Formats);
        var since = new Option<string?>("--since") { Description = "Only incidents from this moment on: 2026-11-21, \"2026-11-21 14:00\", ISO 8601, 2h, \"3 days ago\".", HelpName = "WHEN" };
        var until = new Option<string?>("--until") { Description = "Only incidents up to this moment.", HelpName = "WHEN" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on reading as the files grow, rotated ones too, until Ctrl-C." };
        var output = new Option<string?>("--output", "-o") { Description = "Write to this file instead of standard output.", HelpName = "FILE" };
        var fail = new Option<bool>("--fail-if-found") { Description = "End with status 4 when an incident was found." };
        var list = new Option<bool>("--list-literals") { Description = "Print what lines are searched for and end: rg -F -f takes it." };
        var command = new Command("scan", "Find and read every memory incident in logs of any size: a timeline, and alike incidents together.") { paths, format, since, until, follow, output, fail, list };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(list))
            {
                surroundings.Output.Write(string.Concat(IncidentLiterals.All.Select(l => l + "\n")));
                return Task.FromResult(ExitCode.Done);
            }

            var window = Window(surroundings, parsed.GetValue(since), parsed.GetValue(until));
            var names = parsed.GetValue(paths) is { Length: > 0 } named ? named
                : surroundings.InputIsTerminal ? throw new WrongCallException("nothing to scan: name a PATH, or pipe a log in (journalctl -o short-iso | memhelp scan); see memhelp scan --help")
                : [InputFiles.StandardInput];
            // On a thread of its own: Ctrl-C is heard only once the action has returned its task.
            return Task.Run(
                () =>
                {
                    using var target = new OutputTarget(surroundings, parsed.GetValue(output));
                    var run = new ScanRun(parts, surroundings, window, target, parsed.GetValue(format)!, parsed.GetValue(follow));
                    return run.Run(names, parsed.GetValue(fail), cancellation);
                },
                CancellationToken.None);
        });
        return command;
    }

    private static TimeWindow Window(Surroundings surroundings, string? since, string? until)
    {
        var window = new TimeWindow(Moment(surroundings, "--since", since), Moment(surroundings, "--until", until), surroundings.Clock.LocalTimeZone);
        return window.Since > window.Until ? throw new WrongCallException("--since lies behind --until: swap them") : window;
    }

    private static DateTimeOffset? Moment(Surroundings surroundings, string option, string? told) => told is null
        ? null
        : TimeWindow.Moment(told, surroundings.Clock.GetUtcNow(), surroundings.Clock.LocalTimeZone)
            ?? throw new WrongCallException($"{option} {told}: not a moment; write 2026-11-21, \"2026-11-21 14:00\", 2026-11-21T14:00:00+01:00, 2h or \"3 days ago\"");
}
