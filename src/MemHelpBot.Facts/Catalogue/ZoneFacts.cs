namespace MemHelpBot.Facts;

/// <summary>One zone of one NUMA node in a kernel report; the subject is node/zone (1/DMA32). Per incident.</summary>
public static class ZoneFacts
{
    /// <summary>Free memory of the zone.</summary>
    public static readonly FactKey Free =
        new("zone[*].free_kb", FactValueKind.Integer, FactUnit.KiB, "Free memory of the zone.");

    /// <summary>Watermark below which only reserves are served.</summary>
    public static readonly FactKey Min =
        new("zone[*].min_kb", FactValueKind.Integer, FactUnit.KiB, "Watermark below which only reserves are served.");

    /// <summary>Watermark at which kswapd wakes.</summary>
    public static readonly FactKey Low =
        new("zone[*].low_kb", FactValueKind.Integer, FactUnit.KiB, "Watermark at which kswapd wakes.");

    /// <summary>Watermark at which kswapd sleeps; the last try before the OOM killer is made against it.</summary>
    public static readonly FactKey High =
        new("zone[*].high_kb", FactValueKind.Integer, FactUnit.KiB, "Watermark at which kswapd sleeps; the last try before the OOM killer is made against it.");

    /// <summary>Memory present in the zone.</summary>
    public static readonly FactKey Present =
        new("zone[*].present_kb", FactValueKind.Integer, FactUnit.KiB, "Memory present in the zone.");

    /// <summary>Memory the page allocator manages in the zone (3.10+).</summary>
    public static readonly FactKey Managed =
        new("zone[*].managed_kb", FactValueKind.Integer, FactUnit.KiB, "Memory the page allocator manages in the zone (3.10+).");

    /// <summary>Free memory in CMA areas, of no use to unmovable requests.</summary>
    public static readonly FactKey FreeCma =
        new("zone[*].free_cma_kb", FactValueKind.Integer, FactUnit.KiB, "Free memory in CMA areas, of no use to unmovable requests.");

    /// <summary>The kernel had given up reclaim here (per zone to 4.6, per node from 4.8).</summary>
    public static readonly FactKey AllUnreclaimable =
        new("zone[*].all_unreclaimable", FactValueKind.Flag, FactUnit.None, "The kernel had given up reclaim here (per zone to 4.6, per node from 4.8).");

    /// <summary>Pages kept from requests that could use a higher zone, by highest zone of the request.</summary>
    public static readonly FactKey LowmemReserve =
        new("zone[*].lowmem_reserve_pages", FactValueKind.Integers, FactUnit.Pages, "Pages kept from requests that could use a higher zone, by highest zone of the request.");

    /// <summary>Free blocks of 2^n pages, order 0 first.</summary>
    public static readonly FactKey FreeBlocks =
        new("zone[*].free_blocks", FactValueKind.Integers, FactUnit.None, "Free blocks of 2^n pages, order 0 first.");

    /// <summary>Migrate-type letters behind each order (U, M, E, R, H, C, I), empty text where none is printed.</summary>
    public static readonly FactKey FreeBlockTypes =
        new("zone[*].free_block_types", FactValueKind.Texts, FactUnit.None, "Migrate-type letters behind each order (U, M, E, R, H, C, I), empty text where none is printed.");

    /// <summary>Temporary rise of the watermarks after fragmentation; contained in min, low and high (5.16+).</summary>
    public static readonly FactKey Boost =
        new("zone[*].boost_kb", FactValueKind.Integer, FactUnit.KiB, "Temporary rise of the watermarks after fragmentation; contained in min, low and high (5.16+).");

    /// <summary>Memory set aside for contiguous requests that may not sleep (5.10+).</summary>
    public static readonly FactKey ReservedHighatomic =
        new("zone[*].reserved_highatomic_kb", FactValueKind.Integer, FactUnit.KiB, "Memory set aside for contiguous requests that may not sleep (5.10+).");

    /// <summary>Free part of that memory (seen 6.18).</summary>
    public static readonly FactKey FreeHighatomic =
        new("zone[*].free_highatomic_kb", FactValueKind.Integer, FactUnit.KiB, "Free part of that memory (seen 6.18).");

    /// <summary>A page count of /proc/zoneinfo; the subject is node/zone, then the kernel's field: free, min, low, high, spanned, present, managed. The page size is not in the file.</summary>
    public static readonly FactKey InfoPages =
        new("zoneinfo[*]_pages", FactValueKind.Integer, FactUnit.Pages, "A page count of /proc/zoneinfo; the subject is node/zone, then the kernel's field: free, min, low, high, spanned, present, managed. The page size is not in the file.");

    /// <summary>lowmem_reserve of the zone (protection), by highest zone of the request.</summary>
    public static readonly FactKey InfoProtection =
        new("zoneinfo[*].protection_pages", FactValueKind.Integers, FactUnit.Pages, "lowmem_reserve of the zone (protection), by highest zone of the request.");

    /// <summary>Free blocks by order of one migrate type (/proc/pagetypeinfo); the subject is node/zone/type. A list of texts where the kernel stopped counting (>100000, 5.5+).</summary>
    public static readonly FactKey TypeBlocks =
        new("pagetype[*].free_blocks", FactValueKind.Integers, FactUnit.None, "Free blocks by order of one migrate type (/proc/pagetypeinfo); the subject is node/zone/type. A list of texts where the kernel stopped counting (>100000, 5.5+).");
}
