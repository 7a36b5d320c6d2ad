namespace MemHelpBot.Rendering;

/// <summary>How a terminal is written to.</summary>
/// <param name="Width">Columns to fill at most; commands and addresses are never broken and may be longer.</param>
/// <param name="Color">Whether ANSI colours may be used. Nothing is said by colour alone.</param>
public sealed record TerminalStyle(int Width = 80, bool Color = false)
{
    /// <summary>80 columns, no colour.</summary>
    public static TerminalStyle Plain { get; } = new();
}
