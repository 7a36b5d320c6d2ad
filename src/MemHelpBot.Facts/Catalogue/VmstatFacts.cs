namespace MemHelpBot.Facts;

/// <summary>vmstat(8), /proc/vmstat and sar. Series stand as lists in the order of the rows.</summary>
public static class VmstatFacts
{
    /// <summary>Runnable tasks, a number a row; the first row of vmstat averages since boot.</summary>
    public static readonly FactKey Running =
        new("vmstat.r", FactValueKind.Integers, FactUnit.None, "Runnable tasks, a number a row; the first row of vmstat averages since boot.");

    /// <summary>Tasks that wait for I/O.</summary>
    public static readonly FactKey Blocked =
        new("vmstat.b", FactValueKind.Integers, FactUnit.None, "Tasks that wait for I/O.");

    /// <summary>Swap used.</summary>
    public static readonly FactKey Swapped =
        new("vmstat.swpd_kb", FactValueKind.Integers, FactUnit.KiB, "Swap used.");

    /// <summary>Free memory.</summary>
    public static readonly FactKey Free =
        new("vmstat.free_kb", FactValueKind.Integers, FactUnit.KiB, "Free memory.");

    /// <summary>Buffers.</summary>
    public static readonly FactKey Buffers =
        new("vmstat.buff_kb", FactValueKind.Integers, FactUnit.KiB, "Buffers.");

    /// <summary>Page cache and slab.</summary>
    public static readonly FactKey Cache =
        new("vmstat.cache_kb", FactValueKind.Integers, FactUnit.KiB, "Page cache and slab.");

    /// <summary>Inactive memory (vmstat -a).</summary>
    public static readonly FactKey Inactive =
        new("vmstat.inact_kb", FactValueKind.Integers, FactUnit.KiB, "Inactive memory (vmstat -a).");

    /// <summary>Active memory (vmstat -a).</summary>
    public static readonly FactKey Active =
        new("vmstat.active_kb", FactValueKind.Integers, FactUnit.KiB, "Active memory (vmstat -a).");

    /// <summary>Swapped in a second.</summary>
    public static readonly FactKey SwapIn =
        new("vmstat.si_kb", FactValueKind.Integers, FactUnit.KiB, "Swapped in a second.");

    /// <summary>Swapped out a second.</summary>
    public static readonly FactKey SwapOut =
        new("vmstat.so_kb", FactValueKind.Integers, FactUnit.KiB, "Swapped out a second.");

    /// <summary>Blocks of 1024 bytes read a second.</summary>
    public static readonly FactKey BlocksIn =
        new("vmstat.bi", FactValueKind.Integers, FactUnit.None, "Blocks of 1024 bytes read a second.");

    /// <summary>Blocks of 1024 bytes written a second.</summary>
    public static readonly FactKey BlocksOut =
        new("vmstat.bo", FactValueKind.Integers, FactUnit.None, "Blocks of 1024 bytes written a second.");

    /// <summary>Percent of processor time spent waiting for I/O.</summary>
    public static readonly FactKey Wait =
        new("vmstat.wa", FactValueKind.Integers, FactUnit.None, "Percent of processor time spent waiting for I/O.");

    /// <summary>Percent of processor time spent in the kernel.</summary>
    public static readonly FactKey System =
        new("vmstat.sy", FactValueKind.Integers, FactUnit.None, "Percent of processor time spent in the kernel.");

    /// <summary>A counter of /proc/vmstat under the kernel's name; nr_ fields are pages, the others count events since boot.</summary>
    public static readonly FactKey Counter =
        new("proc_vmstat.*", FactValueKind.Integer, FactUnit.None, "A counter of /proc/vmstat under the kernel's name; nr_ fields are pages, the others count events since boot.");

    /// <summary>Smallest value of a column of sar, averages left out; kb columns are KiB, % columns percent, /s columns a second.</summary>
    public static readonly FactKey SarMin =
        new("sar.*.min", FactValueKind.Real, FactUnit.None, "Smallest value of a column of sar, averages left out; kb columns are KiB, % columns percent, /s columns a second.");

    /// <summary>Largest value of a column of sar, averages left out; units as the column's name says.</summary>
    public static readonly FactKey SarMax =
        new("sar.*.max", FactValueKind.Real, FactUnit.None, "Largest value of a column of sar, averages left out; units as the column's name says.");
}
