using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Killers in user space: earlyoom (<c>sending SIGTERM to process 6942 uid 1000 "tail": …</c>, to 1.3 <c>killing process 20 "x" with signal 15</c>), systemd-oomd (<c>Killed CGROUP due
/// to …</c>, <c>Marked CGROUP for killing</c>, systemd's <c>UNIT: systemd-oomd killed N process(es) in this unit</c>), oomd.
/// </summary>
internal sealed class OomDaemons(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        ["sending SIGTERM to process", "sending SIGKILL to process", "killing process ", "earlyoom v", "low memory! at or below", "Low memory! mem avail: ", "mem avail:", "systemd-oomd killed ", "Killed /", "Marked ", "memory pressure for ", "Memory pressure for ", "[talos] ", "oomd kill: "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Talos(line, text, into) || FacebookOomd(line, text, into) || Earlyoom(line, text, into) || Oomd(line, text, into);
    }

    /// <summary>Talos Linux: its controller picks a cgroup by pressure and kills it (internal/app/machined/pkg/controllers/runtime, OOMController).</summary>
    private bool Talos(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (!Scan.Has(text, "[talos] ") || !Scan.Has(text, "runtime.OOMController") || !Scan.Has(text, "OOM controller triggered") && !Scan.Has(text, "Sending SIGKILL to cgroup"))
            return false;
        Failures.Failed(line, into, "memory-watchdog", IncidentKind.Platform);
        return true;
    }

    /// <summary>
    /// oomd, from which systemd's came, into the kernel log: <c>oomd kill: 45.20 30.11 12.05 workload.slice/web.service 16000000000 ruleset:[…] … v2</c>:
    /// the cgroup's pressure over 10, 60 and 300 s, the cgroup, its use in bytes (src/oomd/Log.cpp, plugins/BaseKillPlugin.cpp).
    /// </summary>
    private bool FacebookOomd(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "oomd kill: ");
        if (at < 0 || !Scan.Has(text, " ruleset:["))
            return false;
        var pressure = Scan.Number(text, at);
        for (var i = 0; i < 3; i++)
        {
            if (Scan.Number(text, at) is not { } average)
                return false;
            at = average.Offset + average.Length;
        }

        var cgroup = Scan.Blanks(text, at);
        var name = Scan.Word(text, cgroup);
        Failures.Failed(line, into, "oomd-kill", IncidentKind.Platform, name.ToString());
        Failures.Tell(DaemonFacts.OomdCgroup, line, into, cgroup, name.Length);
        if (pressure is { } ten)
            Failures.Tell(DaemonFacts.OomdPressure, FactValue.Of((double)ten.Value), line, into, ten.Offset, ten.Length);
        if (Scan.Integer(text, cgroup + name.Length) is { Value: > 0 } held)
            Failures.Tell(MemcgFacts.Usage, FactValue.Of(held.Value / 1024), line, into, held.Offset, held.Length);
        return true;
    }

    private bool Earlyoom(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var levels = Levels(line, text, into);
        if (text.StartsWith("Low memory! mem avail: ", StringComparison.Ordinal))
        {
            // earlyoom up to 1.1 says why it acts on each of its rounds.
            Failures.Failed(line, into, "earlyoom-kill", IncidentKind.Platform);
            return true;
        }

        if (Version(line, text, into))
            return true;
        var at = Scan.Behind(text, "sending SIGTERM to process ");
        if (at < 0)
            at = Scan.Behind(text, "sending SIGKILL to process ");
        if (at < 0 && Scan.Has(text, " with signal "))
            at = Scan.Behind(text, "killing process ");
        if (at < 0)
            return levels;
        if (Scan.Integer(text, at) is not { } pid)
        {
            into.CouldNotRead("earlyoom names the process by its pid", line);
            return true;
        }

        // The kernel may have been faster with the same process: then it is one event.
        if (into.Paste.Contains($"process {pid.Value} (", StringComparison.Ordinal))
            Failures.Consequence(line, into, "earlyoom-kill", IncidentKind.Platform);
        else
            Failures.Failed(line, into, "earlyoom-kill", IncidentKind.Platform, text.Slice(pid.Offset, pid.Length).ToString());
        Failures.Tell(OomFacts.VictimPid, pid, line, into);
        if (Scan.Integer(text, Scan.Behind(text, " uid ", pid.End)) is { } uid)
            Failures.Tell(OomFacts.VictimUid, uid, line, into);
        var quote = Scan.Behind(text, "\"", pid.End);
        if (quote > 0)
            Failures.Tell(OomFacts.Victim, line, into, quote, Scan.Until(text, quote, '"').Length);
        if (Scan.Integer(text, Scan.Behind(text, "oom_score ", pid.End)) is { } score || Scan.Integer(text, Scan.Behind(text, "badness ", pid.End)) is { } bad && (score = bad).Length > 0)
            Failures.Tell(OomFacts.VictimScore, score, line, into);
        if (Scan.Integer(text, Scan.Behind(text, "VmRSS ", pid.End)) is { Value: > 0 and < 1L << 40 } held && Scan.At(text, held.End, " MiB"))
            Failures.Tell(DaemonFacts.EarlyoomVictimRss, FactValue.Of(held.Value * 1024), line, into, held.Offset, held.Length);
        return true;
    }

    /// <summary><c>earlyoom v1.6.2-36-g7c17ac2</c>, its first line.</summary>
    private bool Version(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "earlyoom v");
        if (at < 0 || at >= text.Length || !char.IsAsciiDigit(text[at]))
            return false;
        Failures.Tell(ProgramFacts.Name, line, into, at - "earlyoom v".Length, "earlyoom".Length);
        Failures.Tell(ProgramFacts.Version, line, into, at - 1, Scan.Word(text, at).Length + 1);
        return true;
    }

    /// <summary><c>mem avail:  1234 of  7876 MiB ( 0.35%), swap free: 5 of 8191 MiB (62.38%)</c>, also in the <c>low memory!</c> line of thresholds.</summary>
    private bool Levels(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var memory = Scan.Behind(text, "mem avail:");
        var swap = Scan.Behind(text, "swap free:");
        if (memory < 0 || swap < 0)
            return Scan.Has(text, "low memory! at or below");
        Percent(EarlyoomKey(true), memory, line, into);
        Percent(EarlyoomKey(false), swap, line, into);
        return true;
    }

    private static FactKey EarlyoomKey(bool memory) => memory ? DaemonFacts.EarlyoomMemAvailable : DaemonFacts.EarlyoomSwapFree;

    private void Percent(FactKey key, int at, in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var open = Scan.Behind(text, "(", at);
        var end = text[at..].IndexOf('%');
        var start = open > 0 && end > 0 && open < at + end ? open : at;
        if (Scan.Number(text, start) is { } number && Scan.At(text, Scan.Blanks(text, number.Offset + number.Length + (Scan.At(text, number.Offset + number.Length, ")") ? 1 : 0)), "%"))
            Failures.Tell(key, FactValue.Of((double)number.Value), line, into, number.Offset, number.Length);
    }

    private bool Oomd(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var unit = text.IndexOf(": systemd-oomd killed ", StringComparison.Ordinal);
        if (unit > 0)
        {
            var start = text[..unit].LastIndexOf(' ') + 1;
            return Cgroup(line, start, unit - start, into);
        }

        if (Scan.Has(text, "systemd-oomd killed ") && Scan.Has(text, "process(es)"))
        {
            Failures.Failed(line, into, "systemd-oomd-kill", IncidentKind.Platform);
            return true;
        }

        // What it measured, some lines before the kill: journalctl may have cut the kill line at the terminal's width.
        if (Scan.Behind(text, "emory pressure for ") is > 0 and var measured && Scan.Behind(text, " is ", measured) is > 0 and var level && Scan.Has(text, "% > ") && Scan.Has(text, " reclaim activity"))
            return Percentage(line, level, into);
        var killed = Scan.Behind(text, "Killed /") is > 0 and var path && (Scan.Has(text, " due to ") || path == "Killed /".Length && line.Prefix.TagLength > 0 && line.Buffer.AsSpan(line.Prefix.TagStart, line.Prefix.TagLength) is "systemd-oomd" && text[path..].IndexOf(' ') < 0) ? path - 1 : -1;
        var marked = Scan.Has(text, " for killing") ? Scan.Behind(text, "Marked ") : -1;
        var at = Math.Max(killed, marked);
        if (at < 0)
            return Failures.Any && Scan.Behind(text, "due to memory pressure for ") is > 0 and var wrapped && Pressure(line, wrapped, into);
        var name = Scan.Word(text, at);
        // A marked cgroup and the unit that systemd reports are one: the last part of the path is compared.
        Cgroup(line, at, name.Length, into);
        if (Scan.Has(text, "due to memory used (") && Scan.Has(text, "swap used ("))
            Failures.Failed(line, into, "oomd-machine-full", IncidentKind.Platform);
        Pressure(line, at, into);
        return true;
    }

    /// <summary><c>… due to memory pressure for /user.slice being 89.57% > 50.00% for > 30s</c></summary>
    private bool Pressure(in LogLine line, int at, ReadingBuilder into) => Percentage(line, Scan.Behind(line.Text, " being ", at), into);

    private bool Percentage(in LogLine line, int at, ReadingBuilder into)
    {
        if (Scan.Number(line.Text, at) is not { } pressure || !Scan.At(line.Text, pressure.Offset + pressure.Length, "%"))
            return false;
        Failures.Tell(DaemonFacts.OomdPressure, FactValue.Of((double)pressure.Value), line, into, pressure.Offset, pressure.Length);
        return true;
    }

    private bool Cgroup(in LogLine line, int offset, int length, ReadingBuilder into)
    {
        var name = line.Text.Slice(offset, length);
        var shortened = name.Contains('…') || Scan.Has(name, "...");
        var last = name[(name.LastIndexOf('/') + 1)..];
        var tail = name[(name.LastIndexOf('…') + 1)..];
        var known = Failures.Identity;
        var identity = !shortened ? last.ToString() : known is not null && known.AsSpan().EndsWith(tail, StringComparison.Ordinal) ? known : null;
        Failures.Failed(line, into, "systemd-oomd-kill", IncidentKind.Platform, identity);
        if (!shortened)
            Failures.Tell(DaemonFacts.OomdCgroup, line, into, offset, length);
        return true;
    }
}
