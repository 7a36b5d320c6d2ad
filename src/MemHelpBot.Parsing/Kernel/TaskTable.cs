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
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly List<(string Comm, long Pid, long Largest, long Pages, int Count)> groups = [];
    private readonly List<long> pids = [];
    private readonly List<long> virtualPages = [];
    private readonly LogLine head;
    private readonly int columns;
    private readonly int virtualSize;
    private readonly int rss;
    private readonly int swap;
    private LogLine last;
    private long pages;
    private long swapped;

    private TaskTable(in LogLine head, int columns, int virtualSize, int rss, int swap) =>
        (this.head, last, this.columns, this.virtualSize, this.rss, this.swap) = (head, head, columns, virtualSize, rss, swap);

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

    /// <summary>Reads a row. False when the line is none.</summary>
    public bool Read(in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var at = from + 1;
        Scan.Blanks(text, ref at);
        if (!Scan.Number(text, ref at, out var pid) || at >= text.Length || text[at] != ']')
            return false;
        at++;
        var (total, resident, swapents) = (0L, 0L, 0L);
        for (var column = 0; column < columns; column++)
        {
            Scan.Blanks(text, ref at);
            if (!Scan.Signed(text, ref at, out var value) || (at < text.Length && text[at] is not (' ' or '\t')))
                return false;
            if (column == rss)
                resident = value;
            else if (column == swap)
                swapents = value;
            else if (column == virtualSize)
                total = value;
        }

        if (resident is < 0 or > MostPages || swapents is < 0 or > MostPages)
            return false;
        var name = at < text.Length ? text[(at + 1)..].TrimEnd() : default;
        Add(name, pid, resident);
        virtualPages.Add(total);
        swapped += swapents;
        last = line;
        return true;
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

        var span = new SourceSpan(into.Message, head.Number, last.Map?.LastLine ?? last.Number, head.LineStart, last.LineEnd);
        groups.Sort((a, b) => a.Pages != b.Pages ? b.Pages.CompareTo(a.Pages) : a.Pid.CompareTo(b.Pid));
        var top = new TaskGroup[Math.Min(MostGroups, groups.Count)];
        for (var i = 0; i < top.Length; i++)
            top[i] = new TaskGroup(groups[i].Comm, groups[i].Pid, groups[i].Pages * page, groups[i].Count);
        into.Tell(new Fact(TaskFacts.Top, null, FactValue.Of(top), span, report.Incident));
        if (!IsComplete || IsElided)
            return;
        var count = new Fact(TaskFacts.Count, null, FactValue.Of(Rows), span, report.Incident);
        into.Tell(count);
        into.Tell(Fact.Derive(TaskFacts.RssTotal, null, FactValue.Of(pages * page), report.Incident, "Σ rss of the rows × page size", count));
        if (swap >= 0)
            into.Tell(Fact.Derive(TaskFacts.SwapTotal, null, FactValue.Of(swapped * page), report.Incident, "Σ swapents of the rows × page size", count));
    }

    private void Add(ReadOnlySpan<char> name, long pid, long resident)
    {
        pids.Add(pid);
        pages += resident;
        var lookup = byName.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(name, out var index))
        {
            var comm = name.ToString();
            byName.Add(comm, groups.Count);
            groups.Add((comm, pid, resident, resident, 1));
            return;
        }

        var group = groups[index];
        groups[index] = resident > group.Largest
            ? (group.Comm, pid, resident, group.Pages + resident, group.Count + 1)
            : (group.Comm, group.Pid, group.Largest, group.Pages + resident, group.Count + 1);
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
