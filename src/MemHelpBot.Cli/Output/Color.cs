using MemHelpBot.Rendering;

namespace MemHelpBot.Cli.Output;

/// <summary>When colour is used, and how wide lines are.</summary>
internal static class Color
{
    private const int Narrowest = 40;
    private const int Widest = 100;

    /// <summary>
    /// always and never mean that; auto uses colour when a person watches a terminal that has any, and neither NO_COLOR (no-color.org) nor
    /// --output is set.
    /// </summary>
    public static TerminalStyle Style(string when, string? outputFile, Surroundings surroundings)
    {
        var watched = surroundings.OutputIsTerminal && outputFile is null;
        var color = when switch
        {
            "always" => true,
            "never" => false,
            _ => watched && string.IsNullOrEmpty(surroundings.Variable("NO_COLOR")) && surroundings.Variable("TERM") is not ("dumb" or null),
        };
        return new TerminalStyle(watched && surroundings.Columns > 0 ? Math.Clamp(surroundings.Columns, Narrowest, Widest) : TerminalStyle.Plain.Width, color);
    }
}
