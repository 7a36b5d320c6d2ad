namespace MemHelpBot.Cases.Store;

/// <summary>
/// The order of one ranking, the same in every store: higher scores first, equal ones by id. Sums of floats depend on the order of
/// adding, which stores do not share, so scores are compared by their first 16 binary digits.
/// </summary>
public static class RankOrder
{
    private const int DroppedBits = 8;

    /// <summary>The score with 16 significant binary digits (a part in 65,536).</summary>
    public static float Rounded(float score)
    {
        var bits = BitConverter.SingleToUInt32Bits(score);
        return BitConverter.UInt32BitsToSingle(unchecked(bits + (1u << (DroppedBits - 1))) & ~((1u << DroppedBits) - 1));
    }

    /// <summary>The best candidates in order.</summary>
    /// <param name="found">Candidates in any order, each document once, with rounded scores.</param>
    /// <param name="depth">How many at most.</param>
    public static IReadOnlyList<Candidate> Best(List<Candidate> found, int depth)
    {
        found.Sort(Compare);
        if (found.Count > depth)
            found.RemoveRange(depth, found.Count - depth);
        return found;
    }

    private static int Compare(Candidate a, Candidate b) =>
        b.Score.CompareTo(a.Score) is var order and not 0 ? order : string.CompareOrdinal(a.Marks.Id, b.Marks.Id);
}
