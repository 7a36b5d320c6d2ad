namespace MemHelpBot.Facts;

/// <summary>
/// Where something stands in what the user sent: one message, whole lines, and the characters inside them.
/// Lines count from 1 and <see cref="LastLine"/> is included; characters count from 0 (UTF-16 units of the
/// message as it was received, before any prefix was stripped) and <see cref="End"/> is not included.
/// </summary>
/// <param name="Message">Message of the conversation, 0 for the first.</param>
/// <param name="FirstLine">First line, 1-based.</param>
/// <param name="LastLine">Last line, included.</param>
/// <param name="Start">First character.</param>
/// <param name="End">One past the last character.</param>
public readonly record struct SourceSpan(int Message, int FirstLine, int LastLine, int Start, int End)
{
    /// <summary>The citation of the first line as answers print it: <c>L12</c>, or <c>M2:L12</c> from the second message on.</summary>
    public string Citation => CitationOf(Message, FirstLine);

    /// <summary>The citation of one line of one message.</summary>
    public static string CitationOf(int message, int line) =>
        message == 0 ? $"L{line}" : $"M{message + 1}:L{line}";

    /// <inheritdoc/>
    public override string ToString() => FirstLine == LastLine ? Citation : $"{Citation}-{LastLine}";
}
