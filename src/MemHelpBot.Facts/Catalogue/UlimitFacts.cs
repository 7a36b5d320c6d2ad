namespace MemHelpBot.Facts;

/// <summary>ulimit -a or /proc/PID/limits; a value may be the text unlimited.</summary>
public static class UlimitFacts
{
    /// <summary>Address space (RLIMIT_AS, -v).</summary>
    public static readonly FactKey Virtual =
        new("ulimit.virtual_kb", FactValueKind.Integer, FactUnit.KiB, "Address space (RLIMIT_AS, -v).");

    /// <summary>Stack (RLIMIT_STACK, -s).</summary>
    public static readonly FactKey Stack =
        new("ulimit.stack_kb", FactValueKind.Integer, FactUnit.KiB, "Stack (RLIMIT_STACK, -s).");

    /// <summary>Locked memory (RLIMIT_MEMLOCK, -l).</summary>
    public static readonly FactKey Locked =
        new("ulimit.locked_kb", FactValueKind.Integer, FactUnit.KiB, "Locked memory (RLIMIT_MEMLOCK, -l).");

    /// <summary>Data segment (RLIMIT_DATA, -d).</summary>
    public static readonly FactKey Data =
        new("ulimit.data_kb", FactValueKind.Integer, FactUnit.KiB, "Data segment (RLIMIT_DATA, -d).");

    /// <summary>Resident set (-m); has no effect on Linux since 2.4.30 (getrlimit(2)).</summary>
    public static readonly FactKey Rss =
        new("ulimit.rss_kb", FactValueKind.Integer, FactUnit.KiB, "Resident set (-m); has no effect on Linux since 2.4.30 (getrlimit(2)).");

    /// <summary>Processes and threads of the user (RLIMIT_NPROC, -u).</summary>
    public static readonly FactKey Processes =
        new("ulimit.processes", FactValueKind.Integer, FactUnit.None, "Processes and threads of the user (RLIMIT_NPROC, -u).");

    /// <summary>Open files (-n).</summary>
    public static readonly FactKey OpenFiles =
        new("ulimit.open_files", FactValueKind.Integer, FactUnit.None, "Open files (-n).");
}
