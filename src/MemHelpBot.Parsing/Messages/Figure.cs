namespace MemHelpBot.Parsing.Messages;

/// <summary>A number read from a line.</summary>
/// <param name="Value">The number, in the unit the caller asked for.</param>
/// <param name="Offset">First character in the line's text.</param>
/// <param name="Length">Characters, its unit included.</param>
internal readonly record struct Figure(long Value, int Offset, int Length)
{
    /// <summary>One past the last character.</summary>
    public int End => Offset + Length;
}
