namespace MemHelpBot.Facts;

/// <summary>slabtop, /proc/slabinfo, or the slab list of a kernel report. The subject is the cache name.</summary>
public static class SlabFacts
{
    /// <summary>How the total of a cache follows from a row of /proc/slabinfo, as long as no page size is known.</summary>
    public const string PagesOfSlabinfo = "slabs × pages per slab × 4 KiB";

    /// <summary>Objects allocated in the cache.</summary>
    public static readonly FactKey Objects =
        new("slab[*].objects", FactValueKind.Integer, FactUnit.None, "Objects allocated in the cache.");

    /// <summary>Objects in use.</summary>
    public static readonly FactKey ActiveObjects =
        new("slab[*].active_objects", FactValueKind.Integer, FactUnit.None, "Objects in use.");

    /// <summary>Size of one object; slabtop rounds it.</summary>
    public static readonly FactKey ObjectBytes =
        new("slab[*].object_bytes", FactValueKind.Real, FactUnit.Bytes, "Size of one object; slabtop rounds it.");

    /// <summary>Memory the cache holds; /proc/slabinfo counts pages, taken as 4 KiB unless the paste shows another size.</summary>
    public static readonly FactKey CacheTotal =
        new("slab[*].total_kb", FactValueKind.Integer, FactUnit.KiB, "Memory the cache holds; /proc/slabinfo counts pages, taken as 4 KiB unless the paste shows another size.");

    /// <summary>Memory of all caches.</summary>
    public static readonly FactKey Total =
        new("slab.total_kb", FactValueKind.Integer, FactUnit.KiB, "Memory of all caches.");

    /// <summary>Memory behind a driver page-table cache at one page an object; an inference, see nvidia_pte_cache.</summary>
    public static readonly FactKey BackedPages =
        new("slab[*].backed_kb", FactValueKind.Integer, FactUnit.KiB, "Memory behind a driver page-table cache at one page an object; an inference, see nvidia_pte_cache.");

    /// <summary>That memory as a share of what no counter shows.</summary>
    public static readonly FactKey BackedShare =
        new("slab[*].backed_percent", FactValueKind.Real, FactUnit.Percent, "That memory as a share of what no counter shows.");
}
