namespace MemHelpBot.Diagnosis.Fit;

/// <summary>What kind of number a parameter is.</summary>
public enum FitKind
{
    /// <summary>Bytes, told with a unit.</summary>
    Size,

    /// <summary>KiB where no unit is told, as the kernel's own setting is written.</summary>
    SizeInKiB,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>Percent.</summary>
    Percent,
}

/// <summary>A number that a person may state in place of the paste's: the change that is asked about.</summary>
/// <param name="Name">Its name: the option without the dashes, and the id of its row.</param>
/// <param name="Kind">What kind of number it is.</param>
/// <param name="Meaning">One sentence for the help.</param>
public sealed record FitParameter(string Name, FitKind Kind, string Meaning)
{
    /// <summary>All parameters, in the order of the questions.</summary>
    public static IReadOnlyList<FitParameter> All { get; } =
    [
        new("ranks", FitKind.Count, "MPI ranks (or workers) on one node."),
        new("threads", FitKind.Count, "Threads of one rank."),
        new("per-rank", FitKind.Size, "Memory of one rank."),
        new("per-thread", FitKind.Size, "Memory that each thread of a rank needs for itself."),
        new("node-memory", FitKind.Size, "Memory of the node."),
        new("os-reserve", FitKind.Size, "Memory left to the system; 5 % of the node when not told."),
        new("limit", FitKind.Size, "Memory limit of the cgroup, container or job."),
        new("peak", FitKind.Size, "Largest use that was measured."),
        new("headroom", FitKind.Percent, "Head-room above the peak; 25 when not told."),
        new("heap", FitKind.Size, "-Xmx of a JVM."),
        new("metaspace", FitKind.Size, "-XX:MaxMetaspaceSize; 256 MiB when not told."),
        new("code-cache", FitKind.Size, "-XX:ReservedCodeCacheSize; 240 MiB when not told."),
        new("thread-count", FitKind.Count, "Threads of the JVM."),
        new("stack", FitKind.Size, "-Xss; 1 MiB when not told."),
        new("direct", FitKind.Size, "-XX:MaxDirectMemorySize."),
        new("min-free", FitKind.SizeInKiB, "vm.min_free_kbytes as it would be; kB when no unit is told."),
        new("order", FitKind.Count, "Order of the request in place of the report's."),
        new("overcommit-ratio", FitKind.Percent, "vm.overcommit_ratio as it would be."),
        new("swap", FitKind.Size, "Swap space as it would be."),
        new("request", FitKind.Size, "Size of one reservation."),
    ];
}

/// <summary>The numbers that a person states. Sizes are in bytes.</summary>
/// <param name="Values">By name of the parameter.</param>
public sealed record FitGiven(IReadOnlyDictionary<string, decimal> Values)
{
    /// <summary>Nothing stated: the paste alone.</summary>
    public static FitGiven Nothing { get; } = new(new Dictionary<string, decimal>());

    /// <summary>Whether one of these was stated.</summary>
    public bool Any(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Values.ContainsKey(name))
                return true;
        }

        return false;
    }
}
