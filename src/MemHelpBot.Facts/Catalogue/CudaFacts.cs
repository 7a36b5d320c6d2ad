namespace MemHelpBot.Facts;

/// <summary>GPU device memory, per incident.</summary>
public static class CudaFacts
{
    /// <summary>Bytes asked for.</summary>
    public static readonly FactKey Tried =
        new("cuda.tried_bytes", FactValueKind.Integer, FactUnit.Bytes, "Bytes asked for.");

    /// <summary>Memory of the device.</summary>
    public static readonly FactKey Total =
        new("cuda.total_bytes", FactValueKind.Integer, FactUnit.Bytes, "Memory of the device.");

    /// <summary>Free on the device.</summary>
    public static readonly FactKey Free =
        new("cuda.free_bytes", FactValueKind.Integer, FactUnit.Bytes, "Free on the device.");

    /// <summary>Reserved by the framework.</summary>
    public static readonly FactKey Reserved =
        new("cuda.reserved_bytes", FactValueKind.Integer, FactUnit.Bytes, "Reserved by the framework.");

    /// <summary>Allocated by the framework.</summary>
    public static readonly FactKey Allocated =
        new("cuda.allocated_bytes", FactValueKind.Integer, FactUnit.Bytes, "Allocated by the framework.");

    /// <summary>Device number.</summary>
    public static readonly FactKey Device =
        new("cuda.device", FactValueKind.Integer, FactUnit.None, "Device number.");

    /// <summary>Reserved by the framework and not allocated: kept in its cache.</summary>
    public static readonly FactKey Cached =
        new("cuda.cached_bytes", FactValueKind.Integer, FactUnit.Bytes, "Reserved by the framework and not allocated: kept in its cache.");

    /// <summary>Of the device, neither free nor held by this framework: other processes and the driver.</summary>
    public static readonly FactKey HeldElsewhere =
        new("cuda.held_elsewhere_bytes", FactValueKind.Integer, FactUnit.Bytes, "Of the device, neither free nor held by this framework: other processes and the driver.");
}
