namespace MemHelpBot.Facts;

/// <summary>Android's low memory killer, in the kernel (drivers/staging/android/lowmemorykiller.c, to 4.11) or the daemon lmkd, per incident.</summary>
public static class LmkFacts
{
    /// <summary>Memory the kill was to free: the resident set of the victim.</summary>
    public static readonly FactKey Freed =
        new("lmk.freed_kb", FactValueKind.Integer, FactUnit.KiB, "Memory the kill was to free: the resident set of the victim.");

    /// <summary>Swap the kill was to free (lmkd).</summary>
    public static readonly FactKey FreedSwap =
        new("lmk.freed_swap_kb", FactValueKind.Integer, FactUnit.KiB, "Swap the kill was to free (lmkd).");

    /// <summary>File cache at that time.</summary>
    public static readonly FactKey Cache =
        new("lmk.cache_kb", FactValueKind.Integer, FactUnit.KiB, "File cache at that time.");

    /// <summary>File cache below which tasks of that rank are killed (minfree).</summary>
    public static readonly FactKey Limit =
        new("lmk.limit_kb", FactValueKind.Integer, FactUnit.KiB, "File cache below which tasks of that rank are killed (minfree).");

    /// <summary>The reason as lmkd prints it.</summary>
    public static readonly FactKey Reason =
        new("lmk.reason", FactValueKind.Text, FactUnit.None, "The reason as lmkd prints it.");

    /// <summary>Resident set of the victim (3.0 to 3.4).</summary>
    public static readonly FactKey Size =
        new("lmk.size_pages", FactValueKind.Integer, FactUnit.Pages, "Resident set of the victim (3.0 to 3.4).");
}
