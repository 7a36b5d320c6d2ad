using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// A row <c>NAME  UsedKB  TotalKB</c> under <c>Unreclaimable slab info:</c> (mm/slab_common.c, 4.15+ and RHEL 8), which is printed only when
/// unreclaimable slab outweighs all LRU pages or an allocation is being dumped.
/// </summary>
internal static class SlabInfo
{
    /// <summary>Reads a row. False when the line is none.</summary>
    public static bool Read(Report report, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var length = text[from..].IndexOfAny(' ', '\t');
        if (length <= 0)
            return false;
        var at = from + length;
        Scan.Blanks(text, ref at);
        if (!Scan.Number(text, ref at, out _) || !Scan.Literal(text, ref at, "KB"))
            return text[from..].StartsWith("Name ", StringComparison.Ordinal);
        Scan.Blanks(text, ref at);
        var start = at;
        if (!Scan.Number(text, ref at, out var total) || !Scan.Literal(text, ref at, "KB"))
            return false;
        report.Put(SlabFacts.CacheTotal, text.Slice(from, length).ToString(), FactValue.Of(total), line, start, at - 2 - start);
        return true;
    }
}
