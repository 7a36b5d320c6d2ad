using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>
/// What batch systems say of a job or a node when asked: scontrol show job and node, qstat -f (PBS), bjobs -l and bhist (LSF), qacct (Grid
/// Engine), condor_q -l and the job log of HTCondor. Job ids, limits, peaks; sizes as each of them means its units.
/// </summary>
internal sealed class SchedulerAccounts(Failures failures) : MessageReader(failures)
{
    private const long MebibyteInKib = 1024;

    public override IReadOnlyList<string> Triggers { get; } =
        ["JobId=", "NumNodes=", "MinMemory", "TRES=", "RealMemory=", "resources_used.", "Resource_List.", "MAX MEM: ", "maxvmem ", "RequestMemory = ", "ResidentSetSize = ", "Memory (MB)"];

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var start = Scan.Blanks(text, 0);
        return Slurm(line, text, into) || Pbs(line, text, start, into) || Others(line, text, start, into);
    }

    /// <summary><c>JobId=123 JobName=x</c>, <c>MinMemoryNode=4G</c>, <c>ReqTRES=cpu=4,mem=16G,node=1</c> (memory of the whole job); of a node <c>RealMemory=191000 AllocMem=0 FreeMem=1234</c>, in MiB.</summary>
    private bool Slurm(in LogLine line, ReadOnlySpan<char> text, ReadingBuilder into)
    {
        var told = false;
        if (Value(text, "JobId=") is > 0 and var id && Scan.Integer(text, id) is { Value: > 0 } job)
        {
            Failures.Tell(SlurmFacts.JobId, line, into, job.Offset, job.Length);
            told = true;
        }

        told |= Count(SlurmFacts.Nodes, Value(text, "NumNodes="), line, into) | Size(SlurmFacts.ReqMemNode, Value(text, "MinMemoryNode="), line, into)
            | Size(SlurmFacts.MemPerCpu, Value(text, "MinMemoryCPU="), line, into);
        var tres = Value(text, "ReqTRES=");
        if (tres < 0)
            tres = Value(text, "TRES=");
        if (tres > 0)
        {
            var list = Scan.Word(text, tres);
            var memory = Scan.Behind(list, "mem=");
            told |= memory > 0 && Size(SlurmFacts.ReqMem, tres + memory, line, into);
            told |= Scan.Behind(list, "node=") is > 0 and var nodes && Count(SlurmFacts.Nodes, tres + nodes, line, into);
        }

        return told | Mebibytes(JobFacts.NodeReal, Value(text, "RealMemory="), line, into) | Mebibytes(JobFacts.NodeAllocated, Value(text, "AllocMem="), line, into)
            | Mebibytes(JobFacts.NodeFree, Value(text, "FreeMem="), line, into);
    }

    /// <summary><c>    resources_used.mem = 12345kb</c>, <c>Resource_List.mem = 4gb</c>; without blanks in accounting lines, which another reader has.</summary>
    private bool Pbs(in LogLine line, ReadOnlySpan<char> text, int start, ReadingBuilder into)
    {
        FactKey? key = Scan.At(text, start, "resources_used.mem = ") ? JobFacts.Peak
            : Scan.At(text, start, "resources_used.vmem = ") ? JobFacts.VirtualPeak
            : Scan.At(text, start, "Resource_List.mem = ") ? JobFacts.Limit : null;
        if (key is null || Scan.Kibibytes(text, Scan.Behind(text, "= ", start)) is not { } size)
            return false;
        Failures.Tell(JobFacts.Scheduler, FactValue.Of("pbs"), line, into, start, Scan.Word(text, start).Length);
        Failures.Tell(key, size, line, into);
        return true;
    }

    private bool Others(in LogLine line, ReadOnlySpan<char> text, int start, ReadingBuilder into)
    {
        // LSF: MAX MEM: 3.9 Gbytes;  AVG MEM: 2 Gbytes
        if (Scan.At(text, start, "MAX MEM: ") && Scan.Kibibytes(text, start + 9) is { } peak)
        {
            Failures.Tell(JobFacts.Scheduler, FactValue.Of("lsf"), line, into, start, 7);
            Failures.Tell(JobFacts.Peak, peak, line, into);
            if (Scan.Kibibytes(text, Scan.Behind(text, "AVG MEM: ")) is { } average)
                Failures.Tell(JobFacts.Average, average, line, into);
            return true;
        }

        // Grid Engine counts the address space.
        if (Scan.At(text, start, "maxvmem ") && Scan.Kibibytes(text, start + 8) is { } virtualPeak)
        {
            Failures.Tell(JobFacts.Scheduler, FactValue.Of("sge"), line, into, start, 7);
            Failures.Tell(JobFacts.VirtualPeak, virtualPeak, line, into);
            return true;
        }

        return Condor(line, text, start, into);
    }

    /// <summary><c>RequestMemory = 2048</c> (MiB), <c>ResidentSetSize = 1234567</c> (KiB); in the log <c>Memory (MB) : 1900 2048 2048</c>: used, asked, given.</summary>
    private bool Condor(in LogLine line, ReadOnlySpan<char> text, int start, ReadingBuilder into)
    {
        if (Scan.At(text, start, "RequestMemory = "))
            return Mebibytes(JobFacts.Limit, start + 16, line, into);
        if (Scan.At(text, start, "ResidentSetSize = ") && Scan.Integer(text, start + 18) is { Value: > 0 } resident)
        {
            Failures.Tell(JobFacts.Peak, resident, line, into);
            return true;
        }

        if (!Scan.At(text, start, "Memory (MB)") || Scan.Integer(text, Scan.Behind(text, ":", start)) is not { Value: > 0 } used)
            return false;
        Failures.Tell(JobFacts.Scheduler, FactValue.Of("htcondor"), line, into, start, 11);
        Mebibytes(JobFacts.Peak, used.Offset, line, into);
        return Mebibytes(JobFacts.Limit, used.End, line, into);
    }

    /// <summary>Behind a <c>Name=</c> that stands at the start of a word.</summary>
    private static int Value(ReadOnlySpan<char> text, string name)
    {
        var at = text.IndexOf(name, StringComparison.Ordinal);
        return at < 0 || at > 0 && !char.IsWhiteSpace(text[at - 1]) ? -1 : at + name.Length;
    }

    private bool Size(FactKey key, int at, in LogLine line, ReadingBuilder into)
    {
        if (at < 0 || Tools.SlurmSize.Read(line.Text, at) is not { Value: > 0 } size)
            return false;
        Failures.Tell(key, size, line, into);
        return true;
    }

    // A range (1-4) of a job that waits is no count yet.
    private bool Count(FactKey key, int at, in LogLine line, ReadingBuilder into)
    {
        if (at < 0 || Scan.Integer(line.Text, at) is not { Value: > 0 } count || count.End < line.Text.Length && line.Text[count.End] == '-')
            return false;
        Failures.Tell(key, count, line, into);
        return true;
    }

    private bool Mebibytes(FactKey key, int at, in LogLine line, ReadingBuilder into)
    {
        if (at < 0 || Scan.Integer(line.Text, at) is not { Value: >= 0 and < 1L << 40 } size || size.End < line.Text.Length && !char.IsWhiteSpace(line.Text[size.End]))
            return false;
        Failures.Tell(key, size with { Value = size.Value * MebibyteInKib }, line, into);
        return true;
    }
}
