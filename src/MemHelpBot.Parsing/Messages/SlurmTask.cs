using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// How srun (and yhrun of Tianhe) reports tasks: <c>srun: error: n7: tasks 6,16-18: Out Of Memory</c>, <c>… task 0: Killed</c>,
/// <c>… Aborted</c>, <c>… Segmentation fault (core dumped)</c>, <c>… Exited with exit code 137</c>. The tasks are the ranks of the step.
/// </summary>
internal sealed class SlurmTask(Failures failures) : MessageReader(failures)
{
    private const int MostInRange = 65_536;
    private const int NearStep = 300;

    public override IReadOnlyList<string> Triggers { get; } = ["srun: error: ", "yhrun: error: "];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Behind(text, "run: error: ");
        var node = Scan.Until(text, start, ':');
        var at = start + node.Length + 1;
        var list = Scan.Behind(text, "task ", at) is > 0 and var one && one == at + 6 ? one : Scan.Behind(text, "tasks ", at) is > 0 and var many && many == at + 7 ? many : -1;
        if (node.IsEmpty || node.Contains(' ') || list < 0)
            return false;
        var colon = text[list..].IndexOf(':');
        if (colon < 0)
        {
            into.CouldNotRead("srun names the tasks and how they ended", line);
            return true;
        }

        if (Failures.IsAborted)
            OtherStep(line, into);
        var how = text[(list + colon + 1)..].Trim();
        if (how.StartsWith("Out Of Memory", StringComparison.Ordinal))
            Failures.Consequence(line, into, "slurm-oom");
        else
            Failures.Failed(line, into, how.StartsWith("Segmentation fault", StringComparison.Ordinal) ? "segfault" : how.StartsWith("Bus error", StringComparison.Ordinal) ? "bus-error" : null);
        Failures.Tell(SlurmFacts.Node, line, into, start, node.Length);
        Failures.Node(node, line, into);
        Tasks(line, list, colon, node, into);
        if (Scan.Integer(text, Scan.Behind(text, "exit code ", list)) is { } code)
            Failures.Tell(ProgramFacts.ExitCode, code, line, into);
        return true;
    }

    /// <summary>Behind a cancelled step the tasks may be those of another one, which srun names only on a line below.</summary>
    private void OtherStep(in LogLine line, ReadingBuilder into)
    {
        var below = into.Paste.AsSpan(line.LineEnd, Math.Min(NearStep, into.Paste.Length - line.LineEnd));
        foreach (var words in (ReadOnlySpan<string>)["Terminating job step ", "Terminating StepId="])
        {
            var at = Scan.Behind(below, words);
            if (at > 0 && Scan.DigitsEnd(below, at) is var end && end > at && end < below.Length)
                Failures.Job(line, into, below[at..end], default);
        }
    }

    private void Tasks(in LogLine line, int start, int length, ReadOnlySpan<char> node, ReadingBuilder into)
    {
        var text = line.Text;
        var at = start;
        while (at < start + length)
        {
            if (Scan.Integer(text, at) is not { Value: >= 0 and <= int.MaxValue } first || first.End > start + length)
            {
                into.CouldNotRead("the tasks are numbers and ranges", line);
                return;
            }

            var last = first;
            if (first.End < text.Length && text[first.End] == '-' && Scan.Integer(text, first.End + 1) is { Value: >= 0 and <= int.MaxValue } end)
                last = end;
            if (last.Value - first.Value is < 0 or > MostInRange)
            {
                into.CouldNotRead("the range of tasks is out of order", line);
                return;
            }

            for (var task = first.Value; task <= last.Value; task++)
            {
                Failures.Rank(task, line, into);
                Failures.Task($"{task}@{node}", line, into);
            }

            at = last.End + 1;
        }
    }
}
