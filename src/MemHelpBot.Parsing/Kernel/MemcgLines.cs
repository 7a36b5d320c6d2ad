using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// The cgroup's block (mm/memcontrol.c): whose limit, the counters <c>memory|memory+swap|kmem|swap: usage AkB, limit BkB, failcnt N</c>,
/// and its statistics, one line in KB (3.10 to 5.2) or lines in bytes (5.3+, el8.3).
/// </summary>
internal static class MemcgLines
{
    // page_counter prints its largest value for "no limit": 9007199254740988kB with 4 KiB pages, 3.10's res_counter …991kB.
    private const long Unlimited = 9007199254740000;

    /// <summary><c>Task in X killed as a result of limit of Y</c>, up to 4.20 and el8.1. False when the line is cut before Y.</summary>
    public static bool ReadTask(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        const string middle = " killed as a result of limit of ";
        var found = text.IndexOf(middle, StringComparison.Ordinal);
        var from = Scan.Behind(text, 0, "Task in ");
        if (from < 0 || found <= from)
            return false;
        report.Put(OomFacts.TaskMemcg, FactValue.Of(text[from..found].ToString()), line, from, found - from);
        ReadGroup(report, line, text, found + middle.Length);
        return true;
    }

    /// <summary>
    /// <c>Tasks in X are going to be killed due to memory.oom.group set</c> (4.19+), behind the kill of one of them and before the others': for the limit of
    /// a cgroup above X, of X itself, or of none.
    /// </summary>
    public static bool ReadKilledGroup(Report report, in LogLine line, ReadOnlySpan<char> text)
    {
        var from = Scan.Behind(text, 0, "Tasks in ");
        var end = text.IndexOf(" are going to be killed", StringComparison.Ordinal);
        report.KillsGroup |= report.Kind == ReportKind.Oom;
        if (end > from)
            report.Put(OomFacts.KilledGroup, FactValue.Of(text[from..end].ToString()), line, from, end - from);
        return true;
    }

    /// <summary>The cgroup whose limit was reached, from <paramref name="from"/> to the end of the line.</summary>
    public static void ReadGroup(Report report, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var end = text.TrimEnd().Length;
        report.IsMemcg = true;
        if (end > from)
            report.KeepMemcg(report.Put(OomFacts.Memcg, FactValue.Of(text[from..end].ToString()), line, from, end - from));
    }

    /// <summary>A counter line; <paramref name="colon"/> is where its name ends.</summary>
    public static void ReadCounter(Report report, in LogLine line, ReadOnlySpan<char> text, int from, int colon)
    {
        var (usage, limit) = text[from..colon] switch
        {
            "memory" => (MemcgFacts.Usage, MemcgFacts.Limit),
            "memory+swap" => (MemcgFacts.MemswUsage, MemcgFacts.MemswLimit),
            "kmem" => (MemcgFacts.KmemUsage, MemcgFacts.KmemLimit),
            _ => (MemcgFacts.SwapUsage, MemcgFacts.SwapLimit),
        };
        report.IsMemcg = true;
        var at = colon + 8;
        var start = at;
        if (!Scan.Number(text, ref at, out var used) || !Scan.Literal(text, ref at, "kB"))
            return;
        var fact = report.Put(usage, FactValue.Of(used), line, start, at - 2 - start);
        report.KeepMemcg(fact);
        if (!Scan.Literal(text, ref at, ", limit "))
            return;
        start = at;
        if (!Scan.Number(text, ref at, out var most) || !Scan.Literal(text, ref at, "kB"))
            return;
        report.Put(limit, most >= Unlimited ? FactValue.Of("unlimited") : FactValue.Of(most), line, start, at - 2 - start);
        if (!ReferenceEquals(usage, MemcgFacts.Usage) || !Scan.Literal(text, ref at, ", failcnt "))
            return;
        start = at;
        if (Scan.Number(text, ref at, out var failures))
            report.Put(MemcgFacts.Failcnt, FactValue.Of(failures), line, start, at - start);
    }

    /// <summary>
    /// <c>Memory cgroup stats for /p:</c>. True when lines of statistics follow. Kernels that print one line a cgroup print the
    /// whole subtree, the limited one first, behind its counters: only that one is read. A cut report may begin with it: what stands at
    /// the top of the hierarchy, or before a cgroup beneath it, is no descendant.
    /// </summary>
    public static bool ReadStats(Report report, in LogLine line, ReadOnlySpan<char> text, int from, ReadingBuilder into)
    {
        var rest = text[from..].TrimEnd();
        report.IsMemcg = true;
        if (rest.Length > 1 && rest[^1] == ':')
        {
            report.KeepMemcg(report.Put(OomFacts.Memcg, FactValue.Of(rest[..^1].ToString()), line, from, rest.Length - 1));
            return true;
        }

        var colon = rest.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 || !report.Told(MemcgFacts.Usage) && !(report.First.Number == line.Number && IsFirst(rest[..colon], line, into)) || report.Told(MemcgFacts.Anon) || report.Told(MemcgFacts.File))
            return false;
        var at = from + colon + 2;
        while (at < text.Length)
        {
            var name = at;
            var end = text[at..].IndexOf(':');
            if (end <= 0)
                break;
            at += end + 1;
            var start = at;
            if (!Scan.Number(text, ref at, out var value) || !Scan.Literal(text, ref at, "KB"))
                break;
            if (Key(text.Slice(name, end)) is { } key)
                report.Put(key, FactValue.Of(value), line, start, at - 2 - start);
            Scan.Blanks(text, ref at);
        }

        return false;
    }

    private static bool IsFirst(ReadOnlySpan<char> path, in LogLine line, ReadingBuilder into)
    {
        if (path.Count('/') == 1 || path.Count('/') == 2 && path.StartsWith("/docker/", StringComparison.Ordinal))
            return true;
        if (!Messages.Following.TryLine(line, into, out var next))
            return false;
        var other = Scan.Behind(next.Text, 0, "Memory cgroup stats for ");
        return other > 0 && next.Text[other..].StartsWith(path, StringComparison.Ordinal) && next.Text[(other + path.Length)..].StartsWith("/", StringComparison.Ordinal);
    }

    /// <summary>A line <c>anon 12345</c> of the statistics, in bytes. False when it is none.</summary>
    public static bool ReadStat(Report report, in LogLine line, ReadOnlySpan<char> text, int from)
    {
        var blank = text[from..].IndexOf(' ');
        if (blank <= 0 || text[from..(from + blank)].ContainsAnyExcept(NameCharacters))
            return false;
        var at = from + blank + 1;
        var start = at;
        if (!Scan.Number(text, ref at, out var bytes) || at < text.TrimEnd().Length)
            return false;
        if (Key(text.Slice(from, blank)) is { } key)
            report.Put(key, FactValue.Of(bytes / 1024), line, start, at - start);
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz_0123456789()");

    private static FactKey? Key(ReadOnlySpan<char> name) => name switch
    {
        "anon" or "rss" => MemcgFacts.Anon,
        "file" or "cache" => MemcgFacts.File,
        "shmem" => MemcgFacts.Shmem,
        "slab" => MemcgFacts.Slab,
        "kernel_stack" => MemcgFacts.KernelStack,
        "pagetables" => MemcgFacts.Pagetables,
        _ => null,
    };
}
