namespace MemHelpBot.Facts;

/// <summary>Virtual memory promised against what may be promised (Documentation/mm/overcommit-accounting).</summary>
public static class CommitFacts
{
    /// <summary>Committed_AS divided by CommitLimit.</summary>
    public static readonly FactKey Ratio =
        new("commit.ratio", FactValueKind.Real, FactUnit.Ratio, "Committed_AS divided by CommitLimit.");

    /// <summary>CommitLimit minus Committed_AS; may be negative, and is enforced in mode 2 only.</summary>
    public static readonly FactKey Headroom =
        new("commit.headroom_kb", FactValueKind.Integer, FactUnit.KiB, "CommitLimit minus Committed_AS; may be negative, and is enforced in mode 2 only.");
}
