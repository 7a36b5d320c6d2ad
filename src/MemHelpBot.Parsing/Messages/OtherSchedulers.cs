using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>LSF, YARN, HTCondor and Grid Engine: the job reached the memory limit that the scheduler enforces.</summary>
internal sealed class OtherSchedulers(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        ["TERM_MEMLIMIT", "Container killed by YARN for exceeding", "physical memory limits. Current usage:", "virtual memory limits. Current usage:", "emory usage exceeded request_memory",
         "memory usage exceeded", "exceeds job hard limit \"h_vmem\"", "exceeds job hard limit \"h_rss\"", "memory limit. Current usage:", "gone over memory limit of ", "put on hold by ", "PeriodicHold expression ", "Max Memory :", "Total Requested Memory :", "bsub ", "TERM_THREADLIMIT", "TERM_PROCESSLIMIT", "# LSBATCH: User input", " exceeded MEM usage ", " enforced h_vmem", " enforced h_rss", " enforced s_vmem", "exit_status", "assumedly after job"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        return Lsf(line, text, into) || Yarn(line, text, into) || Moab(line, text, into) || Others(line, text, into);
    }

    private bool Lsf(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf("TERM_MEMLIMIT", StringComparison.Ordinal);
        if (at >= 0)
        {
            Failures.Failed(line, into, "lsf-mem-limit", identity: "lsf");
            Scheduler("lsf", line, at, "TERM_MEMLIMIT".Length, into);
            return true;
        }

        var trimmed = text.TrimStart();
        if (trimmed.StartsWith("# LSBATCH: User input", StringComparison.Ordinal))
        {
            // The command that bsub was given is the program; a failure is told below it.
            if (Following.TryLine(line, into, out var command))
                Failures.Command(command, Scan.Blanks(command.Text, 0), command.Text.Trim().Length);
            Scheduler("lsf", line, text.IndexOf("LSBATCH", StringComparison.Ordinal), "LSBATCH".Length, into);
            return true;
        }

        if (trimmed.StartsWith("TERM_THREADLIMIT", StringComparison.Ordinal) || trimmed.StartsWith("TERM_PROCESSLIMIT", StringComparison.Ordinal))
        {
            Failures.Failed(line, into, "lsf-thread-limit", identity: "lsf");
            Scheduler("lsf", line, text.Length - trimmed.Length, "TERM_".Length, into);
            return true;
        }

        if (trimmed.StartsWith("Max Memory :", StringComparison.Ordinal) && Scan.Kibibytes(text, Scan.Behind(text, "Max Memory :")) is { } peak)
        {
            Failures.Tell(JobFacts.Peak, peak, line, into);
            return true;
        }

        if (trimmed.StartsWith("Total Requested Memory :", StringComparison.Ordinal) && Scan.Kibibytes(text, Scan.Behind(text, "Total Requested Memory :")) is { } asked)
        {
            Scheduler("lsf", line, text.Length - trimmed.Length, "Total Requested Memory".Length, into);
            Failures.Tell(JobFacts.Limit, asked, line, into);
            return true;
        }

        if (!trimmed.StartsWith("bsub ", StringComparison.Ordinal))
            return false;
        Scheduler("lsf", line, text.Length - trimmed.Length, 4, into);
        return true;
    }

    /// <summary>
    /// Spark: <c>Container killed by YARN for exceeding memory limits. 20.0 GB of 20 GB physical memory used.</c>
    /// NodeManager: <c>… Current usage: 286.8 MB of 256 MB physical memory used; 2.0 GB of 537.6 MB virtual memory used. Killing container.</c>
    /// </summary>
    private bool Yarn(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var spark = Scan.Behind(text, "Container killed by YARN for exceeding ");
        var manager = Scan.Behind(text, " memory limits. Current usage:");
        if (manager < 0)
            manager = Scan.Behind(text, " memory limit. Current usage:");
        if (spark < 0 && manager < 0)
            return false;
        Failures.Failed(line, into, "yarn-mem-limit", identity: "yarn");
        Scheduler("yarn", line, spark < 0 ? manager - "Current usage:".Length : spark - "Container killed by YARN for exceeding ".Length, 9, into);
        var at = spark < 0 ? manager : Scan.Behind(text, "limits. ", spark);
        var byVirtual = spark < 0 && (Scan.Has(text, "virtual memory limits. Current usage:") || Scan.Has(text, "'VIRTUAL' memory limit"));
        if (byVirtual)
            at = Scan.Behind(text, "used;", at);
        if (Scan.Kibibytes(text, at) is not { } used || Scan.Kibibytes(text, Scan.Behind(text, "of ", used.End)) is not { } limit)
        {
            into.CouldNotRead("YARN prints the use and the limit of the container with units", line);
            return true;
        }

        Failures.Tell(JobFacts.Peak, used, line, into);
        Failures.Tell(JobFacts.Limit, limit, line, into);
        return true;
    }

    /// <summary>Moab: <c>job 3264830 exceeded MEM usage hard limit (6135 &gt; 5632)</c> in MB; the soft limit is a warning.</summary>
    private bool Moab(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = Scan.Behind(text, " exceeded MEM usage ");
        if (at < 0 || Scan.Integer(text, Scan.Behind(text, "job ")) is not { } job)
            return false;
        var hard = Scan.At(text, at, "hard limit");
        if (!hard && !Scan.At(text, at, "soft limit"))
            return false;
        Failures.Failed(line, into, hard ? "job-mem-limit" : null);
        Failures.Tell(JobFacts.Id, line, into, job.Offset, job.Length);
        if (Scan.Integer(text, Scan.Behind(text, "limit (", at)) is { Value: > 0 and < 1L << 40 } used && Scan.Integer(text, Scan.Behind(text, "> ", used.End)) is { Value: > 0 and < 1L << 40 } limit)
        {
            Failures.Tell(JobFacts.Peak, used with { Value = used.Value * 1024 }, line, into);
            Failures.Tell(JobFacts.Limit, limit with { Value = limit.Value * 1024 }, line, into);
        }

        return true;
    }

    private bool Others(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        // qacct: "exit_status  137                  (Killed)".
        var status = Scan.At(text, Scan.Blanks(text, 0), "exit_status") ? Scan.Blanks(text, 0) + "exit_status".Length : -1;
        if (status > 0 && Scan.Integer(text, Scan.At(text, status, ":") ? status + 1 : status) is { Value: > 0 and < 256 } ended)
        {
            if (ended.Value == 137)
                Failures.Consequence(line, into, "exit-137");
            Failures.Tell(ProgramFacts.ExitCode, ended, line, into);
            return true;
        }

        // qacct: "failed       100 : assumedly after job".
        if (Scan.At(text, Scan.Blanks(text, 0), "failed") && Scan.Behind(text, "assumedly after job") is > 0 and var after)
        {
            Scheduler("sge", line, after - "assumedly after job".Length, "assumedly after job".Length, into);
            return true;
        }

        if (Held(line, text, into))
            return true;
        var condor = text.IndexOf("emory usage exceeded", StringComparison.Ordinal);
        var grid = text.IndexOf("exceeds job hard limit \"h_", StringComparison.Ordinal);
        var megabytes = Scan.Behind(text, "gone over memory limit of ");
        if (Scan.Integer(text, megabytes) is { Value: > 0 and < 1L << 40 } over && Scan.At(text, over.End, " megabytes"))
        {
            Failures.Failed(line, into, "job-mem-limit");
            Scheduler("htcondor", line, megabytes - "gone over memory limit of ".Length, 4, into);
            Failures.Tell(JobFacts.Limit, over with { Value = over.Value * 1024 }, line, into);
            if (Scan.Integer(text, Scan.Behind(text, "Peak usage: ", over.End)) is { Value: > 0 and < 1L << 40 } peak)
                Failures.Tell(JobFacts.Peak, peak with { Value = peak.Value * 1024 }, line, into);
            return true;
        }

        // qacct: "failed  37  : qmaster enforced h_vmem limit"; a list of limits would not say which.
        if (grid < 0 && Scan.Behind(text, " enforced ") is > 0 and var enforced && (Scan.At(text, enforced, "h_vmem limit") || Scan.At(text, enforced, "h_rss limit") || Scan.At(text, enforced, "s_vmem limit")))
            grid = enforced;
        if (condor < 0 && grid < 0)
            return false;
        Failures.Failed(line, into, "job-mem-limit");
        Scheduler(condor >= 0 ? "htcondor" : "sge", line, Math.Max(condor, grid), 5, into);
        if (grid >= 0 && Scan.Number(text, Scan.Behind(text, "limit:", grid)) is { } bytes && bytes.Value < 1L << 60)
            Failures.Tell(JobFacts.Limit, FactValue.Of((long)bytes.Value / 1024), line, into, bytes.Offset, bytes.Length);
        return true;
    }

    /// <summary>
    /// HTCondor holds a job by a rule of the site: <c>put on hold by SYSTEM_PERIODIC_HOLD due to memory usage 3022</c>, <c>The job attribute
    /// PeriodicHold expression 'MemoryUsage &gt; 4000' evaluated to TRUE</c>. The number is in the site's words and is left alone.
    /// </summary>
    private bool Held(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var at = text.IndexOf("put on hold by ", StringComparison.Ordinal);
        if (at < 0 && Scan.Has(text, " evaluated to TRUE"))
            at = text.IndexOf("PeriodicHold expression ", StringComparison.Ordinal);
        if (at < 0 || !Scan.HasAnyCase(text[at..], "memory usage") && !Scan.Has(text[at..], "MemoryUsage") && !Scan.Has(text[at..], "ResidentSetSize"))
            return false;
        Failures.Failed(line, into, "job-mem-limit");
        Scheduler("htcondor", line, at, 11, into);
        return true;
    }

    private void Scheduler(string name, in LogLine line, int offset, int length, ReadingBuilder into) =>
        Failures.Tell(JobFacts.Scheduler, FactValue.Of(name), line, into, offset, length);
}
