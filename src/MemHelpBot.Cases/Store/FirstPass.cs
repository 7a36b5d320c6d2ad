using MemHelpBot.Cases.Dense;
using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>Searches the documents that lie here once, to learn from the best of them what else to search for.</summary>
internal static class FirstPass
{
    private const int Candidates = 50;

    /// <summary>What the nearest document by vectors counts against the best one by words.</summary>
    private const float VectorShare = 0.3f;

    // A paste of so many words says what it means; more would only blur it.
    private const int LongQuery = 60;

    /// <summary>The query with what feedback adds.</summary>
    public static async ValueTask<IReadOnlyList<WeightedTerm>> ExpandAsync(CaseGeneration local, IReadOnlyList<WeightedTerm> words, CancellationToken cancellationToken)
    {
        if (words.Count is 0 or > LongQuery || local.Documents.Count == 0)
            return words;
        var top = TopRanks.Of(LexicalRanking.Of(local.Lexical, words).Scores, Candidates, static _ => true);
        if (top.Count == 0)
            return words;
        var scores = new float[top.Count];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = top.Scores[i] / top.Scores[0];
        if (local.Analysis.Embeddings is LatentEmbeddingGenerator latent)
            AddSimilarity(scores, top, latent.Embed(words), await local.DenseAsync(cancellationToken).ConfigureAwait(false));
        var best = new (int Document, float Score)[scores.Length];
        for (var i = 0; i < scores.Length; i++)
            best[i] = (top.Numbers[i], scores[i]);
        Array.Sort(best, (a, b) => b.Score.CompareTo(a.Score) is var order and not 0 ? order : a.Document.CompareTo(b.Document));
        return Feedback.Expand(words, best, local.Lexical);
    }

    private static void AddSimilarity(float[] scores, TopRanks top, float[] vector, DenseIndex dense)
    {
        var similar = new float[scores.Length];
        for (var i = 0; i < similar.Length; i++)
        {
            var at = Array.BinarySearch(dense.Documents, top.Numbers[i]);
            while (at > 0 && dense.Documents[at - 1] == top.Numbers[i])
                at--;
            for (; at >= 0 && at < dense.Documents.Length && dense.Documents[at] == top.Numbers[i]; at++)
                similar[i] = Math.Max(similar[i], ExactScan.Dot(vector, dense.Vector(at).Span));
        }

        var nearest = similar.Max();
        for (var i = 0; i < scores.Length && nearest > 0; i++)
            scores[i] += VectorShare * similar[i] / nearest;
    }
}
