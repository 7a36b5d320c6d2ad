namespace MemHelpBot.Cases.Store;

/// <summary>The highest scores of documents that are numbered in the order of their ids, in <see cref="RankOrder"/>.</summary>
/// <param name="depth">How many at most.</param>
internal sealed class TopRanks(int depth)
{
    /// <summary>The highest of the scores that exceed something.</summary>
    /// <param name="scores">A score for each document.</param>
    /// <param name="above">What a score has to exceed.</param>
    /// <param name="depth">How many at most.</param>
    /// <param name="passes">Whether a document may be among them; asked of those alone that rank high enough.</param>
    public static TopRanks Of(ReadOnlySpan<float> scores, float above, int depth, Func<int, bool> passes)
    {
        var top = new TopRanks(depth);
        for (var number = 0; number < scores.Length; number++)
        {
            if (scores[number] > above)
                top.Offer(number, scores[number], passes);
        }

        return top;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Their numbers, best first.</summary>
    public int[] Numbers { get; } = new int[depth];

    /// <summary>Their scores, rounded.</summary>
    public float[] Scores { get; } = new float[depth];

    /// <summary>The highest of the scores of all documents that are above zero.</summary>
    public static TopRanks Of(ReadOnlySpan<float> scores, int depth, Func<int, bool> passes)
    {
        var top = new TopRanks(depth);
        for (var number = 0; number < scores.Length; number++)
        {
            if (scores[number] > 0)
                top.Offer(number, scores[number], passes);
        }

        return top;
    }

    /// <summary>Takes a document if it ranks high enough and passes. Documents have to come in the order of their numbers.</summary>
    public void Offer(int number, float score, Func<int, bool> passes)
    {
        var rounded = RankOrder.Rounded(score);
        if ((Count == depth && rounded <= Scores[depth - 1]) || !passes(number))
            return;
        // Equal scores stay in the order in which they come, which is that of the ids.
        var at = Count < depth ? Count++ : depth - 1;
        for (; at > 0 && Scores[at - 1] < rounded; at--)
            (Scores[at], Numbers[at]) = (Scores[at - 1], Numbers[at - 1]);
        (Scores[at], Numbers[at]) = (rounded, number);
    }
}
