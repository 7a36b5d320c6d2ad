using System.CommandLine;

namespace MemHelpBot.Cli.Commands;

/// <summary>The options that name directories.</summary>
internal static class PlaceOptions
{
    /// <summary><c>--corpus</c>.</summary>
    public static Option<string?> Corpus() => new("--corpus") { Description = "Corpus to answer from, instead of the one that is shipped.", HelpName = "DIR" };

    /// <summary><c>--data</c>.</summary>
    public static Option<string?> Data() => new("--data") { Description = "Where ingested documents are kept (default: $XDG_DATA_HOME/memhelp).", HelpName = "DIR" };
}
