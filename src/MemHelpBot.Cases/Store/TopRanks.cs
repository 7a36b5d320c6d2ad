namespace MemHelpBot.Cases.Store;

/// <summary>The highest of many scores in the <see cref="RankOrder"/> of documents that are numbered in the order of their ids.</summary>
internal sealed class TopRanks
{
    /// <summary>Selects the highest.</summary>
    /// <param name="scores">A score for each document.</param>
    /// <param name="above">What a score has to exceed.</param>
    /// <param name="depth">How many at most.</param>
    /// <param name="passes">Whether a document may be among them; asked of those alone that rank high enough.</param>
    public TopRanks(ReadOnlySpan<float> scores, float above, int depth, Func<int, bool> passes)
    {
        Numbers = new int[depth];
        Scores = new float[depth];
        for (var number = 0; number < scores.Length; number++)
        {
            if (scores[number] <= above)
                continue;
            var score = RankOrder.Rounded(scores[number]);
            if ((Count < depth || score > Scores[Count - 1]) && passes(number))
                Insert(number, score);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Their numbers, best first.</summary>
    public int[] Numbers { get; }

    /// <summary>Their scores, rounded.</summary>
    public float[] Scores { get; }

    // Equal scores stay in the order in which they come, which is that of the ids.
    private void Insert(int number, float score)
    {
        var at = Count < Numbers.Length ? Count++ : Count - 1;
        for (; at > 0 && Scores[at - 1] < score; at--)
            (Scores[at], Numbers[at]) = (Scores[at - 1], Numbers[at - 1]);
        (Scores[at], Numbers[at]) = (score, number);
    }
}
