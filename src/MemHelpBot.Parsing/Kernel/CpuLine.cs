using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>
/// The line that carries the kernel's release: <c>CPU: n PID: n Comm: x Not tainted VER #1</c> (3.10+, 6.11+ with UID) or
/// <c>Pid: n, comm: x Not tainted VER #1</c> (up to 3.9 and el6).
/// </summary>
internal static class CpuLine
{
    private const int LookBack = 256;

    /// <summary>Reads the line. Without a report only the release is told, for the paste as a whole.</summary>
    public static bool Read(Report? report, in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = 0;
        Scan.Blanks(text, ref at);
        var cpu = at;
        var (cpuLength, cpuNumber) = (0, 0L);
        if (Scan.Literal(text, ref at, "CPU: "))
        {
            cpu = at;
            if (!Scan.Number(text, ref at, out cpuNumber))
                return false;
            cpuLength = at - cpu;
        }

        var pid = Scan.Behind(text, at, cpuLength > 0 ? " PID: " : "Pid: ");
        if (pid < 0)
            return false;
        at = pid;
        if (!Scan.Number(text, ref at, out var pidNumber))
            return false;
        var pidLength = at - pid;
        var comm = Scan.Behind(text, at, cpuLength > 0 ? " Comm: " : ", comm: ");
        if (comm < 0)
            return false;
        var tainted = text[comm..].IndexOf("ainted", StringComparison.Ordinal);
        if (tainted < 0)
            return report is not null;
        var version = Release(text, comm + tainted);
        if (report is null)
        {
            if (version.Length > 0 && !Known(into, text.Slice(version.Start, version.Length)))
                into.Tell(OomFacts.Release, FactValue.Of(text.Slice(version.Start, version.Length).ToString()), line, version.Start, version.Length);
            return true;
        }

        if (version.Length > 0 && !report.Told(OomFacts.Release))
            report.Evidence.Release = report.Put(OomFacts.Release, FactValue.Of(text.Slice(version.Start, version.Length).ToString()), line, version.Start, version.Length);
        if (report.Kind != ReportKind.Oom || (report.Invoker is { } invoker && !text[comm..].StartsWith(invoker, StringComparison.Ordinal)) || report.Invoker is null || report.Told(OomFacts.InvokerPid))
            return true;
        report.Put(OomFacts.InvokerPid, FactValue.Of(pidNumber), line, pid, pidLength);
        if (cpuLength > 0)
            report.Put(OomFacts.Cpu, FactValue.Of(cpuNumber), line, cpu, cpuLength);
        return true;
    }

    // The word before " #build", or the first word behind the taint letters that looks like a version.
    private static (int Start, int Length) Release(ReadOnlySpan<char> text, int tainted)
    {
        var build = text[tainted..].IndexOf(" #", StringComparison.Ordinal);
        var end = build < 0 ? text.Length : tainted + build;
        var at = tainted;
        while (at < end)
        {
            var blank = text[at..end].IndexOf(' ');
            var stop = blank < 0 ? end : at + blank;
            if (stop > at && char.IsAsciiDigit(text[at]) && text[at..stop].Contains('.'))
                return build < 0 && stop == text.Length ? (0, 0) : (at, stop - at);
            at = stop + 1;
        }

        return (0, 0);
    }

    private static bool Known(ReadingBuilder into, ReadOnlySpan<char> release)
    {
        var all = into.FactsSoFar;
        for (var i = all.Length - 1; i >= Math.Max(0, all.Length - LookBack); i--)
        {
            if (ReferenceEquals(all[i].Key, OomFacts.Release) && all[i].Incident is null && release.SequenceEqual(all[i].Value.Text))
                return true;
        }

        return false;
    }
}
