namespace MemHelpBot.Cli.Chat;

/// <summary>A line of input.</summary>
/// <param name="Text">Without its end.</param>
/// <param name="Pasted">Whether the terminal said that it was pasted, not typed: then it is neither a command nor the end of a message.</param>
internal readonly record struct Line(string Text, bool Pasted);
