namespace MemHelpBot.Facts;

/// <summary>Slurm, per incident.</summary>
public static class SlurmFacts
{
    /// <summary>Memory asked for each core (--mem-per-cpu).</summary>
    public static readonly FactKey MemPerCpu =
        new("slurm.mem_per_cpu_kb", FactValueKind.Integer, FactUnit.KiB, "Memory asked for each core (--mem-per-cpu).");

    /// <summary>Job id as printed.</summary>
    public static readonly FactKey JobId =
        new("slurm.job_id", FactValueKind.Text, FactUnit.None, "Job id as printed.");

    /// <summary>Step as printed behind the point (0, batch, extern).</summary>
    public static readonly FactKey Step =
        new("slurm.step", FactValueKind.Text, FactUnit.None, "Step as printed behind the point (0, batch, extern).");

    /// <summary>Node as printed.</summary>
    public static readonly FactKey Node =
        new("slurm.node", FactValueKind.Text, FactUnit.None, "Node as printed.");

    /// <summary>Job state as printed.</summary>
    public static readonly FactKey State =
        new("slurm.state", FactValueKind.Text, FactUnit.None, "Job state as printed.");

    /// <summary>Memory requested.</summary>
    public static readonly FactKey ReqMem =
        new("slurm.req_mem_kb", FactValueKind.Integer, FactUnit.KiB, "Memory requested.");

    /// <summary>Largest sampled resident set; a peak between samples is missed.</summary>
    public static readonly FactKey MaxRss =
        new("slurm.max_rss_kb", FactValueKind.Integer, FactUnit.KiB, "Largest sampled resident set; a peak between samples is missed.");

    /// <summary>Limit printed in a message.</summary>
    public static readonly FactKey Limit =
        new("slurm.limit_kb", FactValueKind.Integer, FactUnit.KiB, "Limit printed in a message.");

    /// <summary>task@node pairs named as killed or aborted.</summary>
    public static readonly FactKey Tasks =
        new("slurm.failed_tasks", FactValueKind.Texts, FactUnit.None, "task@node pairs named as killed or aborted.");
}
