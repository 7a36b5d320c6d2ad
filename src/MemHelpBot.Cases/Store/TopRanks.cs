using System.Numerics;
using System.Runtime.InteropServices;

namespace MemHelpBot.Cases.Store;

/// <summary>The highest scores of documents that are numbered in the order of their ids, in <see cref="RankOrder"/>.</summary>
/// <param name="depth">How many at most.</param>
internal sealed class TopRanks(int depth)
{
    // A multiple of every width that a machine's vectors have.
    private const int Block = 64;

    // The vectorised comparison is compiled at every start of the program; below so many documents a plain loop is done sooner.
    private const int WorthCompiling = 8192;

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
        for (var start = 0; start < scores.Length; start += Block)
        {
            var block = scores[start..Math.Min(start + Block, scores.Length)];
            // Most documents have none of the words, and of the others most are far from the best.
            if (scores.Length > WorthCompiling && !AnyAbove(block, top.Count == depth ? top.Scores[depth - 1] : 0))
                continue;
            for (var i = 0; i < block.Length; i++)
            {
                if (block[i] > 0)
                    top.Offer(start + i, block[i], passes);
            }
        }

        return top;
    }

    private static bool AnyAbove(ReadOnlySpan<float> block, float least)
    {
        if (block.Length < Block)
            return true;
        var limit = new Vector<float>(least);
        foreach (var wide in MemoryMarshal.Cast<float, Vector<float>>(block))
        {
            if (Vector.GreaterThanAny(wide, limit))
                return true;
        }

        return false;
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
