namespace MemHelpBot.Facts;

/// <summary>Machine-wide counters of a kernel report (show_mem), per incident.</summary>
public static class MemFacts
{
    /// <summary>Free swap.</summary>
    public static readonly FactKey FreeSwap =
        new("mem.free_swap_kb", FactValueKind.Integer, FactUnit.KiB, "Free swap.");

    /// <summary>Swap space.</summary>
    public static readonly FactKey TotalSwap =
        new("mem.total_swap_kb", FactValueKind.Integer, FactUnit.KiB, "Swap space.");

    /// <summary>Pages of RAM, reserved ones included.</summary>
    public static readonly FactKey RamPages =
        new("mem.ram_pages", FactValueKind.Integer, FactUnit.Pages, "Pages of RAM, reserved ones included.");

    /// <summary>Pages the kernel took at boot.</summary>
    public static readonly FactKey ReservedPages =
        new("mem.reserved_pages", FactValueKind.Integer, FactUnit.Pages, "Pages the kernel took at boot.");

    /// <summary>Slab pages that reclaim cannot free.</summary>
    public static readonly FactKey SlabUnreclaimablePages =
        new("mem.slab_unreclaimable_pages", FactValueKind.Integer, FactUnit.Pages, "Slab pages that reclaim cannot free.");

    /// <summary>Slab pages that reclaim may free.</summary>
    public static readonly FactKey SlabReclaimablePages =
        new("mem.slab_reclaimable_pages", FactValueKind.Integer, FactUnit.Pages, "Slab pages that reclaim may free.");

    /// <summary>Shared memory and tmpfs pages.</summary>
    public static readonly FactKey ShmemPages =
        new("mem.shmem_pages", FactValueKind.Integer, FactUnit.Pages, "Shared memory and tmpfs pages.");

    /// <summary>Free pages.</summary>
    public static readonly FactKey FreePages =
        new("mem.free_pages", FactValueKind.Integer, FactUnit.Pages, "Free pages.");

    /// <summary>Active anonymous pages.</summary>
    public static readonly FactKey AnonPages =
        new("mem.active_anon_pages", FactValueKind.Integer, FactUnit.Pages, "Active anonymous pages.");

    /// <summary>Inactive anonymous pages.</summary>
    public static readonly FactKey InactiveAnonPages =
        new("mem.inactive_anon_pages", FactValueKind.Integer, FactUnit.Pages, "Inactive anonymous pages.");

    /// <summary>Active file pages.</summary>
    public static readonly FactKey ActiveFilePages =
        new("mem.active_file_pages", FactValueKind.Integer, FactUnit.Pages, "Active file pages.");

    /// <summary>Inactive file pages.</summary>
    public static readonly FactKey InactiveFilePages =
        new("mem.inactive_file_pages", FactValueKind.Integer, FactUnit.Pages, "Inactive file pages.");

    /// <summary>Pages reclaim must not touch (mlock, ramfs).</summary>
    public static readonly FactKey UnevictablePages =
        new("mem.unevictable_pages", FactValueKind.Integer, FactUnit.Pages, "Pages reclaim must not touch (mlock, ramfs).");

    /// <summary>Dirty file pages.</summary>
    public static readonly FactKey DirtyPages =
        new("mem.dirty_pages", FactValueKind.Integer, FactUnit.Pages, "Dirty file pages.");

    /// <summary>Pages being written back.</summary>
    public static readonly FactKey WritebackPages =
        new("mem.writeback_pages", FactValueKind.Integer, FactUnit.Pages, "Pages being written back.");

    /// <summary>Page-table pages.</summary>
    public static readonly FactKey PagetablesPages =
        new("mem.pagetables_pages", FactValueKind.Integer, FactUnit.Pages, "Page-table pages.");

    /// <summary>Page cache, shared memory and swap cache included.</summary>
    public static readonly FactKey PagecachePages =
        new("mem.pagecache_pages", FactValueKind.Integer, FactUnit.Pages, "Page cache, shared memory and swap cache included.");

    /// <summary>Huge pages reserved, summed over the nodes of the report, of the default size.</summary>
    public static readonly FactKey HugepagesTotal =
        new("mem.node_hugepages_total", FactValueKind.Integer, FactUnit.None, "Huge pages reserved, summed over the nodes of the report, of the default size.");

    /// <summary>Usable pages minus every counter of the report that holds RAM: upper bound of kernel pages no counter shows.</summary>
    public static readonly FactKey Unaccounted =
        new("mem.unaccounted_pages", FactValueKind.Integer, FactUnit.Pages, "Usable pages minus every counter of the report that holds RAM: upper bound of kernel pages no counter shows.");

    /// <summary>That memory as a share of the usable pages.</summary>
    public static readonly FactKey UnaccountedPercent =
        new("mem.unaccounted_percent", FactValueKind.Real, FactUnit.Percent, "That memory as a share of the usable pages.");

    /// <summary>Pages of RAM without the reserved ones.</summary>
    public static readonly FactKey UsablePages =
        new("mem.usable_pages", FactValueKind.Integer, FactUnit.Pages, "Pages of RAM without the reserved ones.");

    /// <summary>Size of a page, by the first column of the free lists.</summary>
    public static readonly FactKey PageSize =
        new("mem.page_size_kb", FactValueKind.Integer, FactUnit.KiB, "Size of a page, by the first column of the free lists.");

    /// <summary>Pages of the areas for contiguous allocations (CMA); part of RAM, lent to movable pages only.</summary>
    public static readonly FactKey CmaReservedPages =
        new("mem.cma_reserved_pages", FactValueKind.Integer, FactUnit.Pages, "Pages of the areas for contiguous allocations (CMA); part of RAM, lent to movable pages only.");

    /// <summary>Pages taken out of use for hardware errors.</summary>
    public static readonly FactKey HwpoisonedPages =
        new("mem.hwpoisoned_pages", FactValueKind.Integer, FactUnit.Pages, "Pages taken out of use for hardware errors.");

    /// <summary>Memory of the huge page pools of every node and size, which nothing else may use.</summary>
    public static readonly FactKey HugepagesPool =
        new("mem.hugepages_kb", FactValueKind.Integer, FactUnit.KiB, "Memory of the huge page pools of every node and size, which nothing else may use.");

    /// <summary>The part of these pools that nobody uses.</summary>
    public static readonly FactKey HugepagesFree =
        new("mem.hugepages_free_kb", FactValueKind.Integer, FactUnit.KiB, "The part of these pools that nobody uses.");
}
