namespace MemHelpBot.Facts;

/// <summary>A task or processor that stood still: hung task, soft lockup, RCU stall (kernel/hung_task.c, kernel/watchdog.c, kernel/rcu/tree_stall.h).</summary>
public static class StallFacts
{
    /// <summary>Task that was blocked or ran without a break.</summary>
    public static readonly FactKey Task =
        new("stall.task", FactValueKind.Text, FactUnit.None, "Task that was blocked or ran without a break.");

    /// <summary>Seconds it had been so.</summary>
    public static readonly FactKey Seconds =
        new("stall.seconds", FactValueKind.Integer, FactUnit.None, "Seconds it had been so.");

    /// <summary>Its call trace stands in memory reclaim or compaction.</summary>
    public static readonly FactKey InReclaim =
        new("stall.in_reclaim", FactValueKind.Flag, FactUnit.None, "Its call trace stands in memory reclaim or compaction.");

    /// <summary>Share of one processor that kswapd took, as top or ps shows it.</summary>
    public static readonly FactKey KswapdPercent =
        new("kswapd.cpu_percent", FactValueKind.Real, FactUnit.Percent, "Share of one processor that kswapd took, as top or ps shows it.");
}
