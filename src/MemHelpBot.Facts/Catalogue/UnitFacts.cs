namespace MemHelpBot.Facts;

/// <summary>A systemd unit: systemctl status and show.</summary>
public static class UnitFacts
{
    /// <summary>Name of the unit.</summary>
    public static readonly FactKey Name =
        new("unit.name", FactValueKind.Text, FactUnit.None, "Name of the unit.");

    /// <summary>Result of the unit: success, oom-kill, signal, timeout and others.</summary>
    public static readonly FactKey Result =
        new("unit.result", FactValueKind.Text, FactUnit.None, "Result of the unit: success, oom-kill, signal, timeout and others.");

    /// <summary>Memory charged to the unit's cgroup (MemoryCurrent).</summary>
    public static readonly FactKey Memory =
        new("unit.memory_kb", FactValueKind.Integer, FactUnit.KiB, "Memory charged to the unit's cgroup (MemoryCurrent).");

    /// <summary>MemoryMax, or MemoryLimit of v1; may be the text unlimited.</summary>
    public static readonly FactKey Max =
        new("unit.memory_max_kb", FactValueKind.Integer, FactUnit.KiB, "MemoryMax, or MemoryLimit of v1; may be the text unlimited.");

    /// <summary>MemoryHigh; may be the text unlimited.</summary>
    public static readonly FactKey High =
        new("unit.memory_high_kb", FactValueKind.Integer, FactUnit.KiB, "MemoryHigh; may be the text unlimited.");

    /// <summary>Room below the limits of the unit and its ancestors (MemoryAvailable, 252+).</summary>
    public static readonly FactKey Available =
        new("unit.memory_available_kb", FactValueKind.Integer, FactUnit.KiB, "Room below the limits of the unit and its ancestors (MemoryAvailable, 252+).");

    /// <summary>Largest use (MemoryPeak, 253+).</summary>
    public static readonly FactKey Peak =
        new("unit.memory_peak_kb", FactValueKind.Integer, FactUnit.KiB, "Largest use (MemoryPeak, 253+).");

    /// <summary>Swap charged (MemorySwapCurrent).</summary>
    public static readonly FactKey Swap =
        new("unit.swap_kb", FactValueKind.Integer, FactUnit.KiB, "Swap charged (MemorySwapCurrent).");

    /// <summary>Largest swap use (MemorySwapPeak, 255+).</summary>
    public static readonly FactKey SwapPeak =
        new("unit.swap_peak_kb", FactValueKind.Integer, FactUnit.KiB, "Largest swap use (MemorySwapPeak, 255+).");

    /// <summary>MemorySwapMax; may be the text unlimited.</summary>
    public static readonly FactKey SwapMax =
        new("unit.swap_max_kb", FactValueKind.Integer, FactUnit.KiB, "MemorySwapMax; may be the text unlimited.");

    /// <summary>Tasks of the unit.</summary>
    public static readonly FactKey Tasks =
        new("unit.tasks", FactValueKind.Integer, FactUnit.None, "Tasks of the unit.");

    /// <summary>Limit of tasks (TasksMax); may be the text unlimited.</summary>
    public static readonly FactKey TasksMax =
        new("unit.tasks_max", FactValueKind.Integer, FactUnit.None, "Limit of tasks (TasksMax); may be the text unlimited.");

    /// <summary>OOMPolicy: continue, stop or kill.</summary>
    public static readonly FactKey OomPolicy =
        new("unit.oom_policy", FactValueKind.Text, FactUnit.None, "OOMPolicy: continue, stop or kill.");
}
