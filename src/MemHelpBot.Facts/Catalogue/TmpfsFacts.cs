namespace MemHelpBot.Facts;

/// <summary>tmpfs and shared memory: df, mount, ipcs.</summary>
public static class TmpfsFacts
{
    /// <summary>Size of the file system; the subject is where it is mounted.</summary>
    public static readonly FactKey Size =
        new("tmpfs[*].size_kb", FactValueKind.Integer, FactUnit.KiB, "Size of the file system; the subject is where it is mounted.");

    /// <summary>Used of it: memory or swap.</summary>
    public static readonly FactKey Used =
        new("tmpfs[*].used_kb", FactValueKind.Integer, FactUnit.KiB, "Used of it: memory or swap.");

    /// <summary>Share used, as df rounds it up.</summary>
    public static readonly FactKey UsedPercent =
        new("tmpfs[*].used_percent", FactValueKind.Integer, FactUnit.Percent, "Share used, as df rounds it up.");

    /// <summary>Sum of the System V shared memory segments listed.</summary>
    public static readonly FactKey SegmentsTotal =
        new("ipcs.shm_total_kb", FactValueKind.Integer, FactUnit.KiB, "Sum of the System V shared memory segments listed.");

    /// <summary>System V shared memory segments listed.</summary>
    public static readonly FactKey Segments =
        new("ipcs.shm_segments", FactValueKind.Integer, FactUnit.None, "System V shared memory segments listed.");

    /// <summary>Largest segment allowed (ipcs -lm, kernel.shmmax).</summary>
    public static readonly FactKey MaxSegment =
        new("ipcs.shm_max_segment_kb", FactValueKind.Integer, FactUnit.KiB, "Largest segment allowed (ipcs -lm, kernel.shmmax).");

    /// <summary>All segments together allowed (ipcs -lm, kernel.shmall).</summary>
    public static readonly FactKey MaxTotal =
        new("ipcs.shm_max_total_kb", FactValueKind.Integer, FactUnit.KiB, "All segments together allowed (ipcs -lm, kernel.shmall).");
}
