using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Text;

/// <summary>
/// One logical line: what is left of a pasted line once disguises (quoting, ANSI, entities, escapes) and log prefixes are
/// off. One pasted line can hold several (rsyslog's #012, logs joined to one line). Prefixes are stripped by offset; only a
/// disguise that changes characters makes a rewritten buffer, and then spans cover the whole pasted line.
/// </summary>
/// <param name="Buffer">The paste itself, or the rewritten text.</param>
/// <param name="Start">First character in the buffer.</param>
/// <param name="End">One past the last character in the buffer.</param>
/// <param name="Number">Line of the paste, 1-based.</param>
/// <param name="LineStart">First character of the pasted line in the paste.</param>
/// <param name="LineEnd">One past its last character in the paste.</param>
/// <param name="Exact">Whether buffer offsets are paste offsets.</param>
/// <param name="Prefix">What the stripped prefix told.</param>
internal readonly record struct LogLine(
    string Buffer, int Start, int End, int Number, int LineStart, int LineEnd, bool Exact, LinePrefix Prefix)
{
    /// <summary>The line as the program wrote it.</summary>
    public ReadOnlySpan<char> Text => Buffer.AsSpan(Start, End - Start);

    /// <summary>Span of <paramref name="length"/> characters from <paramref name="offset"/> of <see cref="Text"/>.</summary>
    public SourceSpan Span(int message, int offset, int length) => Exact
        ? new(message, Number, Number, Start + offset, Start + offset + length)
        : new(message, Number, Number, LineStart, LineEnd);

    /// <summary>Span of the whole line.</summary>
    public SourceSpan Span(int message) => new(message, Number, Number, LineStart, LineEnd);
}

/// <summary>What a stripped log prefix told. Ranges are offsets into the line's buffer; length 0 means not told.</summary>
internal readonly record struct LinePrefix(int TimeStart, int TimeLength, int HostStart, int HostLength, bool Kernel, bool Any);
