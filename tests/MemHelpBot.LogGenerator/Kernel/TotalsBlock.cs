using MemHelpBot.LogGenerator.Truth;
using static System.FormattableString;

namespace MemHelpBot.LogGenerator.Kernel;

/// <summary>Page cache, swap and RAM (mm/swap_state.c show_swap_cache_info, lib/show_mem.c), and the slabs that cannot be reclaimed (mm/slab_common.c, 4.15+).</summary>
internal static class TotalsBlock
{
    private static readonly Epochs<bool> SwapCacheStats = new(("2.6.32", true), ("6.1", false));

    private static readonly Epochs<bool> SharedPages = new(("2.6.32", true), ("el7a", false));

    private static readonly Epochs<bool> SlabInfo = new(("2.6.32", false), ("4.15", true));

    private static readonly string[] Caches = ["TCPv6", "sock_inode_cache", "kmalloc-8192", "task_struct", "vm_area_struct", "filp", "dma-kmalloc-512", "nf_conntrack", "zs_handle"];

    /// <summary>Prints the totals.</summary>
    public static void Print(Scene scene, ReportWriter into)
    {
        var (random, total) = (scene.Random, scene.Random.Next(2) == 0 ? 0 : scene.Random.NextInt64(1 << 24) * 4);
        var free = total == 0 || random.Next(2) == 0 ? 0 : random.NextInt64(total / 4) * 4;
        Pages("mem.pagecache_pages", random.NextInt64(9_000_000), "total pagecache pages");
        Pages(null, random.NextInt64(2) * 7, "pages in swap cache");
        if (SwapCacheStats.Of(scene.Version))
            into.Print(Invariant($"Swap cache stats: add {random.Next(90_000)}, delete {random.Next(90_000)}, find {random.Next(900)}/{random.Next(9000)}"));
        into.Tell("mem.free_swap_kb", TrueValue.Of(free));
        into.Print(Invariant($"Free swap  = {free}kB"));
        into.Tell("mem.total_swap_kb", TrueValue.Of(total));
        into.Print(Invariant($"Total swap = {total}kB"));
        Pages("mem.ram_pages", scene.Zones.Sum(z => z.Present), "pages RAM");
        var shared = SharedPages.Of(scene.Version);
        if (!shared)
            Pages(null, 0, "pages HighMem/MovableOnly");
        else if (scene.Machine == MachineKind.HighMem)
            Pages(null, scene.Zones[^1].Present, "pages HighMem");
        Pages("mem.reserved_pages", scene.Zones.Sum(z => z.Present - z.Managed), "pages reserved");
        if (scene.Machine == MachineKind.Cma)
            Pages("mem.cma_reserved_pages", random.Next(9000), "pages cma reserved");
        if (shared)
        {
            Pages(null, random.Next(90_000), "pages shared");
            Pages(null, random.Next(900_000), "pages non-shared");
        }
        else
        {
            Pages("mem.hwpoisoned_pages", 0, "pages hwpoisoned");
        }

        void Pages(string? fact, long value, string words)
        {
            if (fact is not null)
                into.Tell(fact, TrueValue.Of(value));
            into.Print(Invariant($"{value} {words}"));
        }
    }

    /// <summary>Prints the slabs, as the kernel does when they outweigh all else.</summary>
    public static void PrintSlabs(Scene scene, ReportWriter into)
    {
        if (!SlabInfo.Of(scene.Version) || scene.Random.Next(3) != 0)
            return;
        var first = into.Next;
        into.Print("Unreclaimable slab info:");
        into.Print("Name                      Used          Total");
        foreach (var cache in Caches.Take(scene.Random.Next(1, Caches.Length)))
        {
            var total = scene.Random.NextInt64(1, 9_000_000);
            into.Tell($"slab[{cache}].total_kb", TrueValue.Of(total), first, into.Next);
            into.Print(Invariant($"{cache,-17} {scene.Random.NextInt64(total),10}KB {total,10}KB"));
        }
    }
}
