using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// df: file systems that live in memory (tmpfs, shm). Sizes with a unit are those of -h; bare ones are in the blocks that the header names
/// (<c>1K-blocks</c>), and are not read without it. Inode tables (-i) have no sizes.
/// </summary>
internal sealed class DfTable() : MarkedTable("df")
{
    private long block;
    private bool sizes;
    private bool open;

    public override IReadOnlyList<string> Marks { get; } = ["Filesystem", "1K-", "tmpfs ", "shm "];

    protected override bool Header(Row header, in LogLine line, ReadingBuilder into)
    {
        var text = header.Text;
        var head = text.TrimStart().StartsWith("Filesystem ", StringComparison.Ordinal) && Scan.Has(text, "Mounted on") || Scan.Has(text, " 1K-") && Scan.Has(text, "%");
        if (head)
        {
            (open, sizes) = (true, !Scan.Has(text, "Inodes"));
            block = Scan.Has(text, "1K-") || Scan.Has(text, "1024-") ? 1024 : Scan.Has(text, "1M-") ? 1 << 20 : Scan.Has(text, "1G-") ? 1 << 30 : Scan.Has(text, "512-") ? 512 : Scan.Has(text, "1B-") ? 1 : 0;
            return true;
        }

        // A row alone: its sizes must carry their units.
        Span<Range> ranges = stackalloc Range[10];
        if (!text.StartsWith("tmpfs ", StringComparison.Ordinal) && !text.StartsWith("shm ", StringComparison.Ordinal) || open || Percent(header) is not (> 3 and var at) || !header[at - 3].ContainsAny('K', 'M', 'G') || at + 1 >= header.Count)
            return false;
        (open, sizes) = (true, true);
        Read(header, line, into);
        return true;
    }

    public override void Close(ReadingBuilder into)
    {
        (block, sizes, open) = (0, false, false);
        base.Close(into);
    }

    protected override bool Read(Row row, in LogLine line, ReadingBuilder into)
    {
        if (Percent(row) is not (>= 3 and var percent) || percent + 1 >= row.Count || row[percent + 1][0] is not ('/' or '['))
            return row.Count is 1 or 5 && row[0].Contains('/');
        var inMemory = percent is 4 or 5 && (row[0] is "tmpfs" or "shm" or "ramfs" || row[1] is "tmpfs");
        if (!inMemory || !sizes)
            return true;
        var mount = row[percent + 1].TrimEnd().ToString();
        if (!Size(TmpfsFacts.Size, row, percent - 3, line, mount, into) || !Size(TmpfsFacts.Used, row, percent - 2, line, mount, into))
            return true;
        row.Tell(TmpfsFacts.UsedPercent, percent, line, into, mount);
        return true;
    }

    private bool Size(FactKey key, Row row, int cell, in LogLine line, string mount, ReadingBuilder into)
    {
        if (row.Tell(key, cell, line, into, mount, row[cell] is "0" ? 1 : block))
            return true;
        into.CouldNotRead("the unit of df is not shown", line);
        return false;
    }

    /// <summary>The cell <c>85%</c>, or -1.</summary>
    private static int Percent(Row row)
    {
        for (var i = 2; i < row.Count; i++)
        {
            if (row[i].Length > 1 && row[i][^1] == '%' && !row[i][..^1].ContainsAnyExceptInRange('0', '9'))
                return i;
        }

        return -1;
    }
}
