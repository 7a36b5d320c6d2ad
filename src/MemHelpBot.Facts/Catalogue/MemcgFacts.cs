namespace MemHelpBot.Facts;

/// <summary>Counters of the memory cgroup whose limit was reached, per incident (mm/memcontrol.c).</summary>
public static class MemcgFacts
{
    /// <summary>Memory charged to the cgroup.</summary>
    public static readonly FactKey Usage =
        new("memcg.usage_kb", FactValueKind.Integer, FactUnit.KiB, "Memory charged to the cgroup.");

    /// <summary>Its limit (v1 limit_in_bytes, v2 memory.max).</summary>
    public static readonly FactKey Limit =
        new("memcg.limit_kb", FactValueKind.Integer, FactUnit.KiB, "Its limit (v1 limit_in_bytes, v2 memory.max).");

    /// <summary>How often the limit stopped a charge; reclaim attempts, not kills.</summary>
    public static readonly FactKey Failcnt =
        new("memcg.failcnt", FactValueKind.Integer, FactUnit.None, "How often the limit stopped a charge; reclaim attempts, not kills.");

    /// <summary>Swap charged (v2).</summary>
    public static readonly FactKey SwapUsage =
        new("memcg.swap_usage_kb", FactValueKind.Integer, FactUnit.KiB, "Swap charged (v2).");

    /// <summary>Swap limit (v2 memory.swap.max).</summary>
    public static readonly FactKey SwapLimit =
        new("memcg.swap_limit_kb", FactValueKind.Integer, FactUnit.KiB, "Swap limit (v2 memory.swap.max).");

    /// <summary>Memory plus swap charged (v1).</summary>
    public static readonly FactKey MemswUsage =
        new("memcg.memsw_usage_kb", FactValueKind.Integer, FactUnit.KiB, "Memory plus swap charged (v1).");

    /// <summary>Limit of memory plus swap (v1).</summary>
    public static readonly FactKey MemswLimit =
        new("memcg.memsw_limit_kb", FactValueKind.Integer, FactUnit.KiB, "Limit of memory plus swap (v1).");

    /// <summary>Kernel memory charged (v1).</summary>
    public static readonly FactKey KmemUsage =
        new("memcg.kmem_usage_kb", FactValueKind.Integer, FactUnit.KiB, "Kernel memory charged (v1).");

    /// <summary>Limit of kernel memory (v1).</summary>
    public static readonly FactKey KmemLimit =
        new("memcg.kmem_limit_kb", FactValueKind.Integer, FactUnit.KiB, "Limit of kernel memory (v1).");

    /// <summary>Anonymous memory of the cgroup (v1 prints rss).</summary>
    public static readonly FactKey Anon =
        new("memcg.anon_kb", FactValueKind.Integer, FactUnit.KiB, "Anonymous memory of the cgroup (v1 prints rss).");

    /// <summary>Page cache of the cgroup, shared memory included (v1 prints cache).</summary>
    public static readonly FactKey File =
        new("memcg.file_kb", FactValueKind.Integer, FactUnit.KiB, "Page cache of the cgroup, shared memory included (v1 prints cache).");

    /// <summary>Shared memory and tmpfs; part of file.</summary>
    public static readonly FactKey Shmem =
        new("memcg.shmem_kb", FactValueKind.Integer, FactUnit.KiB, "Shared memory and tmpfs; part of file.");

    /// <summary>Kernel slab charged to the cgroup.</summary>
    public static readonly FactKey Slab =
        new("memcg.slab_kb", FactValueKind.Integer, FactUnit.KiB, "Kernel slab charged to the cgroup.");

    /// <summary>Kernel stacks charged to the cgroup.</summary>
    public static readonly FactKey KernelStack =
        new("memcg.kernel_stack_kb", FactValueKind.Integer, FactUnit.KiB, "Kernel stacks charged to the cgroup.");

    /// <summary>Page tables charged to the cgroup.</summary>
    public static readonly FactKey Pagetables =
        new("memcg.pagetables_kb", FactValueKind.Integer, FactUnit.KiB, "Page tables charged to the cgroup.");

    /// <summary>Path of the cgroup whose files are shown, as the command or the file name has it.</summary>
    public static readonly FactKey Path =
        new("memcg.path", FactValueKind.Text, FactUnit.None, "Path of the cgroup whose files are shown, as the command or the file name has it.");

    /// <summary>memory.high (v2): above it the cgroup is throttled and reclaimed, nothing is killed.</summary>
    public static readonly FactKey High =
        new("memcg.high_kb", FactValueKind.Integer, FactUnit.KiB, "memory.high (v2): above it the cgroup is throttled and reclaimed, nothing is killed.");

    /// <summary>memory.low (v2): protected from reclaim where others can give.</summary>
    public static readonly FactKey Low =
        new("memcg.low_kb", FactValueKind.Integer, FactUnit.KiB, "memory.low (v2): protected from reclaim where others can give.");

    /// <summary>memory.min (v2): never reclaimed.</summary>
    public static readonly FactKey Min =
        new("memcg.min_kb", FactValueKind.Integer, FactUnit.KiB, "memory.min (v2): never reclaimed.");

