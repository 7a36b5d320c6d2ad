using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>PBS and Torque: kills for memory (mom_main.c, the cgroup hook), other endings of a job, and its accounting lines.</summary>
internal sealed class PbsJob(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        ["PBS: job killed:", "PBS Job ", "Cgroup mem", "Job exceeded a memory resource limit", "resources_used.mem=", "Exit_status=", "Exit_status = ", "exceeded its walltime limit", "job exceeded wallclock limit", "qsub ", "Job deleted at request of", "killed due to exceeding", "Job Id: ", "Exit Status: ", "Memory Requested:", "Mem usage : ", "pmem=", "pvmem="];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (ProcessLimit(text) is not null)
            Failures.Mark(line, into, "pbs-process-limit");
        return Killed(line, into) || Walltime(line, into) || Requested(line, into) || Cgroup(line, into) || Deleted(line, into) || Quota(line, into) || Accounting(line, text, into);
    }

    /// <summary><c>=>> PBS: job killed: mem 38427376kb exceeded limit 33554432kb</c> (also vmem, walltime, ncpus)</summary>
    private bool Killed(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, "PBS: job killed:");
        if (at < 0)
            return false;
        var memory = Scan.Has(text[at..], "mem ");
        Failures.Failed(line, into, memory ? "pbs-mem-limit" : Scan.Has(text, "walltime") ? "time-limit" : null);
        Scheduler("pbs", line, into, at - "PBS: job killed:".Length, 3);
        if (!memory)
            return true;
        // Torque prints bytes without a unit, PBS Pro kb.
        var used = Scan.Kibibytes(text, Scan.Behind(text, "total ", at)) ?? Scan.Kibibytes(text, Scan.Behind(text, "mem ", at), bare: 1);
        var limit = Scan.Kibibytes(text, Scan.Behind(text, "exceeded limit ", at), bare: 1);
        if (used is null || limit is null)
        {
            into.CouldNotRead("PBS prints the use and the limit with kb", line);
            return true;
        }

        Failures.Tell(JobFacts.Peak, used.Value, line, into);
        Failures.Tell(JobFacts.Limit, limit.Value, line, into);
        return true;
    }

    /// <summary>The server's mail: <c>Job exceeded its walltime limit. Job was aborted</c>, Moab's <c>job exceeded wallclock limit</c>.</summary>
    private bool Walltime(in LogLine line, ReadingBuilder into)
    {
        var at = line.Text.IndexOf("exceeded its walltime limit", StringComparison.Ordinal);
        if (at < 0)
            at = line.Text.IndexOf("job exceeded wallclock limit", StringComparison.Ordinal);
        if (at < 0)
            return false;
        Failures.Failed(line, into, "time-limit");
        Scheduler("pbs", line, into, at, "exceeded".Length);
        return true;
    }

    /// <summary>The request on the command line: <c>qsub -l nodes=1:ppn=2,mem=1500gb,walltime=168:00:00 job.sh</c>.</summary>
    private bool Requested(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, "qsub ");
        if (at < 0 || !Scan.Has(text[at..], "-l "))
            return false;
        var memory = Scan.Behind(text, ",mem=", at) is > 0 and var later ? later : Scan.Behind(text, "-l mem=", at);
        if (Scan.Kibibytes(text, memory) is not { Value: > 0 } asked)
            return false;
        Scheduler("pbs", line, into, at - "qsub ".Length, 4);
        Failures.Tell(JobFacts.Limit, asked, line, into);
        return false;
    }

    /// <summary>The request for each process: <c>#PBS -l pmem=4000mb</c>, also told in prose.</summary>
    private static Figure? ProcessLimit(ReadOnlySpan<char> text) =>
        Scan.Size(text, Scan.Behind(text, "pmem=")) ?? Scan.Size(text, Scan.Behind(text, "pvmem="));

    /// <summary>The cgroup hook: <c>Cgroup memory limit exceeded: Killed process 811 (a.out) total-vm:…</c>, with the kernel's line behind it where dmesg had one.</summary>
    private bool Cgroup(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = text.IndexOf("Cgroup mem", StringComparison.Ordinal);
        if (at >= 0 && !Scan.Has(text, "limit exceeded"))
            return false;
        if (at < 0)
            at = text.IndexOf("Job exceeded a memory resource limit", StringComparison.Ordinal);
        if (at < 0)
            return false;
        Failures.Failed(line, into, "pbs-mem-limit");
        Scheduler("pbs", line, into, at, "Cgroup mem".Length);
        if (!Kernel.KillLine.TryRead(text, out var kill))
            return true;
        Failures.Tell(OomFacts.Victim, line, into, kill.CommAt, kill.CommLength);
        Failures.Tell(OomFacts.VictimPid, FactValue.Of(kill.Pid), line, into, kill.PidAt, kill.PidLength);
        if (Scan.Kibibytes(text, Scan.Behind(text, "anon-rss:")) is { } held)
            Failures.Tell(OomFacts.VictimAnonRss, held, line, into);
        return true;
    }

    private bool Deleted(in LogLine line, ReadingBuilder into)
    {
        var at = line.Text.IndexOf("Job deleted at request of", StringComparison.Ordinal);
        if (at < 0)
            return false;
        Failures.Failed(line, into, "job-deleted");
        Scheduler(Scan.Has(line.Text, "PBS_Server") ? "torque" : "pbs", line, into, at, "Job deleted".Length);
        var job = Scan.Behind(line.Text, ";Job;");
        if (job > 0)
            Failures.Tell(JobFacts.Id, line, into, job, Scan.Until(line.Text, job, ';').Length);
        return true;
    }

    /// <summary><c>Job 158203947.orra-pbs killed due to exceeding jobfs quota.</c></summary>
    private bool Quota(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, "killed due to exceeding ");
        if (at < 0)
            return false;
        var what = Scan.Word(text, at);
        Failures.Failed(line, into, what is "memory" or "mem" ? "pbs-mem-limit" : what is "jobfs" or "disk" or "quota" ? "disk-quota" : what is "walltime" ? "time-limit" : null);
        Scheduler("pbs", line, into, at - "killed due to exceeding ".Length, what.Length);
        return true;
    }

    private bool Accounting(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        if (Scan.Kibibytes(text, Scan.Behind(text, "resources_used.mem=")) is { } used)
        {
            Scheduler("pbs", line, into, 0, 0);
            Failures.Tell(JobFacts.Peak, used, line, into);
            return true;
        }

        var code = Scan.Integer(text, Scan.Behind(text, "Exit_status=")) ?? Scan.Integer(text, Scan.Behind(text, "Exit_status = "));
        code ??= text.TrimStart().StartsWith("Exit Status:", StringComparison.Ordinal) ? Scan.Integer(text, Scan.Behind(text, "Exit Status:")) : null;
        if (code is { Value: not 0 } ended)
        {
            Failures.Tell(ProgramFacts.ExitCode, ended, line, into);
            if (Scan.Integer(text, Scan.Behind(text, "Signal ", ended.End)) is { } signal)
                Failures.Tell(ProgramFacts.Signal, signal, line, into);
            return true;
        }

        var id = text.TrimStart().StartsWith("Job Id:", StringComparison.Ordinal) || text.StartsWith("PBS Job Id:", StringComparison.Ordinal) ? Scan.Behind(text, "Job Id:")
            : text.StartsWith("PBS Job ", StringComparison.Ordinal) && 8 < text.Length && char.IsAsciiDigit(text[8]) ? 8 : -1;
        if (id > 0)
        {
            var start = Scan.Blanks(text, id);
            Failures.Tell(JobFacts.Id, line, into, start, Scan.Word(text, start).Length);
            return true;
        }

        if (!text.TrimStart().StartsWith("Memory Requested:", StringComparison.Ordinal))
            return false;
        if (Scan.Kibibytes(text, Scan.Behind(text, "Memory Requested:")) is { } asked)
            Failures.Tell(JobFacts.Limit, asked, line, into);
        if (Scan.Kibibytes(text, Scan.Behind(text, "Memory Used:")) is { } peak)
            Failures.Tell(JobFacts.Peak, peak, line, into);
        return true;
    }

    private void Scheduler(string name, in LogLine line, ReadingBuilder into, int offset, int length) =>
        Failures.Tell(JobFacts.Scheduler, FactValue.Of(name), line, into, offset, length);
}
