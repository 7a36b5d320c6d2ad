using System.Numerics;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// The number cells of a table row, found by bit masks: 64 characters at a time are classed as digits and blanks, and a cell is
/// what lies between two edges of the masks. Half of a report is task rows, and of their numbers only a few are wanted.
/// Looking beyond the row is harmless: a cell must end within it.
/// </summary>
/// <param name="buffer">The text that holds the row.</param>
/// <param name="at">Where the cells begin.</param>
/// <param name="end">One past the row.</param>
internal ref struct RowCells(ReadOnlySpan<char> buffer, int at, int end)
{
    private const int Window = 2 * CharMask.Width;
    private const int MostDigits = 18;
    private readonly ReadOnlySpan<char> buffer = buffer;
    private int from;
    private int window = at - Window;
    private ulong digits;
    private ulong blanks;

    /// <summary>One past the last cell.</summary>
    public int At { get; private set; } = at;

    /// <summary>The number of the cell.</summary>
    public readonly long Value
    {
        get
        {
            var value = 0L;
            foreach (var c in buffer[from..At])
                value = (value * 10) + (c - '0');
            return from > 0 && buffer[from - 1] == '-' ? -value : value;
        }
    }

    /// <summary>Moves over the next cell: blanks, an optional minus, digits, and behind them a blank or the end of the row.</summary>
    public bool Next()
    {
        if (!Find(out var start, out var stop) && (!Load() || !Find(out start, out stop)))
            return Slowly();
        (from, At) = (window + start, window + stop);
        return stop > start && stop - start <= MostDigits && At <= end && (At == end || ((blanks >> stop) & 1) != 0);
    }

    // False when the cell does not end within the window.
    private readonly bool Find(out int start, out int stop)
    {
        stop = Window;
        start = At - window;
        if (start >= Window)
            return false;
        start += BitOperations.TrailingZeroCount(~blanks >> start);
        if (start >= Window)
            return false;
        if (buffer[window + start] == '-' && ++start >= Window)
            return false;
        stop = start + BitOperations.TrailingZeroCount(~digits >> start);
        return stop < Window;
    }

    private bool Load()
    {
        if (At + Window > buffer.Length)
            return false;
        window = At;
        CharMask.Of(buffer, At, out var digitsLow, out var blanksLow);
        CharMask.Of(buffer, At + CharMask.Width, out var digitsHigh, out var blanksHigh);
        digits = digitsLow | ((ulong)digitsHigh << CharMask.Width);
        blanks = blanksLow | ((ulong)blanksHigh << CharMask.Width);
        return true;
    }

    // Near the end of the text, and where blanks fill a window.
    private bool Slowly()
    {
        var text = buffer[..end];
        var at = At;
        Scan.Blanks(text, ref at);
        if (at < end && text[at] == '-')
            at++;
        from = at;
        while (at < end && char.IsAsciiDigit(text[at]))
            at++;
        At = at;
        return at > from && at - from <= MostDigits && (at == end || text[at] is ' ' or '\t');
    }
}
