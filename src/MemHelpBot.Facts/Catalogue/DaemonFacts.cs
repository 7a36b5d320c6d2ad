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

    /// <summary>Resident memory of the process that earlyoom ended (its VmRSS).</summary>
    public static readonly FactKey EarlyoomVictimRss =
        new("earlyoom.victim_rss_kb", FactValueKind.Integer, FactUnit.KiB, "Resident memory of the process that earlyoom ended (its VmRSS).");

    /// <summary>The cgroup that was killed.</summary>
    public static readonly FactKey OomdCgroup =
        new("oomd.cgroup", FactValueKind.Text, FactUnit.None, "The cgroup that was killed.");

    /// <summary>Memory in use on the node, or in its container, when a program's own watchdog killed (Ray).</summary>
    public static readonly FactKey WatchdogUsed =
        new("watchdog.used_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory in use on the node, or in its container, when a program's own watchdog killed (Ray).");

    /// <summary>Memory of that node or container.</summary>
    public static readonly FactKey WatchdogTotal =
        new("watchdog.total_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory of that node or container.");

    /// <summary>Memory that the killed task held by itself.</summary>
    public static readonly FactKey WatchdogVictim =
        new("watchdog.victim_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory that the killed task held by itself.");

    /// <summary>Memory pressure it acted on.</summary>
    public static readonly FactKey OomdPressure =
        new("oomd.pressure_percent", FactValueKind.Real, FactUnit.Percent, "Memory pressure it acted on.");
}
