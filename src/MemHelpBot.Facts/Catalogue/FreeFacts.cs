namespace MemHelpBot.Facts;

/// <summary>Output of free(1), converted to KiB.</summary>
public static class FreeFacts
{
    /// <summary>Total memory.</summary>
    public static readonly FactKey Total =
        new("free.total_kb", FactValueKind.Integer, FactUnit.KiB, "Total memory.");

    /// <summary>Used memory.</summary>
    public static readonly FactKey Used =
        new("free.used_kb", FactValueKind.Integer, FactUnit.KiB, "Used memory.");

    /// <summary>Free memory.</summary>
    public static readonly FactKey Free =
        new("free.free_kb", FactValueKind.Integer, FactUnit.KiB, "Free memory.");

    /// <summary>Available memory.</summary>
    public static readonly FactKey Available =
        new("free.available_kb", FactValueKind.Integer, FactUnit.KiB, "Available memory.");

    /// <summary>Swap space.</summary>
    public static readonly FactKey SwapTotal =
        new("free.swap_total_kb", FactValueKind.Integer, FactUnit.KiB, "Swap space.");

    /// <summary>Swap used.</summary>
    public static readonly FactKey SwapUsed =
        new("free.swap_used_kb", FactValueKind.Integer, FactUnit.KiB, "Swap used.");
}
