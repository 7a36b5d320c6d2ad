using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;

namespace MemHelpBot.Parsing.Tools;

/// <summary>A memory size as Slurm prints it: <c>1234567K</c>, <c>699.87G</c>, <c>4000Mn</c>. A bare number is MiB in a request.</summary>
internal static class SlurmSize
{
    /// <summary>What a requested size counts: one core behind a c, one node behind an n (sacct before 21.08), else what the caller says.</summary>
    public static FactKey Of(ReadOnlySpan<char> text, Figure size, FactKey otherwise) =>
        size.End >= text.Length ? otherwise : text[size.End] switch { 'c' => SlurmFacts.MemPerCpu, 'n' => SlurmFacts.ReqMemNode, _ => otherwise };

    /// <summary>The size at an index in KiB; for the n or c of a request see <see cref="Of"/>.</summary>
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
