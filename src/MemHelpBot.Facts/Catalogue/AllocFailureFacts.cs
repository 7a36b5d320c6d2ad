namespace MemHelpBot.Facts;

/// <summary>A page allocation failure (mm/page_alloc.c, warn_alloc): a request failed, nothing was killed. Per incident.</summary>
public static class AllocFailureFacts
{
    /// <summary>Task in whose context the request failed; in an interrupt a bystander.</summary>
    public static readonly FactKey Comm =
        new("alloc_failure.comm", FactValueKind.Text, FactUnit.None, "Task in whose context the request failed; in an interrupt a bystander.");

    /// <summary>2^order contiguous pages were asked for.</summary>
    public static readonly FactKey Order =
        new("alloc_failure.order", FactValueKind.Integer, FactUnit.None, "2^order contiguous pages were asked for.");

    /// <summary>The allocation flags as a number.</summary>
    public static readonly FactKey GfpMask =
        new("alloc_failure.gfp_mask", FactValueKind.Integer, FactUnit.None, "The allocation flags as a number.");

    /// <summary>The allocation flags by name: printed since 4.6, else decoded by kernel version.</summary>
    public static readonly FactKey GfpFlags =
        new("alloc_failure.gfp_flags", FactValueKind.Texts, FactUnit.None, "The allocation flags by name: printed since 4.6, else decoded by kernel version.");

    /// <summary>Size of the request.</summary>
    public static readonly FactKey RequestBytes =
        new("alloc_failure.request_bytes", FactValueKind.Integer, FactUnit.Bytes, "Size of the request.");
}
