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

    // 2^40 pages are more than any machine has; a larger number is a torn one, and sums of these stay far from overflow.
    private const long MostPages = 1L << 40;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> byName = new Dictionary<string, int>(64, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly List<Group> groups = new(32);
    private readonly List<long> pids = new(64);
    private readonly LogLine head;
    private readonly int columns;
    private readonly int rss;
    private readonly int swap;
    private int lastLine;
    private int lastEnd;
    private long pages;
    private long swapped;

    private TaskTable(in LogLine head, int columns, int rss, int swap) => (this.head, this.columns, this.rss, this.swap) = (head, columns, rss, swap);

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
        var (columns, rss, swap) = (0, -1, -1);
        while (at < text.Length)
        {
            Scan.Blanks(text, ref at);
            var length = text[at..].IndexOfAny(' ', '\t');
            var word = length < 0 ? text[at..] : text.Slice(at, length);
            if (word.SequenceEqual("name"))
                return rss >= 0 ? new TaskTable(line, columns, rss, swap) : null;
            if (word.SequenceEqual("rss"))
                rss = columns;
            else if (word.SequenceEqual("swapents"))
                swap = columns;
            columns++;
            at += word.Length;
            if (word.Length == 0)
                break;
        }

        return null;
    }

    /// <summary>Reads a row. False when the line is none.</summary>
    public bool Read(in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var at = from + 1;
        Scan.Blanks(text, ref at);
        if (!Scan.Number(text, ref at, out var pid) || at >= text.Length || text[at] != ']')
            return false;
        at++;
        var (resident, swapents) = (0L, 0L);
        var cells = new RowCells(line.Buffer, line.Start + at, line.End);
        for (var column = 0; column < columns; column++)
        {
            if (!cells.Next())
                return false;
            if (column == rss)
                resident = cells.Value;
            else if (column == swap)
                swapents = cells.Value;
        }

        at = cells.At - line.Start;
        if (resident is < 0 or > MostPages || swapents is < 0 or > MostPages)
            return false;
        var name = at < text.Length ? text[(at + 1)..].TrimEnd() : default;
        Add(name, pid, resident);
        swapped += swapents;
        (lastLine, lastEnd) = (line.Map?.LastLine ?? line.Number, line.LineEnd);
        return true;
    }

    /// <summary>Whether a row has the pid.</summary>
    public bool Has(long pid) => pids.Contains(pid);

    /// <summary>Tells the totals. The count and the sums are told only of a table that was pasted whole.</summary>
    public void Close(Report report, ReadingBuilder into)
    {
        if (Rows == 0)
            return;
        var span = new SourceSpan(into.Message, head.Number, lastLine, head.LineStart, lastEnd);
        var top = Largest(report.Zones.PageKb);
        into.Tell(new Fact(TaskFacts.Top, null, FactValue.Of(top), span, report.Incident));
        if (!IsComplete || IsElided)
            return;
        var count = new Fact(TaskFacts.Count, null, FactValue.Of(Rows), span, report.Incident);
        into.Tell(count);
        into.Tell(Fact.Derive(TaskFacts.RssTotal, null, FactValue.Of(pages * report.Zones.PageKb), report.Incident, "Σ rss of the rows × page size", count));
        if (swap >= 0)
            into.Tell(Fact.Derive(TaskFacts.SwapTotal, null, FactValue.Of(swapped * report.Zones.PageKb), report.Incident, "Σ swapents of the rows × page size", count));
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

    private void Add(ReadOnlySpan<char> name, long pid, long resident)
    {
        pids.Add(pid);
        pages += resident;
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
}
