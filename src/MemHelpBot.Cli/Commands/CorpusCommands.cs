using System.CommandLine;
using MemHelpBot.Cli.Output;

namespace MemHelpBot.Cli.Commands;

/// <summary><c>memhelp corpus lint|stats|coverage|new</c>: the commands that look after the corpus.</summary>
internal static class CorpusCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Make(Parts parts, Surroundings surroundings)
    {
        var corpus = new Command("corpus", "Look after the corpus.") { Lint(parts, surroundings) };
        if (parts.Stats is not null)
            corpus.Add(Stats(parts, surroundings));
        if (parts.Coverage is not null)
            corpus.Add(Coverage(parts, surroundings));
        if (parts.Draft is not null)
            corpus.Add(New(parts, surroundings));
        return corpus;
    }

    private static Command Lint(Parts parts, Surroundings surroundings)
    {
        var (directory, corpus) = (Directory(), PlaceOptions.Corpus());
        var lint = new Command("lint", "Check every file: schema, references, languages, placeholders, unfinished cases. Exit status 1 when there are errors.") { directory, corpus };
        lint.SetAction(async (parsed, _) => await OutcomePrinter.TellAsync(
            parts.Lint!(Place(surroundings, parsed.GetValue(directory) ?? parsed.GetValue(corpus)), DateOnly.FromDateTime(surroundings.Clock.GetUtcNow().UtcDateTime)), surroundings, ExitCode.Failed));
        return lint;
    }

    private static Command Stats(Parts parts, Surroundings surroundings)
    {
        var (directory, corpus) = (Directory(), PlaceOptions.Corpus());
        var stats = new Command("stats", "Count documents, words, languages, sources, and the cases of each cause.") { directory, corpus };
        stats.SetAction(async (parsed, _) =>
            await OutcomePrinter.TellAsync(parts.Stats!(Place(surroundings, parsed.GetValue(directory) ?? parsed.GetValue(corpus))), surroundings, ExitCode.Failed));
        return stats;
    }

    private static Command Coverage(Parts parts, Surroundings surroundings)
    {
        var (directory, corpus) = (Directory(), PlaceOptions.Corpus());
        var write = new Option<string?>("--write") { Description = "Write the page to this file instead of standard output.", HelpName = "FILE" };
        var coverage = new Command("coverage", "A table of what the corpus has on each cause, and the known messages that no case shows.") { directory, corpus, write };
        coverage.SetAction((parsed, _) =>
        {
            var page = parts.Coverage!(Place(surroundings, parsed.GetValue(directory) ?? parsed.GetValue(corpus)));
            using var target = new OutputTarget(surroundings, parsed.GetValue(write));
            target.Write(page);
            return Task.FromResult(ExitCode.Done);
        });
        return coverage;
    }

    private static Command New(Parts parts, Surroundings surroundings)
    {
        var id = Mistyped.Refused(new Argument<string>("ID") { Description = "Id of the case: lower-case words and hyphens." });
        var cause = new Option<string>("--cause") { Description = "Its main cause, an id of the diagnosis list.", HelpName = "CAUSE", Required = true };
        var from = new Option<string?>("--from") { Description = "Address of its source.", HelpName = "URL" };
        var corpus = PlaceOptions.Corpus();
        var create = new Command("new", "Write the draft of a case; the lint says what is still to be written.") { id, cause, from, corpus };
        create.SetAction(async (parsed, _) => await OutcomePrinter.TellAsync(
            parts.Draft!(new NewCase(Place(surroundings, parsed.GetValue(corpus)), parsed.GetValue(id)!, parsed.GetValue(cause)!, parsed.GetValue(from))), surroundings, ExitCode.Failed));
        return create;
    }

    private static Argument<string?> Directory() =>
        Mistyped.Refused(new Argument<string?>("DIR") { Description = "The corpus; the shipped one when none is named.", Arity = ArgumentArity.ZeroOrOne });

    private static string Place(Surroundings surroundings, string? told)
    {
        var place = Places.Of(told, null, surroundings.Variable).Corpus;
        return System.IO.Directory.Exists(place) ? place : throw new WrongCallException($"there is no corpus in {place}: name its directory");
    }
}
