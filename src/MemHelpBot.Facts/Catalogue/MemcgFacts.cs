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
}
