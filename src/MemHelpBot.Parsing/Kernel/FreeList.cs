using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// <c>[Node 0 ]Normal: 123*4kB (UME) 45*8kB (UM) … = 12345kB</c> (mm/page_alloc.c; letters from 3.10 on): free blocks by order.
/// A list that is cut before <c>=</c> is not told; one whose sum is not its total was altered.
/// </summary>
internal static class FreeList
{
    private const int MostOrders = 24;
    private const long LargestPage = 64;
    private const long MostBlocks = 1L << 32;

    /// <summary>Whether the text at <paramref name="at"/> starts a list.</summary>
    public static bool Is(ReadOnlySpan<char> text, int at)
    {
        Scan.Blanks(text, ref at);
        return Scan.Number(text, ref at, out _) && at < text.Length && text[at] == '*';
    }

    /// <summary>Reads a list from its first item on.</summary>
    public static void Read(Report report, Zone zone, in LogLine line, ReadOnlySpan<char> text, int from, ReadingBuilder into)
    {
        Span<long> counts = stackalloc long[MostOrders];
        var types = new string[MostOrders];
        var (orders, at, sum, first) = (0, from, 0L, 0L);
        Scan.Blanks(text, ref at);
        var start = at;
        var end = at;
        while (orders < MostOrders && Scan.Number(text, ref at, out var count))
        {
            if (!Scan.Literal(text, ref at, "*") || !Scan.Number(text, ref at, out var size) || !Scan.Literal(text, ref at, "kB"))
                return;
            if (orders == 0)
                first = size;
            if (first is < 1 or > LargestPage || size != first << orders || count > MostBlocks)
                return;
            sum = sum + (count * size);
            counts[orders] = count;
            end = at;
            Scan.Blanks(text, ref at);
            types[orders] = Letters(text, ref at);
            end = types[orders].Length > 0 ? at : end;
            Scan.Blanks(text, ref at);
            orders++;
        }

        if (orders == 0 || at >= text.Length || text[at] != '=')
            return;
        at++;
        Scan.Blanks(text, ref at);
        var hasTotal = Scan.Number(text, ref at, out var total) && Scan.Literal(text, ref at, "kB");
        if (zone.Listed is not null)
            return;
        zone.Listed = sum;
        var list = report.Put(ZoneFacts.FreeBlocks, zone.Subject, FactValue.Of(counts[..orders].ToArray()), line, start, end - start);
        report.Zones.SetPage(first, list);
        if (text[start..end].Contains('('))
            report.Put(ZoneFacts.FreeBlockTypes, zone.Subject, FactValue.Of(types[..orders]), line, start, end - start);
        if (hasTotal && total != sum)
        {
            into.Notify(
                "altered-log",
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The free list of zone {zone.Subject} adds up to {sum} kB, but its line says {total} kB: the log was altered or damaged."),
                line.Span(into.Message));
        }
    }

    private static string Letters(ReadOnlySpan<char> text, ref int at)
    {
        if (at >= text.Length || text[at] != '(')
            return "";
        var close = text[at..].IndexOf(')');
        if (close is < 1 or > 9)
            return "";
        var letters = text.Slice(at + 1, close - 1);
        at += close + 1;
        return Text(letters);
    }

    // The same few combinations come again in every report: kept, so that a list does not allocate them.
    private static string Text(ReadOnlySpan<char> letters)
    {
        var hash = 0;
        foreach (var letter in letters)
            hash = unchecked((hash * 7) + letter);
        ref var kept = ref Kept[hash & (Kept.Length - 1)];
        var known = kept;
        return known is not null && letters.SequenceEqual(known) ? known : kept = letters.ToString();
    }

    private static readonly string?[] Kept = new string?[64];
}
