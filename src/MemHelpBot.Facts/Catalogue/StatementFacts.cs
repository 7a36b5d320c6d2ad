namespace MemHelpBot.Facts;

/// <summary>What the person says in their own words about the machine. Weaker than a log: it never proves, it may exclude or ask.</summary>
public static class StatementFacts
{
    /// <summary>A symptom in the person's words: hang, slow, no-kill, killed, fork-fails, node-not-ready, limit-changed.</summary>
    public static readonly FactKey Symptom =
        new("stated.symptom", FactValueKind.Text, FactUnit.None, "A symptom in the person's words: hang, slow, no-kill, killed, fork-fails, node-not-ready, growth, optimised-only, late-failure.");

    /// <summary>Memory limit of a container, Pod, job or cgroup as the person states it.</summary>
    public static readonly FactKey Limit =
        new("stated.limit_kb", FactValueKind.Integer, FactUnit.KiB, "Memory limit of a container, Pod, job or cgroup as the person states it.");

    /// <summary>Memory limit of a parent cgroup as the person states it.</summary>
    public static readonly FactKey ParentLimit =
        new("stated.parent_limit_kb", FactValueKind.Integer, FactUnit.KiB, "Memory limit of a parent cgroup as the person states it.");

    /// <summary>Memory limit of each child cgroup as the person states it.</summary>
    public static readonly FactKey ChildLimit =
        new("stated.child_limit_kb", FactValueKind.Integer, FactUnit.KiB, "Memory limit of each child cgroup as the person states it.");

    /// <summary>Memory of the machine as the person states it.</summary>
    public static readonly FactKey MachineMemory =
        new("stated.machine_memory_kb", FactValueKind.Integer, FactUnit.KiB, "Memory of the machine as the person states it.");

    /// <summary>Share of memory used, as the person states it.</summary>
    public static readonly FactKey UsedPercent =
        new("stated.used_percent", FactValueKind.Real, FactUnit.Percent, "Share of memory used, as the person states it.");

    /// <summary>Whether the person says there is no swap.</summary>
    public static readonly FactKey NoSwap =
        new("stated.no_swap", FactValueKind.Flag, FactUnit.None, "The person says that swap is off.");

    /// <summary>Size of a parent process that forks, as the person states it.</summary>
    public static readonly FactKey ProcessSize =
        new("stated.process_kb", FactValueKind.Integer, FactUnit.KiB, "Memory of one process as the person states it.");
}
