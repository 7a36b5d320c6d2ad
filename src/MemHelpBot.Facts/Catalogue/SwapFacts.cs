namespace MemHelpBot.Facts;

/// <summary>Swap areas: /proc/swaps, swapon, zramctl.</summary>
public static class SwapFacts
{
    /// <summary>Swap areas listed; 0 where the table has a header and no row.</summary>
    public static readonly FactKey Devices =
        new("swap.devices", FactValueKind.Integer, FactUnit.None, "Swap areas listed; 0 where the table has a header and no row.");

    /// <summary>Size of the area.</summary>
    public static readonly FactKey Size =
        new("swap[*].size_kb", FactValueKind.Integer, FactUnit.KiB, "Size of the area.");

    /// <summary>Used of the area.</summary>
    public static readonly FactKey Used =
        new("swap[*].used_kb", FactValueKind.Integer, FactUnit.KiB, "Used of the area.");

    /// <summary>partition or file.</summary>
    public static readonly FactKey Type =
        new("swap[*].type", FactValueKind.Text, FactUnit.None, "partition or file.");

    /// <summary>Priority; the highest is used first.</summary>
    public static readonly FactKey Priority =
        new("swap[*].priority", FactValueKind.Integer, FactUnit.None, "Priority; the highest is used first.");

    /// <summary>Size of the device before compression (DISKSIZE).</summary>
    public static readonly FactKey ZramDisk =
        new("zram[*].disk_kb", FactValueKind.Integer, FactUnit.KiB, "Size of the device before compression (DISKSIZE).");

    /// <summary>Stored, before compression (DATA, orig_data_size).</summary>
    public static readonly FactKey ZramData =
        new("zram[*].data_kb", FactValueKind.Integer, FactUnit.KiB, "Stored, before compression (DATA, orig_data_size).");

    /// <summary>Stored, compressed (COMPR, compr_data_size).</summary>
    public static readonly FactKey ZramCompressed =
        new("zram[*].compressed_kb", FactValueKind.Integer, FactUnit.KiB, "Stored, compressed (COMPR, compr_data_size).");

    /// <summary>RAM the device takes, its own waste included (TOTAL, mem_used_total).</summary>
    public static readonly FactKey ZramTotal =
        new("zram[*].total_kb", FactValueKind.Integer, FactUnit.KiB, "RAM the device takes, its own waste included (TOTAL, mem_used_total).");

    /// <summary>Most RAM the device may take (mem_limit); 0 is none.</summary>
    public static readonly FactKey ZramLimit =
        new("zram[*].limit_kb", FactValueKind.Integer, FactUnit.KiB, "Most RAM the device may take (mem_limit); 0 is none.");
}
