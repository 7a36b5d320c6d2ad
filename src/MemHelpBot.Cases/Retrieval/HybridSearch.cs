using System.Globalization;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Fuses the candidates of one query into hits: the same definition for every store.</summary>
internal static class HybridSearch
{
    /// <summary>The same case goes before related ones that rank alike.</summary>
    private const double SameCase = 1.25;

    /// <summary>What a note on the cause of the best case counts against a further document that ranks alike.</summary>
    private const double Companion = 3;

    /// <summary>The hits, best first, ties by document id.</summary>
    public static async ValueTask<IReadOnlyList<CaseHit>> FindAsync(ICandidates candidates, CandidateQuery analysed, CancellationToken cancellationToken)
    {
        var query = analysed.Asked;
        Ranking[] rankings =
        [
            new("words", RankFusion.LexicalWeight, candidates.Words),
            new("vectors", RankFusion.DenseWeight, candidates.Vectors),
            new("facts", RankFusion.FactsWeight, FactRanking.Rank(candidates.Facts, query, QueryAnalysis.Depth)),
        ];
        var found = Fused(rankings, query);
        if (found.Count > query.Limit)
            found.RemoveRange(query.Limit, found.Count - query.Limit);
        if (found.Count == 0)
            return [];
        var documents = await candidates.ReadAsync([.. found.Select(f => f.Marks.Id)], cancellationToken).ConfigureAwait(false);
        var hits = new CaseHit[found.Count];
        for (var i = 0; i < hits.Length; i++)
            hits[i] = new CaseHit(documents[i].Document, Best(documents[i]), found[i].Score, found[i].Same, Why(found[i], rankings, analysed));
        return hits;
    }

    private static List<Found> Fused(Ranking[] rankings, CaseQuery query)
    {
        var byId = new Dictionary<string, Found>(StringComparer.Ordinal);
        foreach (var ranking in rankings)
        {
            for (var rank = 0; rank < ranking.Candidates.Count; rank++)
            {
                var marks = ranking.Candidates[rank].Marks;
                if (!byId.TryGetValue(marks.Id, out var one))
                    byId[marks.Id] = one = new Found(marks, FactRanking.IsSame(marks, query));
                one.Score += RankFusion.Share(rank, ranking.Weight);
            }
        }

        var found = new List<Found>(byId.Values);
        foreach (var one in found)
            one.Score *= one.Same ? SameCase : 1;
        found.Sort(Compare);
        return Accompanied(found, query);
    }

    /// <summary>
    /// A search by words alone has no causes to rank by; the best case tells its own. The notes on that cause explain the mechanism with
    /// the kernel's and the vendors' documents, so they go before further cases that merely resemble it, never before the case itself.
    /// </summary>
    private static List<Found> Accompanied(List<Found> found, CaseQuery query)
    {
        if (query.Causes.Count > 0 || found is not [{ Marks: { Kind: DocumentKind.Case, Causes: [var cause, ..] } } lead, ..])
            return found;
        foreach (var one in found)
        {
            if (one.Marks.Kind != DocumentKind.Note || !one.Marks.Causes.Contains(cause))
                continue;
            // However high, it stays behind the case, and before a note that fits less.
            one.Score = Math.Min(one.Score * Companion, (0.9 * lead.Score) + (0.1 * one.Score));
            one.Explains = cause;
        }

        found.Sort(Compare);
        return found;
    }

    private static int Compare(Found a, Found b) =>
        b.Score.CompareTo(a.Score) is var order and not 0 ? order : string.CompareOrdinal(a.Marks.Id, b.Marks.Id);

    private static CaseSection Best(WeighedDocument document)
    {
        var best = 0;
        for (var i = 1; i < document.SectionWeights.Count; i++)
        {
            if (document.SectionWeights[i] > document.SectionWeights[best])
                best = i;
        }

        return document.Document.Sections[best];
    }

    private static List<string> Why(Found found, Ranking[] rankings, CandidateQuery analysed)
    {
        var lines = new List<string>();
        foreach (var ranking in rankings)
        {
            if (ranking.RankOf(found.Marks.Id) is not { } rank)
                continue;
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{ranking.Name}: rank {rank + 1} of {ranking.Candidates.Count}, score {ranking.Candidates[rank].Score:0.###}, gives {RankFusion.Share(rank, ranking.Weight):0.0000}");
            var facts = ranking.Name == "facts" ? string.Join(", ", FactRanking.Why(found.Marks, analysed.Asked)) : "";
            lines.Add(facts.Length > 0 ? $"{line} ({facts})" : line);
        }

        if (found.Same)
            lines.Add("same case: the message or the main cause is the same");
        if (found.Explains is { } cause)
            lines.Add($"explains the cause of the best case: {cause}");
        if (!analysed.Asked.Explain)
            return lines;
        lines.AddRange(analysed.Explain(found.Marks.Id));
        lines.AddRange(analysed.Misspelt);
        return lines;
    }

    private sealed class Found(CaseMarks marks, bool same)
    {
        public CaseMarks Marks { get; } = marks;

        public bool Same { get; } = same;

        public double Score { get; set; }

        /// <summary>The cause of the best case that this note is about; null when it is not one.</summary>
        public string? Explains { get; set; }
    }

    private sealed record Ranking(string Name, double Weight, IReadOnlyList<Candidate> Candidates)
    {
        public int? RankOf(string id)
        {
            for (var rank = 0; rank < Candidates.Count; rank++)
            {
                if (Candidates[rank].Marks.Id == id)
                    return rank;
            }

            return null;
        }
    }
}
