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
}
