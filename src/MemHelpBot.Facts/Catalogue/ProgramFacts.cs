namespace MemHelpBot.Facts;

/// <summary>A program, its exit and the request that failed. Per incident.</summary>
public static class ProgramFacts
{
    /// <summary>Exit code as printed.</summary>
    public static readonly FactKey ExitCode =
        new("process.exit_code", FactValueKind.Integer, FactUnit.None, "Exit code as printed.");

    /// <summary>Signal number as printed.</summary>
    public static readonly FactKey Signal =
        new("process.signal", FactValueKind.Integer, FactUnit.None, "Signal number as printed.");

    /// <summary>Size of the one request that was refused.</summary>
    public static readonly FactKey FailedBytes =
        new("alloc.failed_bytes", FactValueKind.Integer, FactUnit.Bytes, "Size of the one request that was refused.");

    /// <summary>File and line or function of it, as printed.</summary>
    public static readonly FactKey Where =
        new("alloc.where", FactValueKind.Text, FactUnit.None, "File and line or function of it, as printed.");

    /// <summary>The refused array is one of one a thread.</summary>
    public static readonly FactKey PerThread =
        new("alloc.per_thread", FactValueKind.Flag, FactUnit.None, "The refused array is one of one a thread.");

    /// <summary>The refused request times the threads of a rank.</summary>
    public static readonly FactKey PerRankBytes =
        new("alloc.per_rank_bytes", FactValueKind.Integer, FactUnit.Bytes, "The refused request times the threads of a rank.");

    /// <summary>Base name of the program that failed.</summary>
    public static readonly FactKey Name =
        new("program.name", FactValueKind.Text, FactUnit.None, "Base name of the program that failed.");

    /// <summary>Its version as printed.</summary>
    public static readonly FactKey Version =
        new("program.version", FactValueKind.Text, FactUnit.None, "Its version as printed.");

    /// <summary>Its command line as printed.</summary>
    public static readonly FactKey CommandLine =
        new("program.command_line", FactValueKind.Text, FactUnit.None, "Its command line as printed.");

    /// <summary>The refused request times the ranks of a node, and times the threads where each has one.</summary>
    public static readonly FactKey PerNodeBytes =
        new("alloc.per_node_bytes", FactValueKind.Integer, FactUnit.Bytes, "The refused request times the ranks of a node, and times the threads where each has one.");

    /// <summary>Memory mappings of the process: lines of /proc/PID/maps.</summary>
    public static readonly FactKey MapCount =
        new("process.map_count", FactValueKind.Integer, FactUnit.None, "Memory mappings of the process: lines of /proc/PID/maps.");

    /// <summary>Bytes that no pointer leads to any more, as a leak checker counts them (valgrind, LeakSanitizer).</summary>
    public static readonly FactKey LeakedBytes =
        new("leak.lost_bytes", FactValueKind.Integer, FactUnit.Bytes, "Bytes that no pointer leads to any more, as a leak checker counts them (valgrind, LeakSanitizer).");

    /// <summary>Ids of the known messages found, in order of appearance.</summary>
    public static readonly FactKey Signatures =
        new("signature", FactValueKind.Texts, FactUnit.None, "Ids of the known messages found, in order of appearance.");

    /// <summary>A line that tells the failure, as printed; up to three of an incident.</summary>
    public static readonly FactKey Message =
        new("program.message", FactValueKind.Text, FactUnit.None, "A line that tells the failure, as printed; up to three of an incident.");
}
