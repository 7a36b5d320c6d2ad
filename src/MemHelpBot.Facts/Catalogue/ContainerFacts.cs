namespace MemHelpBot.Facts;

/// <summary>Containers as docker and podman show them; the subject is the name, else the id.</summary>
public static class ContainerFacts
{
    /// <summary>State.OOMKilled of inspect: the runtime saw an OOM kill in the container's cgroup. No proof where it is false.</summary>
    public static readonly FactKey OomKilled =
        new("container.oom_killed", FactValueKind.Flag, FactUnit.None, "State.OOMKilled of inspect: the runtime saw an OOM kill in the container's cgroup. No proof where it is false.");

    /// <summary>MEM USAGE of stats; docker leaves inactive page cache out.</summary>
    public static readonly FactKey Usage =
        new("container[*].memory_usage_bytes", FactValueKind.Integer, FactUnit.Bytes, "MEM USAGE of stats; docker leaves inactive page cache out.");

    /// <summary>LIMIT of stats; the machine's memory where no limit is set.</summary>
    public static readonly FactKey Limit =
        new("container[*].memory_limit_bytes", FactValueKind.Integer, FactUnit.Bytes, "LIMIT of stats; the machine's memory where no limit is set.");

    /// <summary>MEM % of stats.</summary>
    public static readonly FactKey Percent =
        new("container[*].memory_percent", FactValueKind.Real, FactUnit.Percent, "MEM % of stats.");

    /// <summary>Tasks of the container.</summary>
    public static readonly FactKey Pids =
        new("container[*].pids", FactValueKind.Integer, FactUnit.None, "Tasks of the container.");

    /// <summary>HostConfig.MemorySwap of inspect: memory plus swap; unlimited where it is -1.</summary>
    public static readonly FactKey MemorySwap =
        new("container.memory_swap_kb", FactValueKind.Integer, FactUnit.KiB, "HostConfig.MemorySwap of inspect: memory plus swap; unlimited where it is -1.");

    /// <summary>HostConfig.MemoryReservation of inspect: a soft limit.</summary>
    public static readonly FactKey Reservation =
        new("container.memory_reservation_kb", FactValueKind.Integer, FactUnit.KiB, "HostConfig.MemoryReservation of inspect: a soft limit.");

    /// <summary>Size of the container's /dev/shm (HostConfig.ShmSize, shm_size of compose).</summary>
    public static readonly FactKey ShmSize =
        new("container.shm_size_bytes", FactValueKind.Integer, FactUnit.Bytes, "Size of the container's /dev/shm (HostConfig.ShmSize, shm_size of compose).");

    /// <summary>HostConfig.PidsLimit of inspect.</summary>
    public static readonly FactKey PidsLimit =
        new("container.pids_limit", FactValueKind.Integer, FactUnit.None, "HostConfig.PidsLimit of inspect.");
}
