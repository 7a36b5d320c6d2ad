using System.Globalization;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// slabtop, with or without its header. A row that contradicts itself is returned unread: pictures of slabtop that went
/// through text recognition lose digits, and a wrong number is worse than none. A cache that stands twice in one table with
/// the same numbers is told once.
/// </summary>
internal sealed class Slabtop : IArtefactReader
{
    private readonly HashSet<(string Cache, SlabRow Row)> told = [];
    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        if (line.Text.IsWhiteSpace())
            return LineOutcome.Foreign;
        return Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;
    }

    public void Close(ReadingBuilder into)
    {
        told.Clear();
        stretch.Close("slabtop", into);
    }

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var taken = Summary(line, into) || Header(line.Text) || Row(line, into);
        if (taken)
            stretch.Add(line, into);
        return taken;
    }

    private static bool Header(ReadOnlySpan<char> text) =>
        Scan.Has(text, "OBJS") && Scan.Has(text, "OBJ SIZE") && Scan.Has(text, "CACHE SIZE");

    /// <summary><c> Active / Total Size (% used)       : 488344.34K / 512542.09K (95.3%)</c>; the other four lines only count.</summary>
    private static bool Summary(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var trimmed = text.TrimStart();
        if (trimmed.StartsWith("Minimum / Average / Maximum Object", StringComparison.Ordinal))
            return true;
        if (!trimmed.StartsWith("Active / Total ", StringComparison.Ordinal) || !Scan.Has(text, "(% used)"))
            return false;
        if (!Scan.Has(text, "Total Size"))
            return true;
        var used = Scan.Kibibytes(text, Scan.Behind(text, ":"));
        var total = used is null ? null : Scan.Kibibytes(text, Scan.Behind(text, "/", used.Value.End));
        var percent = total is null ? null : Scan.Number(text, Scan.Behind(text, "(", total.Value.End));
        if (percent is null || total!.Value.Value == 0 || Math.Abs(used!.Value.Value * 100m / total.Value.Value - percent.Value.Value) > 0.2m)
        {
            into.CouldNotRead("the total size of slabtop does not fit its percentage", line);
            return true;
        }

        // The printed decimals are hundredths of a KiB: cut, so that the digits of the fact stand in the line.
        var cut = Scan.Integer(text, total.Value.Offset)!.Value;
        into.Tell(SlabFacts.Total, FactValue.Of(cut.Value), line, total.Value.Offset, total.Value.Length);
        return true;
    }

    private bool Row(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        Span<Range> cells = stackalloc Range[9];
        var start = Scan.Blanks(text, 0);
        var count = text.Length - start < 12 || !char.IsAsciiDigit(text[start]) ? 0 : Cells.Of(text, cells);
        if (count != 8 || !Looks(text, cells))
            return false;
        var use = text[cells[2]];
        var name = text[cells[7]];
        if (Cells.Integer(text, cells[0]) is not { } objects || Cells.Integer(text, cells[1]) is not { } active
            || !long.TryParse(use[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            || Scan.Number(text, Start(text, cells[3])) is not { } size || Cells.Integer(text, cells[4]) is not { } slabs
            || Cells.Integer(text, cells[5]) is not { } perSlab || Scan.Kibibytes(text, Start(text, cells[6])) is not { } cache)
        {
            into.CouldNotRead("a row of slabtop is OBJS ACTIVE USE OBJ-SIZE SLABS OBJ/SLAB CACHE-SIZE NAME", line);
            return true;
        }

        var row = new SlabRow(objects, active, percent, size.Value, slabs, perSlab, cache.Value);
        if (row.Contradiction() is { } why)
        {
            into.CouldNotRead($"the row of slabtop contradicts itself: {why}", line);
            return true;
        }

        var cacheName = name.ToString();
        if (!told.Add((cacheName, row)))
            return true;
        Tell(SlabFacts.Objects, FactValue.Of(objects), cells[0], line, into, cacheName);
        Tell(SlabFacts.ActiveObjects, FactValue.Of(active), cells[1], line, into, cacheName);
        Tell(SlabFacts.ObjectBytes, FactValue.Of((double)(size.Value * 1024)), cells[3], line, into, cacheName);
        Tell(SlabFacts.CacheTotal, FactValue.Of(cache.Value), cells[6], line, into, cacheName);
        return true;
    }

    private static bool Looks(ReadOnlySpan<char> text, ReadOnlySpan<Range> cells) =>
        char.IsAsciiDigit(text[cells[0]][0]) && text[cells[2]][^1] == '%' && text[cells[2]].Length > 1 && char.IsAsciiDigit(text[cells[2]][0])
        && text[cells[3]][^1] == 'K' && text[cells[6]][^1] is 'K' or 'M' or 'G' && char.IsAsciiDigit(text[cells[6]][0])
        && !char.IsAsciiDigit(text[cells[7]][0]);

    private static int Start(ReadOnlySpan<char> text, Range cell) => cell.GetOffsetAndLength(text.Length).Offset;

    private static void Tell(FactKey key, FactValue value, Range cell, in LogLine line, ReadingBuilder into, string cache)
    {
        var (offset, length) = cell.GetOffsetAndLength(line.Text.Length);
        into.Tell(key, value, line, offset, length, null, cache);
    }
}
