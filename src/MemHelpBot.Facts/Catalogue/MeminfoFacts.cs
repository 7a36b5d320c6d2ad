namespace MemHelpBot.Facts;

/// <summary>/proc/meminfo (fs/proc/meminfo.c). The subject is the kernel field name.</summary>
public static class MeminfoFacts
{
    /// <summary>A field in kB, under the name the kernel prints.</summary>
    public static readonly FactKey Field =
        new("meminfo.*_kb", FactValueKind.Integer, FactUnit.KiB, "A field in kB, under the name the kernel prints.");

    /// <summary>A HugePages_ field: a count of pages of the default huge page size.</summary>
    public static readonly FactKey Count =
        new("meminfo.*", FactValueKind.Integer, FactUnit.None, "A HugePages_ field: a count of pages of the default huge page size.");

    /// <summary>MemTotal minus every counter that holds RAM: upper bound of kernel pages no counter shows.</summary>
    public static readonly FactKey Unaccounted =
        new("meminfo.unaccounted_kb", FactValueKind.Integer, FactUnit.KiB, "MemTotal minus every counter that holds RAM: upper bound of kernel pages no counter shows.");

    /// <summary>The same minus SwapCached, which may be counted twice: lower bound.</summary>
    public static readonly FactKey UnaccountedMin =
        new("meminfo.unaccounted_min_kb", FactValueKind.Integer, FactUnit.KiB, "The same minus SwapCached, which may be counted twice: lower bound.");

    /// <summary>Unaccounted memory as a share of MemTotal.</summary>
    public static readonly FactKey UnaccountedPercent =
        new("meminfo.unaccounted_percent", FactValueKind.Real, FactUnit.Percent, "Unaccounted memory as a share of MemTotal.");

    /// <summary>Memory reserved as huge pages: of all sizes where Hugetlb is printed, else of the default size.</summary>
    public static readonly FactKey HugetlbPool =
        new("meminfo.hugetlb_pool_kb", FactValueKind.Integer, FactUnit.KiB, "Memory reserved as huge pages: of all sizes where Hugetlb is printed, else of the default size.");
}
