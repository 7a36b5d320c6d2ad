using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>A cell of a tool's output as the value of a fact: the whole cell, in the unit that the fact's key asks for.</summary>
internal static class Amount
{
    /// <summary>page_counter and resource limits print about 2^63 for "no limit", whatever the page size.</summary>
    private const long NoLimit = long.MaxValue - (1L << 20);

    /// <summary>Reads the cell; null for anything that is no number of the key's kind.</summary>
    /// <param name="key">What the number is; its unit decides the conversion.</param>
    /// <param name="cell">The cell alone, without blanks around it.</param>
    /// <param name="bare">Bytes that a number without a unit counts; 0 asks for a unit.</param>
    /// <param name="step">Of K, M, G without an i: 1024 or 1000.</param>
    public static FactValue? Read(FactKey key, ReadOnlySpan<char> cell, long bare = 0, long step = 1024)
    {
        if (cell is "max" or "unlimited" or "infinity" or "Infinity" or "-1")
            return cell is "-1" && key.Unit == FactUnit.None ? FactValue.Of(-1L) : FactValue.Of("unlimited");
        switch (key.Unit)
        {
            case FactUnit.KiB or FactUnit.Bytes or FactUnit.MiB:
                if (Scan.Size(cell, 0, bare, step) is not { Value: var bytes } size || size.Offset != 0 || size.Length != cell.Length)
                    return null;
                if (bytes >= NoLimit)
                    return FactValue.Of("unlimited");
                if (key.Kind == FactValueKind.Real)
                    return Scan.Number(cell, 0) is { } number ? FactValue.Of((double)number.Value * bare / 1024) : null;
                return FactValue.Of(key.Unit == FactUnit.KiB ? Rounded(bytes, 1024) : key.Unit == FactUnit.MiB ? Rounded(bytes, 1 << 20) : bytes);
            case FactUnit.None or FactUnit.Pages when key.Kind != FactValueKind.Real:
                return Scan.Integer(cell, 0) is { } count && count.Offset == 0 && count.Length == cell.Length ? FactValue.Of(count.Value) : null;
            default:
                if (cell.Length > 1 && cell[^1] == '%')
                    cell = cell[..^1];
                return Scan.Number(cell, 0) is { } real && real.Offset == 0 && real.Length == cell.Length
                    ? key.Kind == FactValueKind.Real ? FactValue.Of((double)real.Value) : FactValue.Of((long)real.Value)
                    : null;
        }
    }

    /// <summary>Reads a cell of a line and tells it. False, with nothing told, when it is no number of the key's kind.</summary>
    public static bool Tell(FactKey key, in LogLine line, int offset, int length, ReadingBuilder into, string? subject = null, long bare = 0, long step = 1024)
    {
        if (Read(key, line.Text.Slice(offset, length), bare, step) is not { } value)
            return false;
        into.Tell(key, value, line, offset, length, null, subject);
        return true;
    }

    /// <summary>The word at an index, blanks before it passed over, read and told.</summary>
    public static bool TellWord(FactKey key, in LogLine line, int at, ReadingBuilder into, string? subject = null, long bare = 0, long step = 1024)
    {
        if (at < 0)
            return false;
        var start = Scan.Blanks(line.Text, at);
        var word = Scan.Word(line.Text, start).TrimEnd(",;)|");
        return !word.IsEmpty && Tell(key, line, start, word.Length, into, subject, bare, step);
    }

    private static long Rounded(long bytes, long unit) => bytes / unit + (bytes % unit * 2 >= unit ? 1 : 0);
}
