using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests;

/// <summary>The founding incidents as facts.</summary>
internal static class Scenes
{
    /// <summary>An order-2 request on RHEL 7 with 4.7 GB free in single pages.</summary>
    public static Told StackOnSeven() => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.Invoker, "python")
        .Say(OomFacts.GfpMask, 0x3000d0).Say(OomFacts.Order, 2)
        .Say(OomFacts.MemsAllowed, "0-1").Say(OomFacts.Release, "3.10.0-1160.2.2.el7.x86_64")
        .Say(ZoneFacts.FreeBlocks, [622_118, 287_275, 161, 36, 30, 1, 0, 0, 0, 0, 0], "0/Normal")
        .Say(ZoneFacts.FreeBlocks, [0, 0, 1, 0, 2, 1, 1, 0, 1, 1, 3], "1/DMA")
        .Say(ZoneFacts.FreeBlocks, [22_393, 4_279, 44, 4, 0, 0, 0, 0, 0, 0, 0], "1/DMA32")
        .Say(ZoneFacts.FreeBlocks, [12_930, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "1/Normal")
        .Zone("1/DMA", 15_888, 20, 24, 28).Say(ZoneFacts.LowmemReserve, [0, 3_071, 31_997, 31_997], "1/DMA")
        .Zone("1/DMA32", 124_624, 4_304, 5_380, 6_456).Say(ZoneFacts.LowmemReserve, [0, 0, 28_925, 28_925], "1/DMA32")
        .Paste()
        .Say(NumaFacts.Size, 32_237, "0").Say(NumaFacts.Free, 1_554, "0").Say(NumaFacts.Size, 32_012, "1").Say(NumaFacts.Free, 4_897, "1");

    /// <summary>A process that fills the limit of its cgroup, as three bare lines.</summary>
    public static Told CgroupKill(long anon = 81_884) => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.Invoker, "memhog").Say(OomFacts.GfpMask, 0xcc0).Say(OomFacts.GfpFlags, ["GFP_KERNEL"]).Say(OomFacts.Order, 0)
        .Say(MemcgFacts.Usage, 81_920).Say(MemcgFacts.Limit, 81_920).Say(MemcgFacts.Failcnt, 30)
        .Say(OomFacts.Scope, "memcg").Say(OomFacts.Victim, "memhog").Say(OomFacts.VictimPid, 2_021_820).Say(OomFacts.VictimAnonRss, anon);

    /// <summary>The machine's one node below min, order 0.</summary>
    public static Told MachineFull() => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.Invoker, "main").Say(OomFacts.GfpMask, 0x100dca).Say(OomFacts.GfpFlags, ["GFP_HIGHUSER_MOVABLE", "__GFP_ZERO"]).Say(OomFacts.Order, 0)
        .Zone("0/DMA32", 22_324, 44_676, 55_844, 67_012)
        .Say(OomFacts.Constraint, "CONSTRAINT_NONE").Say(OomFacts.MemsAllowed, "0").Say(OomFacts.Nodemask, "(null)")
        .Say(OomFacts.TaskMemcg, "/system.slice/sshd.service")
        .Say(OomFacts.Victim, "main").Say(OomFacts.VictimPid, 1_822).Say(OomFacts.VictimAnonRss, 397_884);

    /// <summary>A policy that allows node 1 only.</summary>
    public static Told BoundToNodeOne() => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.Invoker, "main").Say(OomFacts.GfpMask, 0x100dca).Say(OomFacts.GfpFlags, ["GFP_HIGHUSER_MOVABLE", "__GFP_ZERO"]).Say(OomFacts.Order, 0)
        .Say(MemFacts.FreePages, 226_231)
        .Zone("1/DMA32", 34_068, 32_016, 40_020, 48_024)
        .Say(OomFacts.Constraint, "CONSTRAINT_MEMORY_POLICY").Say(OomFacts.Nodemask, "1").Say(OomFacts.MemsAllowed, "0-1")
        .Say(OomFacts.Victim, "main").Say(OomFacts.VictimPid, 1_734).Say(OomFacts.VictimAnonRss, 236_300);

    /// <summary>/proc/meminfo and the slab line of a GPU node that hangs.</summary>
    public static Told PagesBehindTheDriver() => new Told().Meminfo(
        """
        MemTotal: 63596320 kB
        MemFree: 433348 kB
        MemAvailable: 16240 kB
        Buffers: 852 kB
        Cached: 26580 kB
        SwapCached: 0 kB
        SwapTotal: 0 kB
        SwapFree: 0 kB
        AnonPages: 27100712 kB
        Mapped: 105652 kB
        Shmem: 5188 kB
        Slab: 516752 kB
        SReclaimable: 47820 kB
        SUnreclaim: 468932 kB
        KernelStack: 16512 kB
        PageTables: 72564 kB
        CommitLimit: 31798160 kB
        Committed_AS: 53252204 kB
        VmallocUsed: 0 kB
        Percpu: 15360 kB
        AnonHugePages: 25145344 kB
        FileHugePages: 0 kB
        HugePages_Total: 0
        HugePages_Free: 0
        Hugepagesize: 2048 kB
        Hugetlb: 0 kB
        """)
        .Say(SlabFacts.Objects, 8_650_926, "nvidia_pte_cache-2782818403").Say(SlabFacts.CacheTotal, 339_252, "nvidia_pte_cache-2782818403");
}
