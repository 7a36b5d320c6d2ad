namespace MemHelpBot.Facts;

/// <summary>nvidia-smi and rocm-smi; the subject is the device number, of a process its pid.</summary>
public static class GpuFacts
{
    /// <summary>Device memory in use, the driver's own included.</summary>
    public static readonly FactKey Used =
        new("gpu[*].memory_used_mb", FactValueKind.Integer, FactUnit.MiB, "Device memory in use, the driver's own included.");

    /// <summary>Device memory.</summary>
    public static readonly FactKey Total =
        new("gpu[*].memory_total_mb", FactValueKind.Integer, FactUnit.MiB, "Device memory.");

    /// <summary>Free device memory.</summary>
    public static readonly FactKey Free =
        new("gpu[*].memory_free_mb", FactValueKind.Integer, FactUnit.MiB, "Free device memory.");

    /// <summary>Reserved by driver and firmware.</summary>
    public static readonly FactKey Reserved =
        new("gpu[*].memory_reserved_mb", FactValueKind.Integer, FactUnit.MiB, "Reserved by driver and firmware.");

    /// <summary>Device memory of one process.</summary>
    public static readonly FactKey Process =
        new("gpu_process[*].memory_mb", FactValueKind.Integer, FactUnit.MiB, "Device memory of one process.");

    /// <summary>Name of the process as printed; long ones are cut.</summary>
    public static readonly FactKey ProcessName =
        new("gpu_process[*].name", FactValueKind.Text, FactUnit.None, "Name of the process as printed; long ones are cut.");
}
