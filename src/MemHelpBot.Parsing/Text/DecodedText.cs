namespace MemHelpBot.Parsing.Text;

/// <summary>Bytes made text, and what had to be said about it.</summary>
/// <param name="Text">The text; invalid bytes are U+FFFD.</param>
/// <param name="Notices">What the person must know: another encoding, invalid bytes, binary data.</param>
public sealed record DecodedText(string Text, IReadOnlyList<Notice> Notices);
