using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// /proc/vmstat (<c>nr_free_pages 123456</c>, mm/vmstat.c) and vmstat -s (<c>  16266336 K total memory</c>). A block of the file begins with a counter
/// whose name no other file has, or below a command that shows the file.
/// </summary>
internal sealed class ProcVmstat : IMarkedReader
{
    // Names that a cgroup's memory.stat, cgroup.stat or cpu.stat has as well (pgfault, pgscan, workingset_, thp_, nr_throttled …) begin nothing.
    private static readonly string[] Starts = ["nr_", "pgalloc", "allocstall", "compact_", "kswapd_", "drop_", "slabs_scanned", "pginodesteal", "unevictable_pgs"];

    private static readonly string[] Shared = ["nr_dying_", "nr_descendants", "nr_periods", "nr_throttled", "nr_bursts", "nr_subsys_"];

    private Stretch stretch;
    private int asked = int.MinValue / 2;

    public IReadOnlyList<string> Marks { get; } =
        ["nr_", "pgscan", "pgsteal", "pgmajfault", "pswp", "allocstall", "compact_", "workingset_", "thp_", "oom_kill ", "/proc/vmstat", "K total memory"];

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        if (Scan.Has(line.Text, "/proc/vmstat"))
            asked = line.Number;
        return Summary(line, into) || Counter(line, into, line.Number - asked == 1);
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Summary(line, into) || Counter(line, into, true) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("vmstat", into);

    private bool Counter(in LogLine line, ReadingBuilder into, bool anyName)
    {
        var text = line.Text.TrimEnd();
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] == '_'))
            end++;
        if (end < 4 || end >= text.Length || text[end] is not (' ' or '\t') || Scan.Integer(text, end) is not { } value || value.End != text.Length)
            return false;
        var name = text[..end];
        if (!anyName && !Known(name))
            return false;
        into.Tell(VmstatFacts.Counter, FactValue.Of(value.Value), line, value.Offset, value.Length, null, name.ToString());
        stretch.Add(line, into);
        return true;
    }

    /// <summary>The sizes of vmstat -s; its counters of processor time and pages are passed over.</summary>
    private bool Summary(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Integer(text, 0) is not { Offset: > 0 } value)
            return false;
        var words = text[value.End..].Trim();
        var sized = words.StartsWith("K ", StringComparison.Ordinal);
        FactKey? key = words switch
        {
            "K total memory" => FreeFacts.Total,
            "K used memory" => FreeFacts.Used,
            "K free memory" => FreeFacts.Free,
            "K total swap" => FreeFacts.SwapTotal,
            "K used swap" => FreeFacts.SwapUsed,
            _ => null,
        };
        if (key is null && !(sized && words[2..] is "active memory" or "inactive memory" or "buffer memory" or "swap cache" or "free swap")
            && !(words.EndsWith("cpu ticks", StringComparison.Ordinal) || words is "interrupts" or "CPU context switches" or "boot time" or "forks" || words.StartsWith("pages ", StringComparison.Ordinal) || words is "K paged in" or "K paged out"))
        {
            return false;
        }

        if (key is not null)
            into.Tell(key, FactValue.Of(value.Value), line, value.Offset, value.Length);
        stretch.Add(line, into);
        return true;
    }

    private static bool Known(ReadOnlySpan<char> name) => StartsWithAny(name, Starts) && !StartsWithAny(name, Shared);

    private static bool StartsWithAny(ReadOnlySpan<char> name, string[] starts)
    {
        foreach (var start in starts)
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
