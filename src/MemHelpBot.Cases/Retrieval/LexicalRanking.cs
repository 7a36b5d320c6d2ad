using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// BM25 over fields (Robertson and Zaragoza's BM25F) with k1 = 1.2 and b = 0.75: <see cref="TermColumns"/> times the inverse document
/// frequency ln(1 + (N − n + 0.5)/(n + 0.5)). Scores are added up term by term, so a paste of a hundred words costs no more than its postings.
/// </summary>
internal static class LexicalRanking
{
    [ThreadStatic]
    private static float[]? sums;

    /// <summary>The best documents for the terms of a query.</summary>
    public static TopRanks Best(LexicalIndex index, IReadOnlyList<WeightedTerm> query, int depth, Func<int, bool> passes)
    {
        if (sums is null || sums.Length < index.Documents)
            sums = new float[index.Documents];
        var scores = sums.AsSpan(0, index.Documents);
        scores.Clear();
        foreach (var (term, weight) in query)
        {
            if (index.Find(term) is >= 0 and var number)
                Add(scores, index.Columns.Documents(number), index.Columns.Weights(number), weight * Rarity(index, number));
        }

        return TopRanks.Of(scores, depth, passes);
    }

    /// <summary>What each section of a document that lies here counts, to choose the one to show.</summary>
    public static float[] OfSections(LexicalIndex index, IReadOnlyList<WeightedTerm> query, int document, int sections)
    {
        var scores = new float[sections];
        var first = Array.BinarySearch(index.UnitDocuments, document);
        while (first > 0 && index.UnitDocuments[first - 1] == document)
            first--;
        foreach (var (term, weight) in query)
        {
            if (index.Find(term) is not (>= 0 and var number))
                continue;
            var (start, end) = (index.PostingStarts[number], index.PostingStarts[number + 1]);
            var at = Array.BinarySearch(index.PostingUnits, start, end - start, first);
            for (at = at < 0 ? ~at : at; at < end && index.UnitDocuments[index.PostingUnits[at]] == document; at++)
            {
                var unit = index.PostingUnits[at];
                if (index.UnitSections[unit] is >= 0 and var section)
                    scores[section] += weight * Rarity(index, number) * TermColumns.InSection(index.PostingWeights[at], index.UnitLengths[unit], index.SectionAverage);
            }
        }

        return scores;
    }

    /// <summary>Inverse document frequency of a term; of one that no document has when the number is negative.</summary>
    public static float Rarity(LexicalIndex index, int term) => Rarity(index.Documents, term < 0 ? 0 : index.TermDocuments[term]);

    /// <summary>Inverse document frequency of a term that so many of all documents have.</summary>
    public static float Rarity(int documents, int found) => MathF.Log(1 + ((documents - found + 0.5f) / (found + 0.5f)));

    private static void Add(Span<float> scores, ReadOnlySpan<int> documents, ReadOnlySpan<float> weights, float by)
    {
        for (var i = 0; i < documents.Length && i < weights.Length; i++)
            scores[documents[i]] += weights[i] * by;
    }
}
