namespace MemHelpBot.Facts;

/// <summary>The task table of a kernel report, per incident. Memory columns are pages.</summary>
public static class TaskFacts
{
    /// <summary>Rows of the table: eligible tasks, no kernel threads.</summary>
    public static readonly FactKey Count =
        new("tasks.count", FactValueKind.Integer, FactUnit.None, "Rows of the table: eligible tasks, no kernel threads.");

    /// <summary>Sum of the resident sets; shared pages count in every process, so it can exceed RAM.</summary>
    public static readonly FactKey RssTotal =
        new("tasks.rss_total_kb", FactValueKind.Integer, FactUnit.KiB, "Sum of the resident sets; shared pages count in every process, so it can exceed RAM.");

    /// <summary>Processes by name, largest first.</summary>
    public static readonly FactKey Top =
        new("tasks.top", FactValueKind.Tasks, FactUnit.None, "Processes by name, largest first.");

    /// <summary>Sum of the swap entries of the tasks.</summary>
    public static readonly FactKey SwapTotal =
        new("tasks.swap_total_kb", FactValueKind.Integer, FactUnit.KiB, "Sum of the swap entries of the tasks.");
}
