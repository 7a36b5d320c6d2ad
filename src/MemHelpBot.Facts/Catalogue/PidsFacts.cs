namespace MemHelpBot.Facts;

/// <summary>The pids controller and cpuset of a cgroup, and the kernel limits on tasks.</summary>
public static class PidsFacts
{
    /// <summary>Limit of tasks in the cgroup (pids.max); may be the text unlimited.</summary>
    public static readonly FactKey Max =
        new("pids.max", FactValueKind.Integer, FactUnit.None, "Limit of tasks in the cgroup (pids.max); may be the text unlimited.");

    /// <summary>Tasks in the cgroup (pids.current).</summary>
    public static readonly FactKey Current =
        new("pids.current", FactValueKind.Integer, FactUnit.None, "Tasks in the cgroup (pids.current).");

    /// <summary>Largest number of tasks (pids.peak, 6.1+).</summary>
    public static readonly FactKey Peak =
        new("pids.peak", FactValueKind.Integer, FactUnit.None, "Largest number of tasks (pids.peak, 6.1+).");

    /// <summary>How often the limit refused a fork (pids.events max).</summary>
    public static readonly FactKey EventsMax =
        new("pids.events_max", FactValueKind.Integer, FactUnit.None, "How often the limit refused a fork (pids.events max).");

    /// <summary>NUMA nodes the cpuset allows, as a kernel list (0-1,4).</summary>
    public static readonly FactKey CpusetMems =
        new("cpuset.mems", FactValueKind.Text, FactUnit.None, "NUMA nodes the cpuset allows, as a kernel list (0-1,4).");

    /// <summary>NUMA nodes that are in force (cpuset.mems.effective, v1 effective_mems).</summary>
    public static readonly FactKey CpusetMemsEffective =
        new("cpuset.mems_effective", FactValueKind.Text, FactUnit.None, "NUMA nodes that are in force (cpuset.mems.effective, v1 effective_mems).");
}
