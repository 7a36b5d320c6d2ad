namespace MemHelpBot.Facts;

/// <summary>Slurm, per incident.</summary>
public static class SlurmFacts
{
    /// <summary>Memory asked for each core (--mem-per-cpu, MinMemoryCPU, the c of sacct before 21.08).</summary>
    public static readonly FactKey MemPerCpu =
        new("slurm.mem_per_cpu_kb", FactValueKind.Integer, FactUnit.KiB, "Memory asked for each core (--mem-per-cpu, MinMemoryCPU, the c of sacct before 21.08).");

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

    /// <summary>Memory requested for the whole job, over all its nodes (mem= of ReqTRES, sacct since 21.08, seff).</summary>
    public static readonly FactKey ReqMem =
        new("slurm.req_mem_kb", FactValueKind.Integer, FactUnit.KiB, "Memory requested for the whole job, over all its nodes (mem= of ReqTRES, sacct since 21.08, seff).");

    /// <summary>Memory requested on each node (--mem, MinMemoryNode, the n of sacct before 21.08): what the job's cgroup on a node may hold.</summary>
    public static readonly FactKey ReqMemNode =
        new("slurm.req_mem_node_kb", FactValueKind.Integer, FactUnit.KiB, "Memory requested on each node (--mem, MinMemoryNode, the n of sacct before 21.08): what the job's cgroup on a node may hold.");

    /// <summary>Nodes of the job.</summary>
    public static readonly FactKey Nodes =
        new("slurm.nodes", FactValueKind.Integer, FactUnit.None, "Nodes of the job.");

    /// <summary>Largest sampled resident set, of one task of a step; a peak between samples is missed.</summary>
    public static readonly FactKey MaxRss =
        new("slurm.max_rss_kb", FactValueKind.Integer, FactUnit.KiB, "Largest sampled resident set, of one task of a step; a peak between samples is missed.");

    /// <summary>Peak of the job on one node: what Slurm compared with its limit, or MaxRSS where one task was all of each step.</summary>
    public static readonly FactKey Peak =
        new("slurm.peak_kb", FactValueKind.Integer, FactUnit.KiB, "Peak of the job on one node: what Slurm compared with its limit, or MaxRSS where one task was all of each step.");

    /// <summary>Memory of the whole job, over all its nodes, from samples (seff).</summary>
    public static readonly FactKey JobPeak =
        new("slurm.job_peak_kb", FactValueKind.Integer, FactUnit.KiB, "Memory of the whole job, over all its nodes, from samples (seff).");

    /// <summary>The most that the whole job may have used: seff's estimated maximum, the largest task times the tasks.</summary>
    public static readonly FactKey JobPeakEstimate =
        new("slurm.job_peak_estimate_kb", FactValueKind.Integer, FactUnit.KiB, "The most that the whole job may have used: seff's estimated maximum, the largest task times the tasks.");

    /// <summary>Limit printed in a message.</summary>
    public static readonly FactKey Limit =
        new("slurm.limit_kb", FactValueKind.Integer, FactUnit.KiB, "Limit printed in a message.");

    /// <summary>task@node pairs named as killed or aborted.</summary>
    public static readonly FactKey Tasks =
        new("slurm.failed_tasks", FactValueKind.Texts, FactUnit.None, "task@node pairs named as killed or aborted.");
}
