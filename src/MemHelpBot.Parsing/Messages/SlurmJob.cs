using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;
using MemHelpBot.Parsing.Tools;

namespace MemHelpBot.Parsing.Messages;

/// <summary>seff, scontrol and the directives of a job script: what the job asked for and used, and a node that Slurm drains for too little memory.</summary>
internal sealed class SlurmJob(Failures failures) : MessageReader(failures)
{
    public override IReadOnlyList<string> Triggers { get; } =
        ["Memory Efficiency: ", "Memory Utilized: ", "#SBATCH ", "has low real_memory size", "State: OUT_OF_MEMORY", "JobState=OUT_OF_MEMORY", "Job ID: ", "Nodes: ", " (exit code "];

    /// <summary>How many lines below its first one seff names the nodes and the state, the states of an array job between them.</summary>
    private const int Summary = 8;

    private int? seff;

    public override bool Read(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        var of = Scan.Behind(text, "Memory Efficiency: ");
        if (of > 0)
        {
            if (Scan.Kibibytes(text, Scan.Behind(text, " of ", of)) is not { } asked)
                return false;
            Failures.Tell(SlurmFacts.ReqMem, asked, line, into);
            // Of the same request: 512.00 GB (128.00 GB/node), or (2.00 GB/core).
            if (Scan.At(text, asked.End, " (") && Scan.Kibibytes(text, asked.End + 2) is { Value: > 0 } each)
            {
                if (Scan.At(text, each.End, "/node)"))
                    Failures.Tell(SlurmFacts.ReqMemNode, each, line, into);
                else if (Scan.At(text, each.End, "/core)"))
                    Failures.Tell(SlurmFacts.MemPerCpu, each, line, into);
            }

            return true;
        }

        if (Scan.Kibibytes(text, Scan.Behind(text, "Memory Utilized: ")) is { } used)
        {
            Failures.Tell(Scan.At(text, used.End, " (estimated maximum)") ? SlurmFacts.JobPeakEstimate : SlurmFacts.JobPeak, used, line, into);
            return true;
        }

        if (Scan.Has(text, "OUT_OF_MEMORY"))
        {
            // The state of the job whose kill slurmstepd reported above is no second kill.
            if (Failures.Said("slurm-oom") is { } said && !Scan.Has(said, "OUT_OF_MEMORY"))
                Failures.Extend(line, into);
            else
                Failures.Consequence(line, into, "slurm-oom");
            Failures.Tell(SlurmFacts.State, line, into, text.IndexOf("OUT_OF_MEMORY", StringComparison.Ordinal), "OUT_OF_MEMORY".Length);
            return true;
        }

        // Some sites' seff draws a frame of "#" around its report.
        var start = Scan.At(text, 0, "# ") ? Scan.Blanks(text, 1) : 0;
        if (Scan.At(text, start, "Job ID: "))
        {
            var number = Scan.Blanks(text, start + "Job ID: ".Length);
            seff = line.Number;
            Failures.Tell(SlurmFacts.JobId, line, into, number, Scan.Word(text, number).Length);
            return true;
        }

        var below = line.Number - seff is > 0 and <= Summary;
        if (below && Scan.At(text, start, "State: ") && Scan.Has(text, " (exit code "))
        {
            var state = Scan.Blanks(text, start + "State: ".Length);
            Failures.Tell(SlurmFacts.State, line, into, state, Scan.Word(text, state).Length);
            return true;
        }

        if (below && Scan.At(text, start, "Nodes: ") && Scan.Integer(text, start + "Nodes: ".Length) is { Value: > 0 } nodes)
        {
            Failures.Tell(SlurmFacts.Nodes, nodes, line, into);
            return true;
        }

        return Drained(line, into) || Directive(line, into);
    }

    /// <summary><c>error: Node n1 has low real_memory size (63622 &lt; 64000)</c>: the configuration promises more than the machine has.</summary>
    private bool Drained(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!Scan.Has(text, "has low real_memory size") || Scan.Behind(text, "Node ") is not (> 0 and var at))
            return false;
        Failures.Failed(line, into, "slurm-low-real-memory");
        Failures.Tell(SlurmFacts.Node, line, into, at, Scan.Word(text, at).Length);
        return true;
    }

    private bool Directive(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (!text.TrimStart().StartsWith("#SBATCH ", StringComparison.Ordinal))
            return false;
        Option(MpiFacts.Ranks, "--ntasks", line, into);
        Option(MpiFacts.Ranks, " -n", line, into);
        Option(MpiFacts.ThreadsPerRank, "--cpus-per-task", line, into);
        Option(SlurmFacts.Nodes, "--nodes", line, into);
        Option(SlurmFacts.Nodes, " -N", line, into);
        var each = Behind(text, "--mem-per-cpu");
        if (SlurmSize.Read(text, each) is { Value: > 0 } core)
            Failures.Tell(SlurmFacts.MemPerCpu, core, line, into);
        else if (Scan.Integer(text, each) is { Value: > 0 and < 1L << 40 } megabytes)
            Failures.Tell(SlurmFacts.MemPerCpu, megabytes with { Value = megabytes.Value * 1024 }, line, into);
        var memory = Behind(text, "--mem");
        if (SlurmSize.Read(text, memory) is { Value: > 0 } asked)
            Failures.Tell(SlurmFacts.ReqMemNode, asked, line, into);
        else if (Scan.Integer(text, memory) is { Value: > 0 and < 1L << 40 } bare)
            Failures.Tell(SlurmFacts.ReqMemNode, bare with { Value = bare.Value * 1024 }, line, into);
        return true;
    }

    /// <summary>Behind an option of sbatch whose value follows with a blank or an equals sign: <c>--mem=4G</c>, <c>--mem 4G</c>.</summary>
    private static int Behind(ReadOnlySpan<char> text, string option)
    {
        var at = Scan.Behind(text, option);
        return at > 0 && at < text.Length && text[at] is '=' or ' ' ? at + 1 : -1;
    }

    private void Option(FactKey key, string option, in LogLine line, ReadingBuilder into)
    {
        if (Scan.Integer(line.Text, Behind(line.Text, option)) is { Value: > 0 } value && (value.End >= line.Text.Length || char.IsWhiteSpace(line.Text[value.End])))
            Failures.Tell(key, value, line, into);
    }
}
