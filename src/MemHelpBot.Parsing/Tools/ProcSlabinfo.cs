using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// /proc/slabinfo 2.x: <c>name active objs size perslab pagesperslab : tunables … : slabdata active_slabs slabs shared</c>
/// (mm/slab_common.c). The total counts pages of 4 KiB; what else in the paste shows larger ones corrects it (PageUnits).
/// </summary>
internal sealed class ProcSlabinfo : IArtefactReader
{
    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("slabinfo", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var head = text.StartsWith("slabinfo - version:", StringComparison.Ordinal) || text.StartsWith("# name ", StringComparison.Ordinal);
        if (!head && !(Scan.Has(text, ": slabdata ") && Scan.Has(text, ": tunables ")))
            return false;
        stretch.Add(line, into);
        if (!head && !Row(line, into))
            into.CouldNotRead("a row of /proc/slabinfo is a name, five numbers, tunables and slabdata", line);
        return true;
    }

    private static bool Row(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        Span<Range> cells = stackalloc Range[7];
        Cells.Of(text, cells);
        var slabdata = Scan.Integer(text, Scan.Behind(text, ": slabdata "));
        var slabs = slabdata is { } active ? Scan.Integer(text, active.End) : null;
        if (slabs is null || Cells.Integer(text, cells[1]) is not { } used || Cells.Integer(text, cells[2]) is not { } objects
            || Cells.Integer(text, cells[3]) is not { } size || Cells.Integer(text, cells[5]) is not { } pages || used > objects || pages > 4096
            || slabs.Value.Value is < 0 or > 1L << 40)
        {
            return false;
        }

        var name = text[cells[0]].ToString();
        Tell(SlabFacts.Objects, objects, cells[2], line, into, name);
        Tell(SlabFacts.ActiveObjects, used, cells[1], line, into, name);
        Tell(SlabFacts.ObjectBytes, size, cells[3], line, into, name);
        var of = new Fact(SlabFacts.Objects, name, FactValue.Of(objects), line.Span(into.Message));
        into.Tell(Fact.Derive(SlabFacts.CacheTotal, name, FactValue.Of(slabs.Value.Value * pages * 4), null, SlabFacts.PagesOfSlabinfo, of));
        return true;
    }

    private static void Tell(FactKey key, long value, Range cell, in LogLine line, ReadingBuilder into, string cache)
    {
        var (offset, length) = cell.GetOffsetAndLength(line.Text.Length);
        into.Tell(key, FactValue.Of(value), line, offset, length, null, cache);
    }
}
