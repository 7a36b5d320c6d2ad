namespace MemHelpBot.Cli.Commands;

/// <summary>Opens the corpus for a command, and says on standard error what is wrong with it.</summary>
internal static class Opening
{
    /// <summary>The open corpus.</summary>
    /// <exception cref="WrongCallException">There is no corpus in that directory.</exception>
    public static Opened Open(Parts parts, Surroundings surroundings, string? corpus, string? data, CancellationToken cancellationToken)
    {
        var places = Places.Of(corpus, data, surroundings.Variable);
        if (!Directory.Exists(places.Corpus))
            throw new WrongCallException($"there is no corpus in {places.Corpus}: name one with --corpus DIR");
        var opened = parts.Open!(places, cancellationToken);
        foreach (var problem in opened.Problems)
            surroundings.Error.WriteLine($"memhelp: {problem}");
        return opened;
    }
}
