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
}
