namespace MemHelpBot.Facts;

/// <summary>A page allocation that took long and did not fail (mm/page_alloc.c, warn_alloc_stall; 4.9 to 4.14), per incident.</summary>
public static class AllocStallFacts
{
    /// <summary>Task whose request waited for reclaim.</summary>
    public static readonly FactKey Comm =
        new("alloc_stall.comm", FactValueKind.Text, FactUnit.None, "Task whose request waited for reclaim.");

    /// <summary>Milliseconds it had waited.</summary>
    public static readonly FactKey Duration =
        new("alloc_stall.duration_ms", FactValueKind.Integer, FactUnit.None, "Milliseconds it had waited.");

    /// <summary>2^order contiguous pages were asked for.</summary>
    public static readonly FactKey Order =
        new("alloc_stall.order", FactValueKind.Integer, FactUnit.None, "2^order contiguous pages were asked for.");

    /// <summary>The allocation flags as a number.</summary>
    public static readonly FactKey GfpMask =
        new("alloc_stall.gfp_mask", FactValueKind.Integer, FactUnit.None, "The allocation flags as a number.");

    /// <summary>The allocation flags by name, as printed.</summary>
    public static readonly FactKey GfpFlags =
        new("alloc_stall.gfp_flags", FactValueKind.Texts, FactUnit.None, "The allocation flags by name, as printed.");
}
