using System.Buffers;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// Reads the kernel's memory reports out of whatever surrounds them. A report needs neither its begin nor its end; lines of
/// others, prose and a second CPU's lines may stand between its own. It stays open until another report begins.
/// </summary>
internal sealed class KernelLog : IArtefactReader
{
    /// <summary>How many lines may lie between a report and a kill line that does not name a task of it.</summary>
    private const int NearKill = 40;

    /// <summary>How many lines may lie between lines of one event when they stand newest first.</summary>
    private const int NearReverse = 3;

    /// <summary>How many blank or foreign lines may lie between two kill lines of one two-line kill.</summary>
    private const int NearChoice = 6;

    /// <summary>How many foreign lines may lie between two lines of a cgroup's statistics.</summary>
    private const int NearStatistics = 6;

    private static readonly SearchValues<string> Marks = SearchValues.Create(
        [" invoked oom", "oom-killer: gfp_mask=", ": page allocation ", ": vmalloc", "vmap allocation for size ", "vmalloc_node_range for size ", " mems_allowed=", "illed process ", "ill process ", "no killable processes", "oom-kill:constraint="],
        StringComparison.Ordinal);

    // Counters that no other program's line of names and numbers has: with one of them a cut report may begin.
    private static readonly SearchValues<string> Opening = SearchValues.Create(["isolated_anon:", "isolated_file:", "slab_unreclaimable:", "bounce:", "free_cma:"], StringComparison.Ordinal);

    private enum Follows
    {
        Nothing,
        Statistics,
        Slab,
    }

    private Report? report;
    private Follows follows;
    private LogLine sysrq;
    private bool asked;

    /// <summary>Whether a report is open to which more lines belong.</summary>
    public bool IsOpen => report is { IsFinished: false };

    /// <inheritdoc/>
    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    /// <inheritdoc/>
    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Foreign;

    /// <inheritdoc/>
    public int TakeRun(in LogLine line, int end, ref int position, ReadingBuilder into)
    {
        if (report?.Tasks is not { } tasks || tasks.LastLine != line.Number)
            return 0;
        tasks.ReadRun(line, end, ref position);
        report.Take(tasks.LastLine, tasks.LastEnd);
        return tasks.LastLine - line.Number;
    }

