namespace MemHelpBot.Facts;

/// <summary>numactl --hardware and numastat; the subject is the node number, or process/node.</summary>
public static class NumaFacts
{
    /// <summary>Memory of the node.</summary>
    public static readonly FactKey Size =
        new("numa[*].size_mb", FactValueKind.Integer, FactUnit.MiB, "Memory of the node.");

    /// <summary>Free memory of the node.</summary>
    public static readonly FactKey Free =
        new("numa[*].free_mb", FactValueKind.Integer, FactUnit.MiB, "Free memory of the node.");

    /// <summary>Processors of the node.</summary>
    public static readonly FactKey Cpus =
        new("numa[*].cpus", FactValueKind.Integers, FactUnit.None, "Processors of the node.");

    /// <summary>Memory of one process on one node; subject pid/node, or pid/total.</summary>
    public static readonly FactKey ProcessMemory =
        new("numastat[*].mb", FactValueKind.Real, FactUnit.MiB, "Memory of one process on one node; subject pid/node, or pid/total.");

    /// <summary>A field of a node's meminfo (numastat -m, /sys/devices/system/node); the subject is node/field.</summary>
    public static readonly FactKey Meminfo =
        new("numa_meminfo[*].kb", FactValueKind.Real, FactUnit.KiB, "A field of a node's meminfo (numastat -m, /sys/devices/system/node); the subject is node/field.");

    /// <summary>Pages served on the node that was wanted (numastat numa_hit).</summary>
    public static readonly FactKey Hit =
        new("numa[*].hit", FactValueKind.Integer, FactUnit.None, "Pages served on the node that was wanted (numastat numa_hit).");

    /// <summary>Pages served here though another node was wanted (numastat numa_miss).</summary>
    public static readonly FactKey Miss =
        new("numa[*].miss", FactValueKind.Integer, FactUnit.None, "Pages served here though another node was wanted (numastat numa_miss).");

    /// <summary>Pages wanted here and served elsewhere (numastat numa_foreign).</summary>
    public static readonly FactKey Foreign =
        new("numa[*].foreign", FactValueKind.Integer, FactUnit.None, "Pages wanted here and served elsewhere (numastat numa_foreign).");

    /// <summary>Memory policy of the process (numactl --show).</summary>
    public static readonly FactKey Policy =
        new("numa.policy", FactValueKind.Text, FactUnit.None, "Memory policy of the process (numactl --show).");

    /// <summary>Nodes the process may allocate on (numactl --show).</summary>
    public static readonly FactKey Membind =
        new("numa.membind", FactValueKind.Text, FactUnit.None, "Nodes the process may allocate on (numactl --show).");
}
