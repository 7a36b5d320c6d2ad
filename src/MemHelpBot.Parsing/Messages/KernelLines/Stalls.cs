using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// Tasks and processors that stand still: <c>INFO: task C:N blocked for more than S seconds.</c> (kernel/hung_task.c), <c>watchdog: BUG: soft
/// lockup - CPU#1 stuck for 22s! [C:N]</c> (kernel/watchdog.c), <c>rcu: INFO: rcu_sched self-detected stall on CPU</c> (kernel/rcu). The call
/// trace behind it tells whether the task was reclaiming memory. They open no incident: many reasons other than memory do this.
/// </summary>
internal sealed class Stalls(Failures failures) : KernelLine(failures)
{
    private const int LongestTrace = 40;

    private static readonly string[] Reclaim =
        ["shrink_node+", "shrink_lruvec+", "shrink_zone+", "shrink_slab+", "try_to_free_pages+", "try_to_free_mem_cgroup_pages+", "do_try_to_free_pages+", "__alloc_pages_direct_reclaim+", "balance_pgdat+", "compact_zone+", "congestion_wait+"];

    private int stalledAt = int.MinValue / 2;
    private bool reclaimTold;

    public override IReadOnlyList<string> Triggers { get; } =
        ["INFO: task ", "soft lockup - CPU#", "self-detected stall on CPU", "detected stalls on CPUs/tasks", .. Reclaim];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Hung(line, text, into) || Lockup(line, text, into) || Rcu(line, text, into) || Trace(line, text, into);
    }

    private bool Hung(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "INFO: task ");
        var blocked = Scan.Behind(text, " blocked for more than ", at);
        if (blocked < 0 || Scan.Integer(text, blocked) is not { Value: > 0 } seconds)
            return false;
        Told(line, into, "hung-task");
        Task(line, text, at, blocked - " blocked for more than ".Length, into);
        into.Tell(StallFacts.Seconds, FactValue.Of(seconds.Value), line, seconds.Offset, seconds.Length);
        return true;
    }

    private bool Lockup(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, " stuck for ", Scan.Behind(text, "soft lockup - CPU#"));
        if (at < 0)
            return false;
        Told(line, into, "soft-lockup");
        if (Scan.Integer(text, at) is { Value: > 0 } seconds && Scan.At(text, seconds.End, "s"))
            into.Tell(StallFacts.Seconds, FactValue.Of(seconds.Value), line, seconds.Offset, seconds.Length);
        var open = Scan.Behind(text, "[", at);
        var close = text.LastIndexOf(']');
        if (open > 0 && close > open)
            Task(line, text, open, close, into);
        return true;
    }

    private bool Rcu(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!Scan.Has(text, "INFO: rcu") || !Scan.Has(text, "self-detected stall on CPU") && !Scan.Has(text, "detected stalls on CPUs/tasks"))
            return false;
        Told(line, into, "rcu-stall");
        return true;
    }

    private bool Trace(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (reclaimTold || line.Number - stalledAt is < 0 or > LongestTrace || Scan.Has(text, "? "))
            return false;
        foreach (var function in Reclaim)
        {
            var at = text.IndexOf(function, StringComparison.Ordinal);
            if (at < 0)
                continue;
            reclaimTold = true;
            into.Tell(StallFacts.InReclaim, FactValue.Of(true), line, at, function.Length - 1);
            Note(line, into, "stall-in-reclaim");
            return true;
        }

        return false;
    }

    private void Told(in LogLine line, ReadingBuilder into, string signature)
    {
        Note(line, into, signature);
        (stalledAt, reclaimTold) = (line.Number, false);
    }

    // COMM:PID; the name may hold colons itself.
    private static void Task(in LogLine line, ReadOnlySpan<char> text, int from, int to, ReadingBuilder into)
    {
        var colon = text[from..to].LastIndexOf(':');
        if (colon is > 0 and <= 15)
            into.Tell(StallFacts.Task, FactValue.Of(text.Slice(from, colon).ToString()), line, from, colon);
    }
}
