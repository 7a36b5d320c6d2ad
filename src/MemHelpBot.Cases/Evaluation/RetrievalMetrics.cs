namespace MemHelpBot.Cases.Evaluation;

/// <summary>
/// Measures of one ranking against judgements, as trec_eval defines them. What was not judged counts as not relevant.
/// </summary>
public static class RetrievalMetrics
{
    /// <summary>
    /// Normalised discounted cumulative gain: the gain is the grade itself (linear, not 2^grade − 1), the discount log2(rank + 1) with
    /// ranks from 1, and the ideal takes all judged documents of the query, found or not.
    /// </summary>
    /// <param name="ranked">Ids of documents, best first, each once.</param>
    /// <param name="grades">Grades of the judged documents; above 0 is relevant.</param>
    /// <param name="depth">How far down is looked.</param>
    public static double Ndcg(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, int> grades, int depth)
    {
        var gain = 0.0;
        for (var i = 0; i < Math.Min(depth, ranked.Count); i++)
            gain += Math.Max(0, grades.GetValueOrDefault(ranked[i])) / Math.Log2(i + 2);
        var ideal = 0.0;
        var best = grades.Values.Where(g => g > 0).OrderDescending().Take(depth).ToList();
        for (var i = 0; i < best.Count; i++)
            ideal += best[i] / Math.Log2(i + 2);
        return ideal == 0 ? 0 : gain / ideal;
    }

    /// <summary>Average precision: the mean, over all relevant documents, of the precision at the rank of each that was found.</summary>
    public static double AveragePrecision(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, int> grades, int least = 1)
    {
        var (sum, found) = (0.0, 0);
        for (var i = 0; i < ranked.Count; i++)
        {
            if (grades.GetValueOrDefault(ranked[i]) >= least)
                sum += (double)++found / (i + 1);
        }

        var all = Relevant(grades, least);
        return all == 0 ? 0 : sum / all;
    }

    /// <summary>Share of the relevant documents among the first <paramref name="depth"/>.</summary>
    /// <param name="ranked">Ids of documents, best first, each once.</param>
    /// <param name="grades">Grades of the judged documents.</param>
    /// <param name="depth">How far down is looked.</param>
    /// <param name="least">The lowest grade that counts as relevant.</param>
    public static double Recall(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, int> grades, int depth, int least = 1)
    {
        var all = Relevant(grades, least);
        return all == 0 ? 0 : (double)ranked.Take(depth).Count(id => grades.GetValueOrDefault(id) >= least) / all;
    }

    /// <summary>One divided by the rank of the first relevant document; 0 when none was found.</summary>
    public static double ReciprocalRank(IReadOnlyList<string> ranked, IReadOnlyDictionary<string, int> grades, int least = 1)
    {
        for (var i = 0; i < ranked.Count; i++)
        {
            if (grades.GetValueOrDefault(ranked[i]) >= least)
                return 1.0 / (i + 1);
        }

        return 0;
    }

    private static int Relevant(IReadOnlyDictionary<string, int> grades, int least) => grades.Values.Count(g => g >= least);
}
