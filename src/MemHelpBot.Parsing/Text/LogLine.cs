using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Text;

/// <summary>
/// One logical line: what is left of a pasted line once disguises (quoting, ANSI, entities, escapes) and log prefixes are
/// off. One pasted line can hold several (rsyslog's #012, logs joined to one line), and a record that a mail program wrapped
/// spans several. Prefixes are stripped by offset; only what changes characters makes a rewritten buffer.
/// </summary>
/// <param name="Buffer">The paste itself, or the rewritten text.</param>
/// <param name="Start">First character in the buffer.</param>
/// <param name="End">One past the last character in the buffer.</param>
/// <param name="Number">Line of the paste, 1-based; of a wrapped record the first.</param>
/// <param name="LineStart">First character of the pasted line in the paste.</param>
/// <param name="LineEnd">One past its last character in the paste.</param>
/// <param name="Exact">Whether buffer offsets are paste offsets.</param>
/// <param name="Prefix">What the stripped prefix told.</param>
internal readonly record struct LogLine(
    string Buffer, int Start, int End, int Number, int LineStart, int LineEnd, bool Exact, LinePrefix Prefix)
{
    /// <summary>Where the characters of a rewritten buffer stand in the paste; null when offsets are exact or unknown.</summary>
    public LineMap? Map { get; init; }

    /// <summary>The line as the program wrote it.</summary>
    public ReadOnlySpan<char> Text => Buffer.AsSpan(Start, End - Start);

    /// <summary>Span of <paramref name="length"/> characters from <paramref name="offset"/> of <see cref="Text"/>.</summary>
    public SourceSpan Span(int message, int offset, int length) => Exact
        ? new(message, Number, Number, Start + offset, Start + offset + length)
        : Map?.Span(message, Start + offset, Start + offset + length) ?? Span(message);

    /// <summary>Span of the whole line.</summary>
    public SourceSpan Span(int message) => new(message, Number, Map?.LastLine ?? Number, LineStart, LineEnd);
}

/// <summary>What a stripped log prefix told. Ranges are offsets into the line's buffer; length 0 means not told.</summary>
internal readonly record struct LinePrefix(int TimeStart, int TimeLength, int HostStart, int HostLength, bool Kernel, bool Any)
{
    /// <summary>First character of the syslog tag (<c>kernel</c>, <c>systemd</c>), without its pid.</summary>
    public int TagStart { get; init; }

    /// <summary>Length of the tag; 0 when none was stripped.</summary>
    public int TagLength { get; init; }

    /// <summary>Whether the time is a date and a clock time, not seconds since boot.</summary>
    public bool Clock { get; init; }
}
