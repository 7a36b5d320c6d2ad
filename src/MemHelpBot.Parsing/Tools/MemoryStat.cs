using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tools;

/// <summary>The fields of a cgroup's memory.stat: which are sizes in bytes, and which have a name of their own among the facts.</summary>
internal static class MemoryStat
{
    /// <summary>Fields that count events or pages, not bytes (mm/memcontrol.c).</summary>
    private static readonly string[] Counts = ["pg", "total_pg", "workingset_", "thp_", "oom", "numa_", "swp", "zswp", "recent_", "swpin", "thp"];

    /// <summary>The fact of a field and its subject; null for a field that is no size.</summary>
    public static (FactKey Key, string? Subject)? Of(ReadOnlySpan<char> field)
    {
        foreach (var count in Counts)
        {
            if (field.StartsWith(count, StringComparison.Ordinal))
                return null;
        }

        return field switch
        {
            "anon" or "rss" => (MemcgFacts.Anon, null),
            "file" or "cache" => (MemcgFacts.File, null),
            "shmem" => (MemcgFacts.Shmem, null),
            "slab" => (MemcgFacts.Slab, null),
            "kernel_stack" => (MemcgFacts.KernelStack, null),
            "pagetables" => (MemcgFacts.Pagetables, null),
            "swap" => (MemcgFacts.SwapUsage, null),
            _ => (MemcgFacts.Stat, field.ToString()),
        };
    }
}
