namespace MemHelpBot.Cli.Commands;

/// <summary>Opens the corpus for a command, and says on standard error what is wrong with it.</summary>
internal static class Opening
{
    /// <summary>The open corpus.</summary>
    /// <exception cref="WrongCallException">There is no corpus in that directory.</exception>
    public static Opened Open(Parts parts, Surroundings surroundings, string? corpus, string? data, CancellationToken cancellationToken)
    {
        var opened = parts.Open!(Existing(Places.Of(corpus, data, surroundings.Variable)), cancellationToken);
        foreach (var problem in opened.Problems)
            surroundings.Error.WriteLine($"memhelp: {problem}");
        return opened;
    }

    /// <summary>The places, when there is a corpus.</summary>
    /// <exception cref="WrongCallException">There is none.</exception>
    public static Places Existing(Places places) =>
        Directory.Exists(places.Corpus) ? places : throw new WrongCallException($"there is no corpus in {places.Corpus}: name one with --corpus DIR");
}
