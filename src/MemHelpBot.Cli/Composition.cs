namespace MemHelpBot.Cli;

/// <summary>The only place of the command line that picks implementations.</summary>
internal static class Composition
{
    /// <summary>The parts that are shipped.</summary>
    public static Parts Shipped { get; } = new();
}
