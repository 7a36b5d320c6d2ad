namespace MemHelpBot.Facts;

/// <summary>User-space OOM daemons, per incident.</summary>
public static class DaemonFacts
{
    /// <summary>Available memory when earlyoom acted.</summary>
    public static readonly FactKey EarlyoomMemAvailable =
        new("earlyoom.mem_available_percent", FactValueKind.Real, FactUnit.Percent, "Available memory when earlyoom acted.");

    /// <summary>Free swap when earlyoom acted.</summary>
    public static readonly FactKey EarlyoomSwapFree =
        new("earlyoom.swap_free_percent", FactValueKind.Real, FactUnit.Percent, "Free swap when earlyoom acted.");

    /// <summary>The cgroup that was killed.</summary>
    public static readonly FactKey OomdCgroup =
        new("oomd.cgroup", FactValueKind.Text, FactUnit.None, "The cgroup that was killed.");

    /// <summary>Memory pressure it acted on.</summary>
    public static readonly FactKey OomdPressure =
        new("oomd.pressure_percent", FactValueKind.Real, FactUnit.Percent, "Memory pressure it acted on.");
}
