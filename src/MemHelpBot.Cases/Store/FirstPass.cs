using MemHelpBot.Cases.Model;
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

    /// <summary>The terms of a query, with what typing errors were meant for and what feedback adds.</summary>
    public static async ValueTask<SearchTerms> ExpandAsync(CaseGeneration local, IReadOnlyList<WeightedTerm> asked, CancellationToken cancellationToken)
    {
        if (asked.Count is 0 or > LongQuery || local.Documents.Count == 0)
            return new SearchTerms(asked, asked, []);
        var read = NearTerms.Of(asked, local.Lexical);
        var words = read.Count == 0 ? asked : [.. asked.Concat(read.Select(r => r.Read)).GroupBy(t => t.Term, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new WeightedTerm(g.Key, g.Sum(t => t.Weight)))];
        return new SearchTerms(await FedBackAsync(local, words, cancellationToken).ConfigureAwait(false), asked, read);
    }

    private static async ValueTask<IReadOnlyList<WeightedTerm>> FedBackAsync(CaseGeneration local, IReadOnlyList<WeightedTerm> words, CancellationToken cancellationToken)
    {
        var top = LexicalRanking.Best(local.Lexical, words, Candidates, static _ => true);
        if (top.Count == 0)
            return words;
        var scores = new float[top.Count];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = top.Scores[i] / top.Scores[0];
        if (local.Analysis.Embeddings is LatentEmbeddingGenerator latent)
            AddSimilarity(scores, local.Documents, top, latent.Embed(words), await local.DenseAsync(cancellationToken).ConfigureAwait(false));
        var best = new (int Document, float Score)[scores.Length];
        for (var i = 0; i < scores.Length; i++)
            best[i] = (top.Numbers[i], scores[i]);
        Array.Sort(best, (a, b) => b.Score.CompareTo(a.Score) is var order and not 0 ? order : a.Document.CompareTo(b.Document));
        return Feedback.Expand(words, best, local.Lexical);
    }

    private static void AddSimilarity(float[] scores, IReadOnlyList<CaseDocument> documents, TopRanks top, float[] vector, DenseIndex dense)
    {
        var similar = new float[scores.Length];
        for (var i = 0; i < similar.Length; i++)
        {
            var sections = new float[documents[top.Numbers[i]].Sections.Count];
            dense.AddTo(sections, top.Numbers[i], vector);
            similar[i] = sections.Max();
        }

        var nearest = similar.Max();
        for (var i = 0; i < scores.Length && nearest > 0; i++)
            scores[i] += VectorShare * similar[i] / nearest;
    }
}
