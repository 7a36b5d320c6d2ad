namespace MemHelpBot.Facts;

/// <summary>One process as /proc, ps, top, smem or pmap shows it; the subject is its pid, or ? where the paste does not tell it.</summary>
public static class ProcessFacts
{
    /// <summary>Name as printed: the task name, or the first word of the command line without its folder.</summary>
    public static readonly FactKey Name =
        new("process[*].name", FactValueKind.Text, FactUnit.None, "Name as printed: the task name, or the first word of the command line without its folder.");

    /// <summary>Resident set; shared pages count in every process.</summary>
    public static readonly FactKey Rss =
        new("process[*].rss_kb", FactValueKind.Integer, FactUnit.KiB, "Resident set; shared pages count in every process.");

    /// <summary>Address space; not memory in use.</summary>
    public static readonly FactKey Virtual =
        new("process[*].virtual_kb", FactValueKind.Integer, FactUnit.KiB, "Address space; not memory in use.");

    /// <summary>Proportional set: shared pages divided by those who share them.</summary>
    public static readonly FactKey Pss =
        new("process[*].pss_kb", FactValueKind.Integer, FactUnit.KiB, "Proportional set: shared pages divided by those who share them.");

    /// <summary>Unique set: what ending the process would give back.</summary>
    public static readonly FactKey Uss =
        new("process[*].uss_kb", FactValueKind.Integer, FactUnit.KiB, "Unique set: what ending the process would give back.");

    /// <summary>Swapped out.</summary>
    public static readonly FactKey Swap =
        new("process[*].swap_kb", FactValueKind.Integer, FactUnit.KiB, "Swapped out.");

    /// <summary>Resident set as a share of RAM, as printed.</summary>
    public static readonly FactKey MemPercent =
        new("process[*].memory_percent", FactValueKind.Real, FactUnit.Percent, "Resident set as a share of RAM, as printed.");

    /// <summary>A Vm or Rss field of /proc/PID/status under the kernel's name; the subject is pid/field.</summary>
    public static readonly FactKey Status =
        new("process[*]_kb", FactValueKind.Integer, FactUnit.KiB, "A Vm or Rss field of /proc/PID/status under the kernel's name; the subject is pid/field.");

    /// <summary>Threads of the process.</summary>
    public static readonly FactKey Threads =
        new("process[*].threads", FactValueKind.Integer, FactUnit.None, "Threads of the process.");

    /// <summary>The kernel's badness (/proc/PID/oom_score).</summary>
    public static readonly FactKey OomScore =
        new("process[*].oom_score", FactValueKind.Integer, FactUnit.None, "The kernel's badness (/proc/PID/oom_score).");

    /// <summary>Adjustment of the badness, -1000 (never) to 1000.</summary>
    public static readonly FactKey OomScoreAdj =
        new("process[*].oom_score_adj", FactValueKind.Integer, FactUnit.None, "Adjustment of the badness, -1000 (never) to 1000.");

    /// <summary>A field of smaps_rollup, or of smaps summed over the mappings shown.</summary>
    public static readonly FactKey Smaps =
        new("smaps.*_kb", FactValueKind.Integer, FactUnit.KiB, "A field of smaps_rollup, or of smaps summed over the mappings shown.");

    /// <summary>Mappings shown in smaps.</summary>
    public static readonly FactKey Mappings =
        new("smaps.mappings", FactValueKind.Integer, FactUnit.None, "Mappings shown in smaps.");

    /// <summary>Rows of the process table that is shown.</summary>
    public static readonly FactKey Count =
        new("ps.count", FactValueKind.Integer, FactUnit.None, "Rows of the process table that is shown.");

    /// <summary>Sum of the resident sets shown; shared pages count in every process, so it can exceed RAM.</summary>
    public static readonly FactKey RssTotal =
        new("ps.rss_total_kb", FactValueKind.Integer, FactUnit.KiB, "Sum of the resident sets shown; shared pages count in every process, so it can exceed RAM.");

    /// <summary>Processes of the table by name, largest first.</summary>
    public static readonly FactKey Top =
        new("ps.top", FactValueKind.Tasks, FactUnit.None, "Processes of the table by name, largest first.");
}
