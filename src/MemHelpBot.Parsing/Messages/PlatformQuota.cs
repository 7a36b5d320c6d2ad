using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// Hosting platforms and cluster frameworks that hold a program to a memory quota: Heroku (R14, R15), Cloud Run and App Engine,
/// Cloud Foundry, ECS, AWS Lambda; and the watchdogs of Ray and Dask, which end a worker before the kernel has to.
/// </summary>
internal sealed class PlatformQuota(Failures failures) : MessageReader(failures)
{
    private const string Quota = "platform-memory-limit";
    private const string Watchdog = "memory-watchdog";

    private (LogLine Line, Figure Used, Figure Limit)? lambda;
    private (LogLine Line, Figure Used)? dyno;

    public override IReadOnlyList<string> Triggers { get; } =
        ["Process running mem=", "Error R14 (Memory quota", "Error R15 (Memory quota", " memory limit of ", "Memory limit of ", "OutOfMemoryError: Container killed due to memory usage", "Max Memory Used: ",
         "signal: killed", "out of memory (exit status", "Exited with status 137 (out of memory)", "due to the node running low on memory", "killed due to memory pressure (OOM)", "RayOutOfMemoryError: More than ", "which exceeds the memory usage threshold of ", "Ran out of memory (used over ", " memory budget. Restarting", "Worker memory limit: "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Heroku(line, text, into) || Google(line, text, into) || Lambda(line, text, into) || Container(line, text, into) || Ray(line, text, into) || Dask(line, text, into);
    }

    /// <summary><c>heroku[web.1]: Process running mem=807M(157.7%)</c>, then <c>Error R14 (Memory quota exceeded)</c>.</summary>
    private bool Heroku(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Kibibytes(text, Scan.Behind(text, "Process running mem=")) is { } used)
        {
            if (Failures.Any)
                Failures.Tell(MemcgFacts.Usage, used, line, into);
            else
                dyno = (line, used);
            return true;
        }

        if (!Scan.Has(text, "Error R14 (Memory quota") && !Scan.Has(text, "Error R15 (Memory quota"))
            return false;
        Failures.Failed(line, into, Quota, IncidentKind.Platform);
        if (dyno is { } running)
            Failures.Tell(MemcgFacts.Usage, running.Used, running.Line, into);
        dyno = null;
        return true;
    }

    /// <summary>Cloud Run: <c>Memory limit of 512 MiB exceeded with 519 MiB used.</c> App Engine: <c>Exceeded soft memory limit of 256 MB with 277 MB after servicing 3 requests total.</c></summary>
    private bool Google(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, "emory limit of ");
        if (Scan.Kibibytes(text, at) is not { } limit || Scan.Behind(text, " with ", limit.End) is not (> 0 and var with) || with - limit.End > 24 || Scan.Kibibytes(text, with) is not { } used)
            return false;
        Failures.Failed(line, into, Quota, IncidentKind.Platform);
        Failures.Tell(MemcgFacts.Limit, limit, line, into);
        Failures.Tell(MemcgFacts.Usage, used, line, into);
        return true;
    }

    /// <summary>The report of an invocation beside its end by SIGKILL: <c>Memory Size: 2688 MB  Max Memory Used: 2688 MB</c>, <c>Runtime exited with error: signal: killed</c>.</summary>
    private bool Lambda(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Kibibytes(text, Scan.Behind(text, "Memory Size: ")) is { } limit && Scan.Kibibytes(text, Scan.Behind(text, "Max Memory Used: ")) is { } used)
        {
            if (Failures.Any)
                TellLambda(line, limit, used, into);
            else
                lambda = (line, used, limit);
            return true;
        }

        if (!Scan.Has(text, "Runtime exited with error: signal: killed"))
            return false;
        Failures.Failed(line, into, "shell-killed", IncidentKind.Platform);
        if (lambda is { } report)
            TellLambda(report.Line, report.Limit, report.Used, into);
        lambda = null;
        return true;
    }

    // Used within five percent of the size: the invocation ended at its limit.
    private void TellLambda(in LogLine line, Figure limit, Figure used, ReadingBuilder into)
    {
        Failures.Tell(MemcgFacts.Limit, limit, line, into);
        Failures.Tell(MemcgFacts.Usage, used, line, into);
        if (used.Value >= limit.Value - limit.Value / 20)
            Failures.Failed(line, into, Quota, IncidentKind.Platform);
    }

    /// <summary>ECS: <c>OutOfMemoryError: Container killed due to memory usage</c>; Cloud Foundry: <c>Exited with status 137 (out of memory)</c>; Render.</summary>
    private bool Container(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var render = Scan.Behind(text, "Ran out of memory (used over ");
        if (render < 0 && !Scan.Has(text, "OutOfMemoryError: Container killed due to memory usage") && !Scan.Has(text, "137 (out of memory)") && !Scan.Has(text, "out of memory (exit status"))
            return false;
        Failures.Failed(line, into, Quota, IncidentKind.Platform);
        if (Scan.Kibibytes(text, render) is { } limit)
            Failures.Tell(MemcgFacts.Limit, limit, line, into);
        return true;
    }

    /// <summary>
    /// <c>Task was killed due to the node running low on memory.</c> and on the next line <c>Memory on the node (IP: …) where the task (…, pid=811, memory used=12.30GB) was
    /// running was 60.10GB / 62.50GB (0.9616), which exceeds the memory usage threshold of 0.95.</c> (src/ray/raylet/node_manager.cc; GB of 1024³ there).
    /// </summary>
    private bool Ray(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Has(text, "which exceeds the memory usage threshold of "))
            return RayFigures(line, text, into);
        if (!Scan.Has(text, "killed due to the node running low on memory") && !Scan.Has(text, "killed due to memory pressure (OOM)") && !Scan.Has(text, "RayOutOfMemoryError: More than "))
            return false;
        Failures.Failed(line, into, Watchdog, IncidentKind.Platform);
        return true;
    }

    private bool RayFigures(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Size(text, Scan.Behind(text, " was running was ")) is not { } used || Scan.Behind(text, "/ ", used.End) is not (> 0 and var slash) || Scan.Size(text, slash) is not { } total)
            return false;
        Failures.Failed(line, into, Watchdog, IncidentKind.Platform);
        Failures.Tell(DaemonFacts.WatchdogUsed, used, line, into);
        Failures.Tell(DaemonFacts.WatchdogTotal, total, line, into);
        if (Scan.Size(text, Scan.Behind(text, "memory used=")) is { Value: > 0 } task)
            Failures.Tell(DaemonFacts.WatchdogVictim, task, line, into);
        return true;
    }

    /// <summary><c>Worker exceeded 95% memory budget. Restarting</c>; <c>Process memory: 2.09 GiB -- Worker memory limit: 2.33 GiB</c>.</summary>
    private bool Dask(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var restarted = Scan.Has(text, "exceeded ") && Scan.Has(text, "% memory budget. Restarting");
        if (restarted)
            Failures.Failed(line, into, Watchdog, IncidentKind.Platform);
        if (Scan.Size(text, Scan.Behind(text, "Worker memory limit: ")) is not { } limit)
            return restarted;
        Failures.Tell(RuntimeFacts.HeapLimit, limit, line, into);
        return true;
    }
}
