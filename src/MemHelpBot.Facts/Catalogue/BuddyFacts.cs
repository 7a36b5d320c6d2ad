namespace MemHelpBot.Facts;

/// <summary>/proc/buddyinfo; the subject is node/zone.</summary>
public static class BuddyFacts
{
    /// <summary>Free blocks of 2^n pages, order 0 first.</summary>
    public static readonly FactKey FreeBlocks =
        new("buddy[*].free_blocks", FactValueKind.Integers, FactUnit.None, "Free blocks of 2^n pages, order 0 first.");
}
