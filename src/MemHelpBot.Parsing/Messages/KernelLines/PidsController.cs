using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages.KernelLines;

/// <summary><c>cgroup: fork rejected by pids controller in /P</c> (kernel/cgroup/pids.c): pids.max of the cgroup was reached; printed once a cgroup.</summary>
internal sealed class PidsController(Failures failures) : KernelLine(failures)
{
    private const string Words = "fork rejected by pids controller in ";

    public override IReadOnlyList<string> Triggers { get; } = [Words];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var at = Scan.Behind(line.Text, Words);
        if (at < 0)
            return false;
        Failures.Failed(line, into, "pids-fork-rejected");
        Failures.Tell(KernelEventFacts.PidsCgroup, line, into, at, line.Text[at..].TrimEnd().Length);
        return true;
    }
}
