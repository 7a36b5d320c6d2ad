using System.Runtime.InteropServices;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// The task table (mm/oom_kill.c, dump_tasks). Its head names the columns, which differ by version; a row has that many numbers
/// behind the bracketed pid, and what follows is the name: it may begin with a digit, hold blanks or be empty. Memory is in pages.
/// </summary>
internal sealed class TaskTable
{
    private const int MostGroups = 10;

    // TASK_COMM_LEN and the line's end, with room for blanks that an editor left.
    private const int LongestName = 20;

    // 2^40 pages are more than any machine has; a larger number is a torn one, and sums of these stay far from overflow.
    private const long MostPages = 1L << 40;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> byName = new Dictionary<string, int>(64, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly List<Group> groups = new(48);
    private readonly List<long> pids = new(128);
    private readonly List<long> virtualPages = new(128);
    private readonly LogLine head;
    private readonly int columns;
    private readonly int virtualSize;
    private readonly int rss;
    private readonly int swap;
    private int lastLine;
    private int lastEnd;
    private long pages;
    private long swapped;

    private TaskTable(in LogLine head, int columns, int virtualSize, int rss, int swap) =>
        (this.head, this.columns, this.virtualSize, this.rss, this.swap) = (head, columns, virtualSize, rss, swap);

    /// <summary>Whether a line after the table shows that it was printed to its end.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Whether rows were left out by the person who pasted (<c>...</c>).</summary>
    public bool IsElided { get; set; }

    /// <summary>Rows read.</summary>
    public int Rows => pids.Count;

    /// <summary>Reads the head <c>[ pid ]   uid  tgid total_vm      rss … name</c>; null when the line is none.</summary>
    public static TaskTable? Open(in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var at = from + 1;
        Scan.Blanks(text, ref at);
        if (!Scan.Literal(text, ref at, "pid"))
            return null;
        Scan.Blanks(text, ref at);
        if (!Scan.Literal(text, ref at, "]"))
            return null;
        var (columns, virtualSize, rss, swap) = (0, -1, -1, -1);
        while (at < text.Length)
        {
            Scan.Blanks(text, ref at);
            var length = text[at..].IndexOfAny(' ', '\t');
            var word = length < 0 ? text[at..] : text.Slice(at, length);
            if (word.SequenceEqual("name"))
                return rss >= 0 ? new TaskTable(line, columns, virtualSize, rss, swap) : null;
            if (word.SequenceEqual("rss"))
                rss = columns;
            else if (word.SequenceEqual("swapents"))
                swap = columns;
            else if (word.SequenceEqual("total_vm"))
                virtualSize = columns;
            columns++;
            at += word.Length;
            if (word.Length == 0)
                break;
        }

        return null;
    }

    /// <summary>Line of the row read last.</summary>
    public int LastLine => lastLine;

    /// <summary>Where the line of the row read last ends.</summary>
    public int LastEnd => lastEnd;

    /// <summary>Reads a row. False when the line is none.</summary>
    public bool Read(in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var end = Cells(line.Buffer, line.Start + from, line.End, out var row);
        if (end < 0)
            return false;
        end -= line.Start;
        Add(end < text.Length ? text[(end + 1)..].TrimEnd() : default, row);
        (lastLine, lastEnd) = (line.Map?.LastLine ?? line.Number, line.LineEnd);
        return true;
    }

    /// <summary>
    /// Reads the rows that follow a row in the same shape: the same prefix but for its digits, every column, a plain name. They
    /// are half of a report and need no more than this. Stops before the first line that is in any way different.
    /// </summary>
    /// <param name="row">A row that was read.</param>
    /// <param name="end">One past what may be read.</param>
    /// <param name="position">Start of the line behind the row; moves behind the rows read.</param>
    public void ReadRun(in LogLine row, int end, ref int position)
    {
        var (paste, prefix, number) = (row.Buffer, row.Start - row.LineStart, row.Number);
        for (var more = IsLike(row, position, prefix, end); more;)
        {
            var name = Cells(paste, position + prefix, end, out var read) + 1;
            if (name <= 0 || name + LongestName >= end)
                return;
            var stop = name;
            while (paste[stop] is not ('\n' or '[' or '|' or ':') && stop - name < LongestName)
                stop++;
            var comm = paste.AsSpan(name, stop - name).TrimEnd();
            if (paste[stop] != '\n' || comm.IsEmpty)
                return;
            // A row that a terminal broke goes on in the next line: only one before a row of the same shape is whole for sure.
            more = IsLike(row, stop + 1, prefix, end);
            if (!more)
                return;
            Add(comm, read);
            number++;
            position = stop + 1;
            (lastLine, lastEnd) = (number, paste[stop - 1] == '\r' ? stop - 1 : stop);
        }
    }

    private static bool IsLike(in LogLine row, int position, int prefix, int end) =>
        position + prefix < end && row.Buffer[position + prefix] == '[' && CharMask.SameShape(row.Buffer, row.LineStart, position, prefix);

    // "[ pid ]" and the numbers behind it; answers one past the last, or a negative number.
    private int Cells(ReadOnlySpan<char> buffer, int from, int end, out (long Pid, long Virtual, long Resident, long Swapped) row)
    {
        row = default;
        var text = buffer[..end];
        var at = from + 1;
        Scan.Blanks(text, ref at);
        if (!Scan.Number(text, ref at, out row.Pid) || at >= end || text[at] != ']')
            return -1;
        var cells = new RowCells(buffer, at + 1, end);
        for (var column = 0; column < columns; column++)
        {
            if (!cells.Next())
                return -1;
            if (column == rss)
                row.Resident = cells.Value;
            else if (column == swap)
                row.Swapped = cells.Value;
            else if (column == virtualSize)
                row.Virtual = cells.Value;
        }

        return row.Resident is < 0 or > MostPages || row.Swapped is < 0 or > MostPages ? -1 : cells.At;
    }

    /// <summary>Whether a row has the pid.</summary>
    public bool Has(long pid) => pids.Contains(pid);

    /// <summary>Tells the totals. The count and the sums are told only of a table that was pasted whole.</summary>
    public void Close(Report report, ReadingBuilder into)
    {
        if (Rows == 0)
            return;
        if (PageKb(report, into) is not { } page)
        {
            into.CouldNotRead("the table counts pages, and the report does not show their size; this kernel's need not be 4 KiB", head);
            return;
        }

        var span = new SourceSpan(into.Message, head.Number, lastLine, head.LineStart, lastEnd);
        var top = Largest(page);
        into.Tell(new Fact(TaskFacts.Top, null, FactValue.Of(top), span, report.Incident));
        if (!IsComplete || IsElided)
            return;
        var count = new Fact(TaskFacts.Count, null, FactValue.Of(Rows), span, report.Incident);
        into.Tell(count);
        into.Tell(Fact.Derive(TaskFacts.RssTotal, null, FactValue.Of(pages * page), report.Incident, "Σ rss of the rows × page size", count));
        if (swap >= 0)
            into.Tell(Fact.Derive(TaskFacts.SwapTotal, null, FactValue.Of(swapped * page), report.Incident, "Σ swapents of the rows × page size", count));
    }

    // A table may hold thousands of groups: the largest are picked in one pass.
    private TaskGroup[] Largest(long pageKb)
    {
        Span<int> picked = stackalloc int[MostGroups];
        var count = 0;
        for (var i = 0; i < groups.Count; i++)
        {
            var place = count;
            while (place > 0 && Before(groups[i], groups[picked[place - 1]]))
                place--;
            if (place == MostGroups)
                continue;
            count = Math.Min(count + 1, MostGroups);
            picked[place..(count - 1)].CopyTo(picked[(place + 1)..]);
            picked[place] = i;
        }

        var top = new TaskGroup[count];
        for (var i = 0; i < count; i++)
        {
            var group = groups[picked[i]];
            top[i] = new TaskGroup(group.Comm, group.Pid, group.Pages * pageKb, group.Count);
        }

        return top;
    }

    private static bool Before(in Group a, in Group b) => a.Pages != b.Pages ? a.Pages > b.Pages : a.Pid < b.Pid;

    private void Add(ReadOnlySpan<char> name, (long Pid, long Virtual, long Resident, long Swapped) row)
    {
        var (pid, total, resident, swapents) = row;
        pids.Add(pid);
        virtualPages.Add(total);
        pages += resident;
        swapped += swapents;
        if (!byName.TryGetValue(name, out var index))
        {
            var comm = name.ToString();
            byName.Dictionary.Add(comm, groups.Count);
            groups.Add(new Group { Comm = comm, Pid = pid, Largest = resident, Pages = resident, Count = 1 });
            return;
        }

        ref var group = ref CollectionsMarshal.AsSpan(groups)[index];
        group.Pages += resident;
        group.Count++;
        if (resident > group.Largest)
            (group.Pid, group.Largest) = (pid, resident);
    }

    // Tasks of one name; Pid is that of the largest.
    private struct Group
    {
        public string Comm;
        public long Pid;
        public long Largest;
        public long Pages;
        public int Count;
    }

    // The free lists show the size of a page. A cgroup's report has none, but prints the victim's virtual size in pages and in kB.
    private long? PageKb(Report report, ReadingBuilder into)
    {
        if (report.Zones.ShowsPage)
            return report.Zones.PageKb;
        var row = report.Evidence.TotalVm is null ? -1 : pids.IndexOf(report.VictimPid);
        if (row >= 0 && virtualPages[row] is > 0 and var total
            && report.Evidence.TotalVm is { Value.Integer: { } kb } size && kb % total == 0 && kb / total is 4 or 8 or 16 or 32 or 64)
        {
            into.Tell(Fact.Derive(MemFacts.PageSize, null, FactValue.Of(kb / total), report.Incident, "total-vm of the kill line ÷ total_vm of the victim's row", size));
            return kb / total;
        }

        return report.Evidence.Release?.Value.Text is { } release
            && (release.Contains("64k", StringComparison.Ordinal) || release.Contains("16k", StringComparison.Ordinal) || release.Contains("ppc64", StringComparison.Ordinal)) ? null : report.Zones.PageKb;
    }
}
