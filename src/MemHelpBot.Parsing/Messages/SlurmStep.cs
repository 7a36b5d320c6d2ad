using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What slurmstepd says of a step: cancelled, oom_kill events (17.11 to 26.05 word them differently), memory limits.
/// <c>oom_kill</c> events count the cgroup's kills; <c>exceeded memory limit … being killed</c> is Slurm's own polling.
/// </summary>
internal sealed class SlurmStep(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        [" CANCELLED AT ", "oom-kill event", "oom_kill event", "OOM Killed", "out-of-memory handler", "memory limit", "Terminating StepId=", "Terminating job step ", "Terminating Job", "CANCELLED DUE TO "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Has(text, " CANCELLED AT ") || Scan.Has(text, "CANCELLED DUE TO "))
            return Cancelled(line, into);
        if (Scan.Has(text, "Detected ") && (Scan.Has(text, "oom-kill event") || Scan.Has(text, "oom_kill event")))
            return Killed(line, into);
        if (Scan.Has(text, "slurmstepd") && (Scan.Has(text, "OOM Killed") || Scan.Has(text, "out-of-memory handler")))
            return Killed(line, into);
        if (Scan.Has(text, "Terminating "))
        {
            Named(line, Scan.Behind(text, "StepId="), into);
            Named(line, Scan.Behind(text, "Terminating job step "), into);
            return true;
        }

        return Limit(line, into);
    }

    /// <summary><c>*** STEP 324037.0 ON cn1024 CANCELLED AT 2021-12-13T17:02:29 DUE TO TIME LIMIT ***</c></summary>
    private bool Cancelled(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, "*** STEP ") is > 0 and var step ? step : Scan.Behind(text, "*** JOB ");
        if (at < 0)
            return false;
        if (!Named(line, at, into, open: true))
        {
            into.CouldNotRead("Slurm names the job or step that it cancels", line);
            return true;
        }

        Failures.Failed(line, into, "slurm-cancelled");
        Failures.Aborted();
        if (Scan.Has(text, "DUE TO TIME LIMIT"))
            Failures.Failed(line, into, "time-limit");
        if (Scan.Has(text, "DUE TO MEMORY") || Scan.Has(text, "MEMORY LIMIT"))
            Failures.Failed(line, into, "slurm-mem-limit");
        Node(line, Scan.Behind(text, " ON ", at), into);
        return true;
    }

    /// <summary><c>Detected 1 oom_kill event in StepId=15820347.0.</c>, <c>Detected 1 oom-kill event(s) in step 91846.0 cgroup.</c></summary>
    private bool Killed(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var at = Scan.Behind(text, "StepId=") is > 0 and var id ? id : Scan.Behind(text, " in step ") is > 0 and var step ? step : Scan.Behind(text, "JobId=");
        if (at > 0)
            Named(line, at, into, open: !Failures.FollowsKernelReport(into));
        Failures.Consequence(line, into, "slurm-oom");
        return true;
    }

    /// <summary><c>Job 51907326 exceeded memory limit (10889240 > 4194304), being killed</c>; numbers are KiB, MiB or KiB by version: KiB here.</summary>
    private bool Limit(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var exceeded = Scan.Behind(text, " exceeded memory limit (");
        if (exceeded > 0)
        {
            foreach (var word in (ReadOnlySpan<string>)["StepId=", "JobId=", "Job ", "Step "])
            {
                if (Scan.Behind(text, word) is > 0 and var at && Named(line, at, into, open: true))
                    break;
            }

            Failures.Failed(line, into, "slurm-mem-limit");
            if (Scan.Integer(text, exceeded) is { } used && Scan.Integer(text, Scan.Behind(text, "> ", used.End)) is { } limit)
            {
                Failures.Tell(SlurmFacts.Peak, used, line, into);
                Failures.Tell(SlurmFacts.Limit, limit, line, into);
            }
            else
            {
                into.CouldNotRead("Slurm prints the use and the limit in brackets", line);
            }

            return true;
        }

        if (!Scan.Has(text, "slurmstepd") && !Scan.Has(text, "memory limit at some point") && !Scan.Has(text, "hit memory limit at least once"))
            return false;
        if (!Scan.Has(text, "xceeded job memory limit") && !Scan.Has(text, "xceeded step memory limit") && !Scan.Has(text, "memory limit at some point") && !Scan.Has(text, "hit memory limit"))
            return false;
        Failures.Failed(line, into, "slurm-mem-limit");
        return true;
    }

    /// <summary>Tells the job and step at an index. With <paramref name="open"/> the line is a failure, so that the facts have an incident.</summary>
    private bool Named(in LogLine line, int at, ReadingBuilder into, bool open = false)
    {
        var text = line.Text;
        if (at < 0)
            return false;
        var end = Scan.DigitsEnd(text, at);
        if (end == at)
            return Masked(line, at, into, open);
        while (end < text.Length && (text[end] is '_' or '+' or '[' or ']' || char.IsAsciiDigit(text[end])))
            end++;
        var job = text[at..end];
        var stepEnd = end + 1;
        while (stepEnd < text.Length && char.IsAsciiLetterOrDigit(text[stepEnd]))
            stepEnd++;
        var step = end < text.Length && text[end] == '.' && stepEnd > end + 1 ? text[(end + 1)..stepEnd] : default;
        Failures.Job(line, into, job, step);
        if (open && !Failures.Any)
            Failures.Failed(line, into, null);
        Failures.Job(line, into, job, step);
        // Beside a kernel report the job waits for that incident.
        if (!Failures.Any && !Failures.FollowsKernelReport(into))
            return true;
        Failures.Extend(line, into);
        Failures.Tell(SlurmFacts.JobId, line, into, at, job.Length);
        Failures.Tell(SlurmFacts.Step, line, into, end + 1, step.Length);
        return true;
    }

    /// <summary><c>StepId=JOBID.13</c>: the person took the job's number out and left the step.</summary>
    private bool Masked(in LogLine line, int at, ReadingBuilder into, bool open)
    {
        var text = line.Text;
        var dot = at;
        while (dot < text.Length && (char.IsAsciiLetterUpper(text[dot]) || text[dot] is '_' or '<' or '>' or '*'))
            dot++;
        if (dot == at || dot >= text.Length || text[dot] != '.')
            return false;
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        if (end == dot + 1)
            return false;
        if (open && !Failures.Any)
            Failures.Failed(line, into, null);
        Failures.Extend(line, into);
        Failures.Tell(SlurmFacts.Step, line, into, dot + 1, end - dot - 1);
        return Failures.Any;
    }

    private void Node(in LogLine line, int at, ReadingBuilder into)
    {
        var node = Scan.Word(line.Text, at);
        if (node.IsEmpty)
            return;
        Failures.Tell(SlurmFacts.Node, line, into, at, node.Length);
        Failures.Node(node, line, into);
    }
}