    /// <summary>memory.soft_limit_in_bytes (v1).</summary>
    public static readonly FactKey SoftLimit =
        new("memcg.soft_limit_kb", FactValueKind.Integer, FactUnit.KiB, "memory.soft_limit_in_bytes (v1).");

    /// <summary>Largest use ever charged (v2 memory.peak since 5.19, v1 max_usage_in_bytes).</summary>
    public static readonly FactKey Peak =
        new("memcg.peak_kb", FactValueKind.Integer, FactUnit.KiB, "Largest use ever charged (v2 memory.peak since 5.19, v1 max_usage_in_bytes).");

    /// <summary>memory.swap.high (v2).</summary>
    public static readonly FactKey SwapHigh =
        new("memcg.swap_high_kb", FactValueKind.Integer, FactUnit.KiB, "memory.swap.high (v2).");

    /// <summary>memory.swap.peak (v2, 6.5+).</summary>
    public static readonly FactKey SwapPeak =
        new("memcg.swap_peak_kb", FactValueKind.Integer, FactUnit.KiB, "memory.swap.peak (v2, 6.5+).");

    /// <summary>How often the limit of memory plus swap stopped a charge (v1).</summary>
    public static readonly FactKey MemswFailcnt =
        new("memcg.memsw_failcnt", FactValueKind.Integer, FactUnit.None, "How often the limit of memory plus swap stopped a charge (v1).");

    /// <summary>Largest use of memory plus swap (v1).</summary>
    public static readonly FactKey MemswPeak =
        new("memcg.memsw_peak_kb", FactValueKind.Integer, FactUnit.KiB, "Largest use of memory plus swap (v1).");

    /// <summary>Memory of TCP buffers charged (v1).</summary>
    public static readonly FactKey KmemTcpUsage =
        new("memcg.kmem_tcp_usage_kb", FactValueKind.Integer, FactUnit.KiB, "Memory of TCP buffers charged (v1).");

    /// <summary>Limit of TCP buffers (v1).</summary>
    public static readonly FactKey KmemTcpLimit =
        new("memcg.kmem_tcp_limit_kb", FactValueKind.Integer, FactUnit.KiB, "Limit of TCP buffers (v1).");

    /// <summary>Compressed pool charged (v2, memory.zswap.current).</summary>
    public static readonly FactKey ZswapUsage =
        new("memcg.zswap_usage_kb", FactValueKind.Integer, FactUnit.KiB, "Compressed pool charged (v2, memory.zswap.current).");

    /// <summary>Limit of the compressed pool (v2, memory.zswap.max).</summary>
    public static readonly FactKey ZswapLimit =
        new("memcg.zswap_limit_kb", FactValueKind.Integer, FactUnit.KiB, "Limit of the compressed pool (v2, memory.zswap.max).");

    /// <summary>memory.oom.group (v2): 1 kills the whole cgroup.</summary>
    public static readonly FactKey OomGroup =
        new("memcg.oom_group", FactValueKind.Integer, FactUnit.None, "memory.oom.group (v2): 1 kills the whole cgroup.");

    /// <summary>memory.swappiness (v1).</summary>
    public static readonly FactKey Swappiness =
        new("memcg.swappiness", FactValueKind.Integer, FactUnit.None, "memory.swappiness (v1).");

    /// <summary>A counter of memory.events (v2): low, high, max, oom, oom_kill, oom_group_kill; descendants are included.</summary>
    public static readonly FactKey Event =
        new("memcg.events.*", FactValueKind.Integer, FactUnit.None, "A counter of memory.events (v2): low, high, max, oom, oom_kill, oom_group_kill; descendants are included.");

    /// <summary>A counter of memory.events.local (v2): this cgroup alone.</summary>
    public static readonly FactKey EventLocal =
        new("memcg.events_local.*", FactValueKind.Integer, FactUnit.None, "A counter of memory.events.local (v2): this cgroup alone.");

    /// <summary>A field of memory.oom_control (v1): oom_kill_disable, under_oom, oom_kill.</summary>
    public static readonly FactKey OomControl =
        new("memcg.oom_control.*", FactValueKind.Integer, FactUnit.None, "A field of memory.oom_control (v1): oom_kill_disable, under_oom, oom_kill.");

    /// <summary>A size of memory.stat under the kernel's name, from bytes; v1 counts the cgroup alone, its total_ fields the subtree, v2 always the subtree.</summary>
    public static readonly FactKey Stat =
        new("memcg.stat.*_kb", FactValueKind.Integer, FactUnit.KiB, "A size of memory.stat under the kernel's name, from bytes; v1 counts the cgroup alone, its total_ fields the subtree, v2 always the subtree.");

    /// <summary>Memory charged to a cgroup by name (systemd-cgtop).</summary>
    public static readonly FactKey GroupMemory =
        new("cgroup[*].memory_kb", FactValueKind.Integer, FactUnit.KiB, "Memory charged to a cgroup by name (systemd-cgtop).");
}
