using MemHelpBot.Assistant.State;

namespace MemHelpBot.View;

/// <summary>The parts of a stored message.</summary>
internal static class PartViews
{
    /// <summary>As its channel told them; one part of typed words where it told none.</summary>
    public static IReadOnlyList<PartView> Of(Received message) => message.Parts is { } parts
        ? [.. parts.Select(p => new PartView(p.Name, p.FirstLine, p.Lines, []))]
        : [new PartView(null, 1, Lines(message.Text), [])];

    /// <summary>How many lines a text has; the last may lack its end.</summary>
    public static int Lines(string text) => text.AsSpan().Count('\n') + (text.Length == 0 || text.EndsWith('\n') ? 0 : 1);
}
