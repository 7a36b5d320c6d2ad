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

    /// <summary>Reserved by the framework, allocated or not.</summary>
    public static readonly FactKey Reserved =
        new("cuda.reserved_bytes", FactValueKind.Integer, FactUnit.Bytes, "Reserved by the framework, allocated or not.");

    /// <summary>Allocated by the framework.</summary>
    public static readonly FactKey Allocated =
        new("cuda.allocated_bytes", FactValueKind.Integer, FactUnit.Bytes, "Allocated by the framework.");

    /// <summary>Device number.</summary>
    public static readonly FactKey Device =
        new("cuda.device", FactValueKind.Integer, FactUnit.None, "Device number.");

    /// <summary>Reserved by the framework and not allocated: kept in its cache.</summary>
    public static readonly FactKey Cached =
        new("cuda.cached_bytes", FactValueKind.Integer, FactUnit.Bytes, "Reserved by the framework and not allocated: kept in its cache.");

    /// <summary>Held on the device by the process that was refused, its other libraries and its context included (PyTorch since 2.1).</summary>
    public static readonly FactKey HeldByProcess =
        new("cuda.process_bytes", FactValueKind.Integer, FactUnit.Bytes, "Held on the device by the process that was refused, its other libraries and its context included (PyTorch since 2.1).");

    /// <summary>Held on the device by a process that the message names by its pid. Inside a container that can be the process itself.</summary>
    public static readonly FactKey HeldByPid =
        new("cuda.process[*].bytes", FactValueKind.Integer, FactUnit.Bytes, "Held on the device by a process that the message names by its pid. Inside a container that can be the process itself.");

    /// <summary>Of the device, neither free nor held by the process that was refused: other processes and the driver.</summary>
    public static readonly FactKey HeldElsewhere =
        new("cuda.held_elsewhere_bytes", FactValueKind.Integer, FactUnit.Bytes, "Of the device, neither free nor held by the process that was refused: other processes and the driver.");

    /// <summary>Of the device, neither free nor held by the framework: other processes, and what this one holds beside the framework.</summary>
    public static readonly FactKey HeldOutside =
        new("cuda.held_outside_bytes", FactValueKind.Integer, FactUnit.Bytes, "Of the device, neither free nor held by the framework: other processes, and what this one holds beside the framework.");
}
