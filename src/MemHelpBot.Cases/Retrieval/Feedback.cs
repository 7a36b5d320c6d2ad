using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Pseudo-relevance feedback (a relevance model in the manner of Lavrenko and Croft, mixed with the query as RM3 does): words that the best
/// documents of a first pass share are searched too. Documents count by how near they come to the best one, so that a question with one
/// clear answer stays as it was asked.
/// </summary>
internal static class Feedback
{
    private const int Documents = 5;
    private const int Terms = 20;

    /// <summary>What all added words count against all that were asked.</summary>
    private const float Share = 0.15f;

    /// <summary>A document that falls short of the best by this share of its score counts 1/e of it.</summary>
    private const float Fall = 0.1f;

    /// <summary>The query with what the best documents add, in ordinal order.</summary>
    /// <param name="query">Terms of the query.</param>
    /// <param name="best">Documents of the index, best first, with their scores.</param>
    /// <param name="index">The index they are in.</param>
    public static IReadOnlyList<WeightedTerm> Expand(
        IReadOnlyList<WeightedTerm> query, IReadOnlyList<(int Document, float Score)> best, LexicalIndex index)
    {
        var added = Shared(best, index);
        var (sum, asked) = (added.Sum(t => t.Weight), query.Sum(t => t.Weight));
        if (sum == 0)
            return query;
        var mixed = new SortedDictionary<string, float>(StringComparer.Ordinal);
        foreach (var (term, weight) in query)
            mixed[term] = weight * (1 - Share);
        foreach (var (number, weight) in added)
        {
            var term = index.Term(number);
            mixed[term] = mixed.GetValueOrDefault(term) + (Share * asked * weight / sum);
        }

        return [.. mixed.Select(t => new WeightedTerm(t.Key, t.Value))];
    }

    private static List<(int Term, float Weight)> Shared(IReadOnlyList<(int Document, float Score)> best, LexicalIndex index)
    {
        var shared = new Dictionary<int, float>();
        foreach (var (document, score) in best.Take(Documents))
        {
            var counts = MathF.Exp((score - best[0].Score) / (Fall * best[0].Score));
            for (var i = document * TellingTerms.Each; i < (document + 1) * TellingTerms.Each && index.Telling[i] >= 0; i++)
                shared[index.Telling[i]] = shared.GetValueOrDefault(index.Telling[i]) + (counts * index.TellingShares[i]);
        }

        List<(int Term, float Weight)> weighed = [.. shared.Select(t => (t.Key, t.Value))];
        weighed.Sort((a, b) => b.Weight.CompareTo(a.Weight) is var order and not 0 ? order : a.Term.CompareTo(b.Term));
        return weighed.Count > Terms ? weighed.GetRange(0, Terms) : weighed;
    }
}
