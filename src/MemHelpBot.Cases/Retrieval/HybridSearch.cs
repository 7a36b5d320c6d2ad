using System.Globalization;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Fuses the candidates of one query into hits: the same definition for every store.</summary>
internal static class HybridSearch
{
    /// <summary>The same case goes before related ones that rank alike.</summary>
    private const double SameCase = 1.25;

    /// <summary>The hits, best first, ties by document id.</summary>
    public static async ValueTask<IReadOnlyList<CaseHit>> FindAsync(ICandidates candidates, CaseQuery query, CancellationToken cancellationToken)
    {
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
            hits[i] = new CaseHit(documents[i].Document, Best(documents[i]), found[i].Score, found[i].Same, Why(found[i], rankings, query));
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
        found.Sort((a, b) => b.Score.CompareTo(a.Score) is var order and not 0 ? order : string.CompareOrdinal(a.Marks.Id, b.Marks.Id));
        return found;
    }

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

    private static List<string> Why(Found found, Ranking[] rankings, CaseQuery query)
    {
        var lines = new List<string>();
        foreach (var ranking in rankings)
        {
            if (ranking.RankOf(found.Marks.Id) is not { } rank)
                continue;
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{ranking.Name}: rank {rank + 1} of {ranking.Candidates.Count}, score {ranking.Candidates[rank].Score:0.###}");
            var facts = ranking.Name == "facts" ? string.Join(", ", FactRanking.Why(found.Marks, query)) : "";
            lines.Add(facts.Length > 0 ? $"{line} ({facts})" : line);
        }

        if (found.Same)
            lines.Add("same case: the message or the main cause is the same");
        return lines;
    }

    private sealed class Found(CaseMarks marks, bool same)
    {
        public CaseMarks Marks { get; } = marks;

        public bool Same { get; } = same;

        public double Score { get; set; }
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
