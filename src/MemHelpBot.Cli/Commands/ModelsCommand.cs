using System.CommandLine;
using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp models check</c>: tests the models that the settings name.</summary>
internal static class ModelsCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var check = new Command("check", "Test each model that the settings name, step by step, and say what is wrong and how to mend it. Exit status 1 when something is.");
        check.SetAction(async (_, cancellation) =>
        {
            var (steps, failed) = (0, 0);
            await foreach (var (section, step) in parts.CheckModels!(Places.Of(null, null, surroundings.Variable), cancellation))
            {
                steps++;
                failed += step.Ok ? 0 : 1;
                await surroundings.Output.WriteLineAsync($"{(step.Ok ? "ok  " : "FAIL")} {section} · {step.Name}: {TerminalText.Plain(step.Text)}");
                await surroundings.Output.FlushAsync(cancellation);
            }

            if (steps == 0)
                await surroundings.Output.WriteLineAsync("no model is set, and none is needed. To set one: MEMHELP_Model__Endpoint, MEMHELP_Model__Name and, where it needs one, MEMHELP_Model__ApiKey (see the README)");
            await surroundings.Output.FlushAsync(cancellation);
            return failed == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return new Command("models", "The language and embedding models that a site may set.") { check };
    }
}
