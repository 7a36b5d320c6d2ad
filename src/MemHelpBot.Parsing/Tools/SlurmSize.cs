using MemHelpBot.Parsing.Messages;

namespace MemHelpBot.Parsing.Tools;

/// <summary>A memory size as Slurm prints it: <c>1234567K</c>, <c>699.87G</c>, <c>4000Mn</c>. A bare number is MiB in a request.</summary>
internal static class SlurmSize
{
    /// <summary>The size at an index in KiB; the n (per node) or c (per core) of a request is passed over.</summary>
    public static Figure? Read(ReadOnlySpan<char> text, int at)
    {
        if (Scan.Number(text, at) is not { } number)
            return null;
        var end = number.Offset + number.Length;
        decimal factor = end < text.Length ? text[end] switch { 'K' or 'k' => 1, 'M' or 'm' => 1024, 'G' or 'g' => 1 << 20, 'T' or 't' => 1 << 30, _ => 0 } : 0;
        if (factor == 0)
            return number.Value == 0 ? new Figure(0, number.Offset, number.Length) : null;
        var kib = Math.Round(number.Value * factor);
        return kib > long.MaxValue / 1024 ? null : new Figure((long)kib, number.Offset, end + 1 - number.Offset);
    }
}
