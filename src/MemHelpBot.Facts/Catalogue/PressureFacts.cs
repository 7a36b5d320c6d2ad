namespace MemHelpBot.Facts;

/// <summary>Pressure stall information (kernel/sched/psi.c, 4.20+): /proc/pressure/* and a cgroup's *.pressure; the subject is resource.some or resource.full, for a cgroup behind cgroup.</summary>
public static class PressureFacts
{
    /// <summary>Share of the last 10 seconds in which some (or all) tasks waited for the resource.</summary>
    public static readonly FactKey Avg10 =
        new("psi.*.avg10", FactValueKind.Real, FactUnit.Percent, "Share of the last 10 seconds in which some (or all) tasks waited for the resource.");

    /// <summary>The same for 60 seconds.</summary>
    public static readonly FactKey Avg60 =
        new("psi.*.avg60", FactValueKind.Real, FactUnit.Percent, "The same for 60 seconds.");

    /// <summary>The same for 300 seconds.</summary>
    public static readonly FactKey Avg300 =
        new("psi.*.avg300", FactValueKind.Real, FactUnit.Percent, "The same for 300 seconds.");

    /// <summary>Microseconds of such waiting since boot, or since the cgroup was made.</summary>
    public static readonly FactKey Total =
        new("psi.*.total_us", FactValueKind.Integer, FactUnit.None, "Microseconds of such waiting since boot, or since the cgroup was made.");
}
