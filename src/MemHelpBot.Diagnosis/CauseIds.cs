namespace MemHelpBot.Diagnosis;

/// <summary>The closed list of diagnoses. Ids never change meaning; new ones may be added.</summary>
public static class CauseIds
{
    /// <summary>All RAM and swap of the machine were in use and the kernel killed a process.</summary>
    public const string HostRamExhausted = "host-ram-exhausted";

    /// <summary>The memory cgroup of the process itself reached its own limit.</summary>
    public const string CgroupLimit = "cgroup-limit";

    /// <summary>An ancestor cgroup reached its limit while the task's own had room.</summary>
    public const string ParentCgroupLimit = "parent-cgroup-limit";

    /// <summary>The NUMA nodes that a policy or cpuset allows ran out while others had room.</summary>
    public const string NumaNodeExhausted = "numa-node-exhausted";

    /// <summary>No contiguous block of the requested order, though single pages are free.</summary>
    public const string MemoryFragmentation = "memory-fragmentation";

    /// <summary>A low zone is exhausted or protected by lowmem_reserve.</summary>
    public const string LowZoneExhausted = "low-zone-exhausted";

    /// <summary>An allocation that may not sleep found the reserve empty; nothing is killed.</summary>
    public const string AtomicReserveExhausted = "atomic-reserve-exhausted";

    /// <summary>Strict overcommit (mode 2) refused a reservation.</summary>
    public const string CommitLimit = "commit-limit";

    /// <summary>Mode 0 refused one reservation that is obviously too large.</summary>
    public const string OvercommitHeuristic = "overcommit-heuristic";

    /// <summary>RLIMIT_AS or RLIMIT_DATA refused the mapping.</summary>
    public const string AddressSpaceRlimit = "address-space-rlimit";

    /// <summary>The stack limit was hit.</summary>
    public const string StackLimit = "stack-limit";

    /// <summary>The limit of locked memory refused a registration.</summary>
    public const string MemlockLimit = "memlock-limit";

    /// <summary>The fabric or MPI layer could not register or allocate its own buffers.</summary>
    public const string InterconnectMemory = "interconnect-memory";

    /// <summary>Too many ranks times threads a node for its memory.</summary>
    public const string MpiOversubscription = "mpi-oversubscription";

    /// <summary>One request of the program is by itself too large.</summary>
    public const string AppAllocationTooLarge = "app-allocation-too-large";

    /// <summary>The batch scheduler killed the job for exceeding its memory request.</summary>
    public const string SchedulerMemoryLimit = "scheduler-memory-limit";

    /// <summary>A process, thread or pid limit refused a fork or clone.</summary>
    public const string ThreadOrPidLimit = "thread-or-pid-limit";

    /// <summary>vm.max_map_count refused a mapping.</summary>
    public const string MapCountLimit = "map-count-limit";

    /// <summary>Unreclaimable slab holds the memory.</summary>
    public const string KernelSlabGrowth = "kernel-slab-growth";

    /// <summary>Pages taken by a driver that no counter shows.</summary>
    public const string DriverKernelMemory = "driver-kernel-memory";

    /// <summary>Shared memory or tmpfs files hold the memory.</summary>
    public const string ShmemOrTmpfs = "shmem-or-tmpfs";

    /// <summary>Memory reserved as huge pages is not available to the rest.</summary>
    public const string HugepagesReserved = "hugepages-reserved";

    /// <summary>The machine stalls re-reading its own program pages long before any kill.</summary>
    public const string ReclaimThrash = "reclaim-thrash";

    /// <summary>The kubelet evicted Pods because the node fell below its threshold.</summary>
    public const string NodePressureEviction = "node-pressure-eviction";

    /// <summary>earlyoom, systemd-oomd or oomd killed, not the kernel.</summary>
    public const string UserspaceOomDaemon = "userspace-oom-daemon";

    /// <summary>One process grows without bound.</summary>
    public const string ProcessMemoryLeak = "process-memory-leak";

    /// <summary>The JVM's heap (-Xmx) is full.</summary>
    public const string JvmHeap = "jvm-heap";

    /// <summary>The JVM's class metadata space is full.</summary>
    public const string JvmMetaspace = "jvm-metaspace";

    /// <summary>The JVM's direct buffers reached their limit.</summary>
    public const string JvmDirectMemory = "jvm-direct-memory";

    /// <summary>malloc or mmap inside the JVM was refused.</summary>
    public const string JvmNativeMemory = "jvm-native-memory";

    /// <summary>Another runtime's own heap cap.</summary>
    public const string RuntimeHeapLimit = "runtime-heap-limit";

    /// <summary>GPU device memory is exhausted.</summary>
    public const string GpuDeviceMemory = "gpu-device-memory";

    /// <summary>Host memory pinned or managed for the GPU.</summary>
    public const string GpuPinnedMemory = "gpu-pinned-memory";

    /// <summary>A database's own settings exceed the machine.</summary>
    public const string DatabaseMemoryConfig = "database-memory-config";

    /// <summary>A crash or stop that is no shortage.</summary>
    public const string NotAMemoryShortage = "not-a-memory-shortage";

    /// <summary>The paste does not decide; the answer asks for what would.</summary>
    public const string InsufficientEvidence = "insufficient-evidence";

    /// <summary>All ids, in the order in which equally sure causes are listed: the more specific first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ParentCgroupLimit,
        CgroupLimit,
        NumaNodeExhausted,
        MemoryFragmentation,
        LowZoneExhausted,
        AtomicReserveExhausted,
        UserspaceOomDaemon,
        NodePressureEviction,
        SchedulerMemoryLimit,
        MpiOversubscription,
        MapCountLimit,
        ThreadOrPidLimit,
        MemlockLimit,
        StackLimit,
        AddressSpaceRlimit,
        CommitLimit,
        OvercommitHeuristic,
        JvmDirectMemory,
        JvmMetaspace,
        JvmHeap,
        JvmNativeMemory,
        RuntimeHeapLimit,
        GpuDeviceMemory,
        GpuPinnedMemory,
        DatabaseMemoryConfig,
        InterconnectMemory,
        AppAllocationTooLarge,
        ReclaimThrash,
        DriverKernelMemory,
        HugepagesReserved,
        KernelSlabGrowth,
        ShmemOrTmpfs,
        ProcessMemoryLeak,
        HostRamExhausted,
        NotAMemoryShortage,
        InsufficientEvidence,
    ];
}