    /// <inheritdoc/>
    public void Close(ReadingBuilder into)
    {
        report?.Close();
        report = null;
    }

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = 0;
        Scan.Blanks(text, ref at);
        if (at >= text.Length)
            return false;
        if (!Dispatch(line, text, at, into))
            return false;
        report?.Take(line);
        return true;
    }

    private bool Dispatch(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        if (follows == Follows.Nothing || report is null)
            return Known(line, text, at, into);
        if (follows == Follows.Slab ? SlabInfo.Read(report, line, text, at) : MemcgLines.ReadStat(report, line, text, at))
            return true;
        var (before, last) = (follows, report.Last);
        var taken = Known(line, text, at, into);
        // A line of the kernel's ends the statistics; a few lines of others may stand between them.
        if (before == Follows.Statistics && follows == before && (taken || line.Number - last > NearStatistics))
            follows = Follows.Nothing;
        return taken;
    }

    private bool Known(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into) => text[at] switch
    {
        '[' => Row(line, text, at, into),
        'N' or 'D' or 'H' or 'M' when Zone(line, text, at, into) => true,
        'l' when text[at..].StartsWith("lowmem_reserve[]:", StringComparison.Ordinal) => Reserve(line, text, at),
        >= '0' and <= '9' => Totals.ReadPages(Total(line, text, at, into), line, text, at) || Marked(line, text, at, into),
        '.' when report?.Tasks is { } tasks && text[at..].StartsWith("...", StringComparison.Ordinal) => Elide(tasks),
        'F' or 'T' or 'C' or 'P' or 'M' or 'U' or 'H' or 'm' or 'k' or 's' or 'S' or ',' when Fixed(line, text, at, into) => true,
        'o' when report is { HasVictim: true } reaped && KillLine.ReadReaper(reaped, line, text, at) => true,
        _ => Counter(line, text, at, into) || CallTrace.Read(report, line, text, at) || Marked(line, text, at, into),
    };

    private bool Row(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        if (report?.Tasks is { } open && open.Read(line, text, at))
            return true;
        if (TaskTable.Open(line, text, at) is { } table)
        {
            var body = Body(line, into, ReportKind.Oom);
            if (body.Tasks is { Rows: > 0 })
                body = Start(ReportKind.Oom, line, into);
            body.Tasks = table;
            follows = Follows.Nothing;
            return true;
        }

        return CallTrace.Read(report, line, text, at) || Marked(line, text, at, into);
    }

    private bool Zone(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        var node = 0L;
        var named = Scan.Literal(text, ref at, "Node ");
        if (named && (!Scan.Number(text, ref at, out node) || node >= ZoneTable.MostNodes || !Scan.Literal(text, ref at, " ")))
            return false;
        var zone = ZoneNames.Read(text, ref at);
        if (zone < 0)
            return named && NodeLine(line, text, at, (int)node, into);
        var subject = ZoneNames.Subject((int)node, zone);
        if (Scan.Literal(text, ref at, " "))
        {
            var free = ZoneLine.FreeOf(text, at);
            if (free < 0)
                return named && report is not null && text[at..].StartsWith("per-cpu:", StringComparison.Ordinal);
            var body = Body(line, into, ReportKind.Oom);
            if (body.Zones.Find(subject)?.Free is { } before && before != free)
                body = Start(ReportKind.Oom, line, into);
            var known = body.Zones.Open(subject, (int)node, body.HasHeader);
            if (known.Free is null)
                ZoneLine.Read(body, known, line, text, at);
            body.HasMemInfo = true;
            return true;
        }

        if (!Scan.Literal(text, ref at, ":") || !FreeList.Is(text, at))
            return false;
        var listed = Body(line, into, ReportKind.Oom);
        FreeList.Read(listed, listed.Zones.OpenList(subject, (int)node), line, text, at, into);
        listed.HasMemInfo = true;
        return true;
    }

    private bool NodeLine(in LogLine line, ReadOnlySpan<char> text, int at, int node, ReadingBuilder into)
    {
        if (text[at..].StartsWith("active_anon:", StringComparison.Ordinal))
        {
            var body = Body(line, into, ReportKind.Oom);
            ZoneLine.ReadNode(body.Zones, node, line, text);
            return true;
        }

        if ((report is null && !line.Prefix.Any) || !text[at..].StartsWith("hugepages_total=", StringComparison.Ordinal))
            return false;
        Hugepages.Read(report ?? Start(ReportKind.Oom, line, into), node, line, text, at);
        return true;
    }

    private bool Reserve(in LogLine line, ReadOnlySpan<char> text, int at)
    {
        report?.Zones.Reserve(report, line, text, at + 17);
        return report is not null;
    }

    private static bool Elide(TaskTable tasks)
    {
        tasks.IsElided = true;
        return false;
    }

    // Lines that start with words of their own.
    private bool Fixed(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        var rest = text[at..];
        switch (rest[0])
        {
            case 'F':
                return Totals.ReadSwap(Total(line, text, at, into), line, text, at);
            case 'T' when rest.StartsWith("Task in ", StringComparison.Ordinal):
                return rest.Contains(" killed as a result of limit of ", StringComparison.Ordinal) && MemcgLines.ReadTask(Body(line, into, ReportKind.Oom), line, text);
            case 'T' when rest.StartsWith("Tasks in ", StringComparison.Ordinal) && rest.Contains("memory.oom.group", StringComparison.Ordinal):
                return MemcgLines.ReadKilledGroup(report is null or { Kind: ReportKind.AllocationFailure } ? Start(ReportKind.KillLine, line, into) : report, line, text);
            case 'T':
                return Totals.ReadSwap(Total(line, text, at, into), line, text, at) || rest.StartsWith("Tasks state (memory values", StringComparison.Ordinal);
            case 'C' when rest.StartsWith("CPU: ", StringComparison.Ordinal):
            case 'P' when rest.StartsWith("Pid: ", StringComparison.Ordinal):
                return CpuLine.Read(report, line, text, into);
            case 'C':
                return report is not null && (rest.StartsWith("Call Trace:", StringComparison.Ordinal) || rest.StartsWith("CPU  ", StringComparison.Ordinal));
            case 'M' when rest.StartsWith("Mem-Info:", StringComparison.OrdinalIgnoreCase):
                return MemInfo(line, into);
            case 'M' when rest.StartsWith("Memory cgroup stats for ", StringComparison.Ordinal):
                follows = MemcgLines.ReadStats(Body(line, into, ReportKind.Oom), line, text, at + 24, into) ? Follows.Statistics : Follows.Nothing;
                return true;
            case 'M' when rest.StartsWith("Memory limit reached of cgroup ", StringComparison.Ordinal):
                MemcgLines.ReadGroup(Body(line, into, ReportKind.Oom), line, text, at + 31);
                return true;
            case 'H':
                return report is not null && rest.StartsWith("Hardware name: ", StringComparison.Ordinal);
            case 'S' when rest.StartsWith("Swap cache stats: ", StringComparison.Ordinal):
                return report is not null;
            case 'U' when (report is not null || line.Prefix.Any) && rest.StartsWith("Unreclaimable slab info:", StringComparison.Ordinal):
                Body(line, into, ReportKind.Oom);
                follows = Follows.Slab;
                return true;
            case ',' when report is { HasVictim: false } && rest.StartsWith(",task", StringComparison.Ordinal):
                return ConstraintLine.ReadTask(report, line, text);
            case 's' or 'S' when rest.StartsWith("sysrq", StringComparison.OrdinalIgnoreCase):
                return SysRq(line, rest);
            case 'm' or 'k' or 's':
                var colon = rest[..Math.Min(rest.Length, 14)].IndexOf(':');
                if (colon < 0 || !rest[colon..].StartsWith(": usage ", StringComparison.Ordinal))
                    return false;
                MemcgLines.ReadCounter(Body(line, into, ReportKind.Oom), line, text, at, at + colon);
                return true;
            default:
                return false;
        }
    }

    private bool SysRq(in LogLine line, ReadOnlySpan<char> rest)
    {
        if (!rest.Contains("OOM execution", StringComparison.OrdinalIgnoreCase))
            return false;
        (sysrq, asked) = (line, true);
        return true;
    }

    private bool MemInfo(in LogLine line, ReadingBuilder into)
    {
        var body = Body(line, into, ReportKind.Oom);
        if (body.HasMemInfo && body.Zones.Any)
            body = Start(ReportKind.Oom, line, into);
        body.HasMemInfo = true;
        return true;
    }

    private bool Counter(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        if (!Counters.Is(text, at))
            return false;
        if (report is null or { IsFinished: true } && text[at..].IndexOfAny(Opening) < 0)
            return false;
        Counters.Read(Body(line, into, ReportKind.Oom), line, text, at);
        return true;
    }

    // Lines that start with a task's name, or stand inside another program's line.
    private bool Marked(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        if (at > 0 && line.Prefix.Kernel || text.Length < 12 || text[at..].IndexOfAny(Marks) < 0)
            return false;
        if (HeaderLine.FindOom(text) is var oom and >= 0)
        {
            Header(line, text, oom, into);
            return true;
        }

        if (FailureLine.Find(text) is var failure and >= 0)
        {
            FailureLine.Read(FailureLine.Continues(report, line, text) ? report! : Start(ReportKind.AllocationFailure, line, into), line, text, failure);
            return true;
        }

        if (text.IndexOf("oom-kill:constraint=", StringComparison.Ordinal) >= 0)
        {
            Constraint(line, text, into);
            return true;
        }

        if (KillLine.TryRead(text, out var kill) && !KillLine.IsQuotedByPbs(text))
        {
            Kill(line, text, kill, into);
            return true;
        }

        if (text[at..].StartsWith("Memory cgroup out of memory: Kill", StringComparison.Ordinal) && text.Contains("...", StringComparison.Ordinal))
        {
            // The person left out who was killed; that a cgroup's limit was the reason still stands there.
            if (report is null or { IsFinished: true })
                Start(ReportKind.KillLine, line, into);
            report!.IsMemcg = true;
            return true;
        }

        if (text.Contains("no killable processes", StringComparison.Ordinal))
            return NoKillable(line, text, into);
        if (text[at..].StartsWith("Killed process ", StringComparison.Ordinal) && text.Length > at + 15 && char.IsAsciiDigit(text[at + 15]))
        {
            into.CouldNotRead("A kill line of the kernel was expected: Killed process N (COMM) and sizes.", line);
            return true;
        }

        return report is { Kind: not ReportKind.KillLine } && HeaderLine.ReadCpuset(report, line, text);
    }

    private void Header(in LogLine line, ReadOnlySpan<char> text, int found, ReadingBuilder into)
    {
        var started = Start(ReportKind.Oom, line, into);
        HeaderLine.ReadOom(started, line, text, found);
        if (asked && line.Number - sysrq.Number <= NearReverse)
            HeaderLine.Manual(started, sysrq, 0, sysrq.Text.Length);
        asked = false;
    }

    private void Constraint(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var pid = ConstraintLine.PidOf(text);
        var newestFirst = report is { HasVictim: true, Evidence.Constraint: null, HasHeader: false } && report.VictimPid == pid && line.Number - report.Last <= NearReverse;
        if (newestFirst)
            report!.Grow();
        else if (report is null or { IsFinished: true } or { Kind: not ReportKind.Oom } || report.Evidence.Constraint is not null)
            Start(ReportKind.Oom, line, into);
        if (report!.Tasks is { } tasks)
            tasks.IsComplete = true;
        ConstraintLine.Read(report, line, text);
    }

    private void Kill(in LogLine line, ReadOnlySpan<char> text, in KillLine kill, ReadingBuilder into)
    {
        if (!Owns(line, kill))
            Start(ReportKind.KillLine, line, into);
        var owner = report!;
        if (owner.Tasks is { } tasks)
            tasks.IsComplete = true;
        owner.IsMemcg |= kill.Memcg;
        owner.SaysOutOfMemory |= kill.Machine;
        if (!kill.Killed)
        {
            kill.TellChoice(owner, line, text);
            return;
        }

        kill.TellVictim(owner, line, text);
        (owner.HasVictim, owner.VictimPid) = (true, kill.Pid);
    }

    private bool Owns(in LogLine line, in KillLine kill)
    {
        if (report is null || report.IsFinished || report.Kind == ReportKind.AllocationFailure)
            return false;
        if (report.Kind == ReportKind.KillLine)
            return kill.Killed && !report.HasVictim && line.Number - report.Last <= NearChoice;
        if (report.KillsGroup || report.Chosen?.Pid == kill.Pid || report.Tasks?.Has(kill.Pid) == true)
            return true;
        return !kill.Killed && report.Chosen is { Certain: false } ? false : line.Number - report.Last <= NearKill;
    }

    private bool NoKillable(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!text.Contains("emory and no killable", StringComparison.Ordinal))
            return false;
        if (report is { NoKillable: true } && line.Number - report.Last <= NearKill)
            return true;
        if (report is null or { IsFinished: true } or { Kind: not ReportKind.Oom })
            Start(ReportKind.Oom, line, into);
        if (report!.Tasks is { } tasks)
            tasks.IsComplete = true;
        KillLine.TellNobody(report, line, text);
        return true;
    }

    // The report that a line of the body belongs to: the open one, or one whose head was cut off.
    private Report Body(in LogLine line, ReadingBuilder into, ReportKind kind) =>
        report is null or { IsFinished: true } or { Kind: ReportKind.KillLine } ? Start(kind, line, into) : report;

    // The totals alone are left when a log's last lines were pasted; without the kernel's prefix they may be anything.
    private Report? Total(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into) =>
        report is null && line.Prefix.Any && Totals.Is(text, at) ? Start(ReportKind.Oom, line, into) : report;

    private Report Start(ReportKind kind, in LogLine line, ReadingBuilder into)
    {
        report?.Close();
        follows = Follows.Nothing;
        return report = new Report(kind, line, into);
    }
}
