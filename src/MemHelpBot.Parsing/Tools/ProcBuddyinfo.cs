using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>/proc/buddyinfo: <c>Node 0, zone   Normal   4381   1093 …</c>, free blocks of 2^n pages from order 0 on (mm/vmstat.c).</summary>
internal sealed class ProcBuddyinfo : IArtefactReader
{
    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("buddyinfo", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        if (!Scan.At(text, start, "Node ") || Scan.Integer(text, start + 5) is not { } node || !Scan.At(text, node.End, ", zone"))
            return false;
        Span<Range> cells = stackalloc Range[17];
        var row = text[(node.End + 6)..];
        var count = Cells.Of(row, cells);
        if (count < 2 || row[cells[0]][^1] == ',')
            return false;
        stretch.Add(line, into);
        var blocks = new List<long>(count - 1);
        for (var i = 1; i < count; i++)
        {
            if (Cells.Integer(row, cells[i]) is not { } free)
            {
                into.CouldNotRead("a line of /proc/buddyinfo is a node, a zone and counts", line);
                return true;
            }

            blocks.Add(free);
        }

        var (first, _) = cells[1].GetOffsetAndLength(row.Length);
        var (last, length) = cells[count - 1].GetOffsetAndLength(row.Length);
        into.Tell(BuddyFacts.FreeBlocks, FactValue.Of(blocks), line, node.End + 6 + first, last + length - first, null, $"{node.Value}/{row[cells[0]]}");
        return true;
    }
}
