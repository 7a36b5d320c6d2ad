using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Limits and settings that libraries state about themselves: OpenBLAS (RLIMIT_NPROC), OMP_NUM_THREADS as read, apt's cache.</summary>
internal sealed class LimitMentions(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } = ["tasks-per-node=", "RLIMIT_NPROC ", "OMP_NUM_THREADS'=", "OMP_NUM_THREADS="];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (Scan.Integer(text, Scan.Behind(text, "RLIMIT_NPROC ")) is { } processes && Scan.At(text, processes.End, " current"))
        {
            Failures.Tell(UlimitFacts.Processes, processes, line, into);
            return true;
        }

        if (Scan.Integer(text, Scan.Behind(text, "tasks-per-node=")) is { Value: > 0 } onNode)
        {
            Failures.Tell(MpiFacts.RanksPerNode, onNode, line, into);
            return false;
        }

        var at = Scan.Behind(text, "OMP_NUM_THREADS'=");
        if (at < 0)
            at = Scan.Behind(text, "OMP_NUM_THREADS=");
        if (Scan.Integer(text, at) is not { Value: > 0 } threads)
            return false;
        Failures.Tell(MpiFacts.ThreadsPerRank, threads, line, into);
        return true;
    }
}
