using System.CommandLine;
using MemHelpBot.Cli.Output;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp store status|publish|rollback</c>: the store that a site's bots share.</summary>
internal static class StoreCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var command = new Command("store", "The store of cases that the settings name: what it serves, bring it up to date, go back.");
        command.Add(Errand("status", "Say what is served, and whether it is what this machine holds.", StoreErrand.Status, parts, surroundings));
        command.Add(Errand("publish", "Load the corpus and the ingested documents beside what is served, then switch to them at once.", StoreErrand.Publish, parts, surroundings));
        command.Add(Errand("rollback", "Serve the generation before this one again.", StoreErrand.Rollback, parts, surroundings));
        return command;
    }

    private static Command Errand(string name, string description, StoreErrand errand, Parts parts, Surroundings surroundings)
    {
        var corpus = PlaceOptions.Corpus();
        var data = PlaceOptions.Data();
        var command = new Command(name, description) { corpus, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var places = Opening.Existing(Places.Of(parsed.GetValue(corpus), parsed.GetValue(data), surroundings.Variable));
            return await OutcomePrinter.TellAsync(await parts.Store!(errand, places, cancellation), surroundings, ExitCode.Failed);
        });
        return command;
    }
}
