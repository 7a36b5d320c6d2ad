namespace MemHelpBot.Facts;

/// <summary>Batch systems other than Slurm, per incident.</summary>
public static class JobFacts
{
    /// <summary>slurm, pbs, torque, lsf, sge, yarn, htcondor …</summary>
    public static readonly FactKey Scheduler =
        new("job.scheduler", FactValueKind.Text, FactUnit.None, "slurm, pbs, torque, lsf, sge, yarn, htcondor …");

    /// <summary>Job id as printed.</summary>
    public static readonly FactKey Id =
        new("job.id", FactValueKind.Text, FactUnit.None, "Job id as printed.");

    /// <summary>Memory limit of the job.</summary>
    public static readonly FactKey Limit =
        new("job.limit_kb", FactValueKind.Integer, FactUnit.KiB, "Memory limit of the job.");

    /// <summary>Peak memory of the job.</summary>
    public static readonly FactKey Peak =
        new("job.peak_kb", FactValueKind.Integer, FactUnit.KiB, "Peak memory of the job.");

    /// <summary>What the limit counts: physical or virtual memory.</summary>
    public static readonly FactKey LimitKind =
        new("job.limit_kind", FactValueKind.Text, FactUnit.None, "What the limit counts: physical or virtual memory.");

    /// <summary>Largest address space of the job; not memory in use.</summary>
    public static readonly FactKey VirtualPeak =
        new("job.peak_virtual_kb", FactValueKind.Integer, FactUnit.KiB, "Largest address space of the job; not memory in use.");

    /// <summary>Memory the scheduler counts for the node (RealMemory).</summary>
    public static readonly FactKey NodeReal =
        new("job.node_memory_kb", FactValueKind.Integer, FactUnit.KiB, "Memory the scheduler counts for the node (RealMemory).");

    /// <summary>Memory the scheduler gave to jobs on the node (AllocMem).</summary>
    public static readonly FactKey NodeAllocated =
        new("job.node_allocated_kb", FactValueKind.Integer, FactUnit.KiB, "Memory the scheduler gave to jobs on the node (AllocMem).");

    /// <summary>Memory the node reported free (FreeMem).</summary>
    public static readonly FactKey NodeFree =
        new("job.node_free_kb", FactValueKind.Integer, FactUnit.KiB, "Memory the node reported free (FreeMem).");

    /// <summary>Average memory of the job.</summary>
    public static readonly FactKey Average =
        new("job.average_kb", FactValueKind.Integer, FactUnit.KiB, "Average memory of the job.");
}
