using MemHelpBot.Parsing;

namespace MemHelpBot.Cli.Input;

/// <summary>One input, decoded.</summary>
/// <param name="Name">The file as it was named; <c>-</c> for standard input.</param>
/// <param name="Text">Its text.</param>
/// <param name="Notices">What decoding had to say.</param>
internal sealed record InputText(string Name, string Text, IReadOnlyList<Notice> Notices);
