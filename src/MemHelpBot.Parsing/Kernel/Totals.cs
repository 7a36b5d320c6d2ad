using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>The lines after the free lists: swap, page cache, RAM and reserved pages.</summary>
internal static class Totals
{
    /// <summary>Whether the text is one of these lines, and told by its words alone.</summary>
    public static bool Is(ReadOnlySpan<char> text, int at) => char.IsAsciiDigit(text[at])
        ? text.EndsWith(" pages RAM", StringComparison.Ordinal) || text.EndsWith(" pages hwpoisoned", StringComparison.Ordinal) || text.EndsWith(" pages cma reserved", StringComparison.Ordinal) || text.EndsWith(" pages reserved", StringComparison.Ordinal) || text.EndsWith(" total pagecache pages", StringComparison.Ordinal)
        : text[at..].StartsWith("Free swap  = ", StringComparison.Ordinal) || text[at..].StartsWith("Total swap = ", StringComparison.Ordinal);

    /// <summary><c>Free swap  = NkB</c>, <c>Total swap = NkB</c>; 2.6.8 has a colon.</summary>
    public static bool ReadSwap(Report? report, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var at = from;
        var free = Scan.Literal(text, ref at, "Free swap");
        if (!free && !Scan.Literal(text, ref at, "Total swap"))
            return false;
        Scan.Blanks(text, ref at);
        if (at >= text.Length || text[at] is not ('=' or ':'))
            return false;
        at++;
        Scan.Blanks(text, ref at);
        var start = at;
        if (!Scan.Number(text, ref at, out var kb) || !Scan.Literal(text, ref at, "kB"))
            return false;
        report?.Put(free ? MemFacts.FreeSwap : MemFacts.TotalSwap, FactValue.Of(kb), line, start, at - 2 - start);
        return true;
    }

    /// <summary><c>N pages RAM</c>, <c>N pages reserved</c>, <c>N total pagecache pages</c> and their kind.</summary>
    public static bool ReadPages(Report? report, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var at = from;
        if (!Scan.Number(text, ref at, out var pages) || at >= text.Length || text[at] != ' ')
            return false;
        var rest = text[(at + 1)..].TrimEnd(Scan.Closing);
        var key = rest switch
        {
            "pages RAM" or "pages of RAM" => MemFacts.RamPages,
            "pages reserved" or "reserved pages" => MemFacts.ReservedPages,
            "total pagecache pages" => MemFacts.PagecachePages,
            "pages cma reserved" => MemFacts.CmaReservedPages,
            "pages hwpoisoned" => MemFacts.HwpoisonedPages,
            _ => null,
        };
        if (key is null)
            return report is not null && rest.StartsWith("pages ", StringComparison.Ordinal);
        report?.Put(key, FactValue.Of(pages), line, from, at - from);
        return true;
    }
}
