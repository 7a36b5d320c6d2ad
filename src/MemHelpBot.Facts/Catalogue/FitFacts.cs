namespace MemHelpBot.Facts;

/// <summary>Whether a change would be enough, computed from facts alone (see Diagnosis/Fit). All derived; per incident where the facts are.</summary>
public static class FitFacts
{
    /// <summary>What each rank of a node may hold, with 5 % of the node left to the system.</summary>
    public static readonly FactKey RankRoom =
        new("fit.rank_room_bytes", FactValueKind.Integer, FactUnit.Bytes, "What each rank of a node may hold, with 5 % of the node left to the system.");

    /// <summary>How many ranks of that size a node holds.</summary>
    public static readonly FactKey MostRanks =
        new("fit.most_ranks", FactValueKind.Integer, FactUnit.None, "How many ranks of that size a node holds.");

    /// <summary>A limit with 25 % head-room above the measured peak.</summary>
    public static readonly FactKey LimitWanted =
        new("fit.limit_wanted_bytes", FactValueKind.Integer, FactUnit.Bytes, "A limit with 25 % head-room above the measured peak.");

    /// <summary>25 % more than was used when the limit ended it: the least to try, as the true peak is not known.</summary>
    public static readonly FactKey LimitLeast =
        new("fit.limit_least_bytes", FactValueKind.Integer, FactUnit.Bytes, "25 % more than was used when the limit ended it: the least to try, as the true peak is not known.");

    /// <summary>What is left of a container's limit beside the heap of its JVM; negative when the heap alone is larger.</summary>
    public static readonly FactKey JvmRoom =
        new("fit.jvm_room_bytes", FactValueKind.Integer, FactUnit.Bytes, "What is left of a container's limit beside the heap of its JVM; negative when the heap alone is larger.");

    /// <summary>Commit limit minus what is promised minus the refused request; negative when strict overcommit must refuse it.</summary>
    public static readonly FactKey CommitMargin =
        new("fit.commit_margin_bytes", FactValueKind.Integer, FactUnit.Bytes, "Commit limit minus what is promised minus the refused request; negative when strict overcommit must refuse it.");

    /// <summary>What would have to be exceeded where the per-order test stops, were min_free_kbytes doubled; subject is node/zone.</summary>
    public static readonly FactKey MarkIfDoubled =
        new("fit[*].mark_if_min_doubled_pages", FactValueKind.Integer, FactUnit.Pages, "What would have to be exceeded where the per-order test stops, were min_free_kbytes doubled; subject is node/zone.");

    /// <summary>Memory between the mark that wakes kswapd and the line that the failed request may go down to; subject is node/zone.</summary>
    public static readonly FactKey BurstRoom =
        new("fit[*].burst_room_kb", FactValueKind.Integer, FactUnit.KiB, "Memory between the mark that wakes kswapd and the line that the failed request may go down to; subject is node/zone.");

    /// <summary>The same, were min_free_kbytes doubled; subject is node/zone.</summary>
    public static readonly FactKey BurstRoomIfDoubled =
        new("fit[*].burst_room_if_min_doubled_kb", FactValueKind.Integer, FactUnit.KiB, "The same, were min_free_kbytes doubled; subject is node/zone.");
}
