namespace MemHelpBot.Facts;

/// <summary>The kernel's own watermark test, replayed with the numbers of the report (mm/page_alloc.c, __zone_watermark_ok). All derived; the subject is node/zone. Per incident.</summary>
public static class ReplayFacts
{
    /// <summary>Free pages after taking the request itself (2^order - 1).</summary>
    public static readonly FactKey Free =
        new("replay[*].free_pages", FactValueKind.Integer, FactUnit.Pages, "Free pages after taking the request itself (2^order - 1).");

    /// <summary>min watermark plus lowmem_reserve: the order-0 line that free must exceed.</summary>
    public static readonly FactKey Needed =
        new("replay[*].needed_pages", FactValueKind.Integer, FactUnit.Pages, "min watermark plus lowmem_reserve: the order-0 line that free must exceed.");

    /// <summary>Order at which the per-order test of kernels to 4.3 fails.</summary>
    public static readonly FactKey FailsAtOrder =
        new("replay[*].fails_at_order", FactValueKind.Integer, FactUnit.None, "Order at which the per-order test of kernels to 4.3 fails.");

    /// <summary>Free pages that remain at that order.</summary>
    public static readonly FactKey Left =
        new("replay[*].left_pages", FactValueKind.Integer, FactUnit.Pages, "Free pages that remain at that order.");

    /// <summary>What must be exceeded at that order.</summary>
    public static readonly FactKey Mark =
        new("replay[*].mark_pages", FactValueKind.Integer, FactUnit.Pages, "What must be exceeded at that order.");

    /// <summary>pass, below-watermark, below-reserve, fragmented, no-block, or unknown when a number is not told.</summary>
    public static readonly FactKey Verdict =
        new("replay[*].verdict", FactValueKind.Text, FactUnit.None, "pass, below-watermark, below-reserve, fragmented, no-block, or unknown when a number is not told.");

    /// <summary>The zone fails when its min (which the paste does not show) is at least this.</summary>
    public static readonly FactKey MinFails =
        new("replay[*].fails_if_min_kb", FactValueKind.Integer, FactUnit.KiB, "The zone fails when its min (which the paste does not show) is at least this.");

    /// <summary>Free blocks of the requested order or larger.</summary>
    public static readonly FactKey BlocksOfOrder =
        new("replay[*].usable_blocks", FactValueKind.Integer, FactUnit.None, "Free blocks of the requested order or larger.");

    /// <summary>per-order (to 4.3, el6, el7) or scan (4.4+).</summary>
    public static readonly FactKey Algorithm =
        new("oom.watermark_algorithm", FactValueKind.Text, FactUnit.None, "per-order (to 4.3, el6, el7) or scan (4.4+).");

    /// <summary>The same test against the high mark: the last try before the OOM killer. Same words as the verdict.</summary>
    public static readonly FactKey LastTry =
        new("replay[*].last_try", FactValueKind.Text, FactUnit.None, "The same test against the high mark: the last try before the OOM killer. Same words as the verdict.");

    /// <summary>What the zone would keep after the whole request, where lowmem_reserve refuses it.</summary>
    public static readonly FactKey FreeKb =
        new("replay[*].free_kb", FactValueKind.Integer, FactUnit.KiB, "What the zone would keep after the whole request, where lowmem_reserve refuses it.");

    /// <summary>low watermark plus lowmem_reserve, where lowmem_reserve refuses the zone: the line of the first try.</summary>
    public static readonly FactKey LowLineKb =
        new("replay[*].low_line_kb", FactValueKind.Integer, FactUnit.KiB, "low watermark plus lowmem_reserve, where lowmem_reserve refuses the zone: the line of the first try.");
}
