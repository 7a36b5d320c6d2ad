using System.Buffers;
using MemHelpBot.Parsing.Kernel;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing;

/// <summary>What one line tells at a glance.</summary>
/// <param name="Host">The host that the prefix names; empty when none does.</param>
/// <param name="Tag">The program that the prefix names, without its pid, <c>kernel</c> for the kernel; empty when none is named.</param>
/// <param name="HasPrefix">Whether any prefix of a log stands before the text.</param>
public readonly record struct LineOrigin(string Host, string Tag, bool HasPrefix);

/// <summary>
/// Looks at the lines of one source one by one, for who must find out which lines belong together before they are read as a paste:
/// where a line comes from, and whether a kernel report is still going on.
/// </summary>
public sealed class LineProbe
{
    // Longer lines, and those with what may stand for a line end, may hold several records.
    private const int LongestPlain = 400;
    private static readonly SearchValues<char> Escapes = SearchValues.Create("\u001b&\\#\u00a0");

    private readonly KernelLog kernel = new();
    private readonly ReadingBuilder told = new("", 0, 0);

    /// <summary>Whether a kernel report is open whose kill line did not come yet.</summary>
    public bool IsReportOpen => kernel.IsOpen;

    /// <summary>Where a line comes from.</summary>
    public static LineOrigin OriginOf(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        LogPrefix.Strip(line, 0, line.Length, out var prefix);
        var tag = prefix.TagLength > 0 ? line.Substring(prefix.TagStart, prefix.TagLength) : prefix.Kernel ? "kernel" : "";
        return new LineOrigin(prefix.HostLength > 0 ? line.Substring(prefix.HostStart, prefix.HostLength) : "", tag, prefix.Any);
    }

    /// <summary>Offers the next line. True: it is part of a kernel report.</summary>
    public bool Take(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length < LongestPlain && !line.AsSpan().ContainsAny(Escapes))
        {
            var start = LogPrefix.Strip(line, 0, line.Length, out var prefix);
            return kernel.Begin(new LogLine(line, start, line.Length, 1, 0, line.Length, true, prefix), told);
        }

        var taken = false;
        for (var logical = new LineScanner(line); logical.TryNext(out var one);)
            taken |= kernel.Begin(one, told);
        return taken;
    }
}
