using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary>
/// What the kernel says behind an OOM report (mm/oom_kill.c): <c>oom_reaper: reaped process N (C), now …</c>, <c>oom_reaper: unable to reap
/// pid:N (C)</c>, <c>OOM victim N (C) is already exiting. Skip killing the task</c>, <c>oom killer N (C) has mm pinned by M (D)</c>,
/// <c>Kernel panic - not syncing: Out of memory: … panic_on_oom is enabled</c>, <c>… System is deadlocked on memory</c>; beside it
/// <c>COMPACTION is disabled!!!</c>, and <c>Huh VM_FAULT_OOM leaked out to the #PF handler. Retrying PF</c>, which is harmless.
/// </summary>
internal sealed class OomAftermath(Failures failures) : KernelLine(failures)
{
    private const string Panic = "Kernel panic - not syncing: ";

    private bool? killLines;

    public override IReadOnlyList<string> Triggers { get; } =
        ["oom_reaper: ", "OOM victim ", "oom killer ", "Kernel panic - not syncing: Out of memory", "System is deadlocked on memory", "COMPACTION is disabled!!!", "VM_FAULT_OOM leaked out"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, "VM_FAULT_OOM leaked out"))
        {
            Note(line, into, "vm-fault-oom-retried");
            return true;
        }

        if (Scan.Behind(text, Panic) is > 0 and var reason)
            return Panicked(line, text, reason, into);
        if (Scan.Behind(text, "COMPACTION is disabled!!!") is > 0 and var end)
            return Tell(OomFacts.NoCompaction, FactValue.Of(true), line, end - 25, 25, into);
        if (Scan.Behind(text, "oom_reaper: reaped process ") is > 0 and var reaped)
            return Reaped(line, text, reaped, into);
        if (Scan.Behind(text, "oom_reaper: unable to reap pid:") is > 0 and var stuck)
            return Pid(OomFacts.UnreapedPid, line, stuck, into);
        if (Scan.Behind(text, "OOM victim ") is > 0 and var victim && Scan.Has(text, "already exiting"))
            return Pid(OomFacts.ExitingPid, line, victim, into);
        return Pinned(line, text, into);
    }

    /// <summary>The reaper only comes behind a kill: where a filter (grep) left nothing else of it, it names the victim.</summary>
    private bool Reaped(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        if (into.LastIncident(IncidentKind.KernelOom) is null && !(killLines ??= Told(into.Paste)) && Scan.Integer(text, at) is { Value: > 0 } pid
            && Scan.At(text, pid.End, " (") && text[pid.End..].IndexOf("), now ", StringComparison.Ordinal) is > 2 and var length)
        {
            var kill = into.OpenIncident(IncidentKind.KernelKillLine, line);
            into.Tell(OomFacts.Victim, FactValue.Of(text.Slice(pid.End + 2, length - 2).ToString()), line, pid.End + 2, length - 2, kill);
            into.Tell(OomFacts.VictimPid, FactValue.Of(pid.Value), line, pid.Offset, pid.Length, kill);
        }

        return Pid(OomFacts.ReapedPid, line, at, into);
    }

    /// <summary>Whether another line of the paste is of an OOM kill, whatever stands between its words. Looked for once.</summary>
    private static bool Told(string paste) =>
        paste.Contains("oom-kill", StringComparison.Ordinal) || paste.Contains("Killed", StringComparison.Ordinal) || paste.Contains("of memory", StringComparison.Ordinal) || paste.Contains("sacrifice", StringComparison.Ordinal);

    private bool Panicked(in LogLine line, ReadOnlySpan<char> text, int at, ReadingBuilder into)
    {
        var reason = text[at..].TrimEnd(Kernel.Scan.Closing);
        if (!Scan.Has(reason, "ut of memory") && !Scan.Has(reason, "deadlocked on memory"))
            return false;
        if (Report(line, into) is { } report)
            Note(line, into, "kernel-oom-panic", report);
        else
            Failures.Failed(line, into, "kernel-oom-panic", IncidentKind.KernelOom);
        return Tell(OomFacts.Panic, FactValue.Of(reason.ToString()), line, at, reason.Length, into);
    }

    private static bool Pinned(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var by = Scan.Behind(text, " has mm pinned by ");
        var open = Scan.Behind(text, " (", by);
        var close = text.TrimEnd().Length - 1;
        return by > 0 && open > 0 && close > open && text[close] == ')'
            && Tell(OomFacts.PinnedBy, FactValue.Of(text[open..close].ToString()), line, open, close - open, into);
    }

    private static bool Pid(FactKey key, in LogLine line, int at, ReadingBuilder into) =>
        Scan.Integer(line.Text, at) is { Value: > 0 } pid && Tell(key, FactValue.Of(pid.Value), line, pid.Offset, pid.Length, into);

    private static bool Tell(FactKey key, FactValue value, in LogLine line, int at, int length, ReadingBuilder into)
    {
        var report = Report(line, into) ?? into.LastIncident(IncidentKind.KernelOom);
        into.Tell(key, value, line, at, length, report);
        if (report is { } known)
            into.ExtendIncident(known, line);
        return true;
    }
}
