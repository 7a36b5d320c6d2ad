using System.Globalization;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Fuses the three rankings of one query into hits.</summary>
internal sealed class HybridSearch(
    CaseDocument[] documents, LexicalIndex index, LexicalRanking words, DenseIndex? dense, float[] similarities)
{
    /// <summary>How far down each ranking votes.</summary>
    private const int Depth = 50;

    /// <summary>Below this cosine a section has nothing in common with the query but chance.</summary>
    private const float LeastSimilarity = 0.1f;

    /// <summary>The same case goes before related ones that rank alike.</summary>
    private const double SameCase = 1.25;

    private readonly float[] bestSimilarity = BestByDocument(documents.Length, dense, similarities);

    public IReadOnlyList<CaseHit> Find(CaseQuery query)
    {
        var facts = new float[documents.Length];
        for (var i = 0; i < documents.Length; i++)
            facts[i] = FactRanking.Score(documents[i], query);
        Ranking[] rankings =
        [
            Rank("words", words.Scores, 0, RankFusion.LexicalWeight),
            Rank("vectors", bestSimilarity, LeastSimilarity, RankFusion.DenseWeight),
            Rank("facts", facts, 0, RankFusion.FactsWeight),
        ];
        var scores = new double[documents.Length];
        foreach (var ranking in rankings)
        {
            for (var rank = 0; rank < ranking.Documents.Count; rank++)
                scores[ranking.Documents[rank]] += RankFusion.Share(rank, ranking.Weight);
        }

        var found = new List<Found>();
        for (var i = 0; i < documents.Length; i++)
        {
            if (scores[i] == 0)
                continue;
            var same = FactRanking.IsSame(documents[i], query);
            found.Add(new Found(i, same ? scores[i] * SameCase : scores[i], same));
        }

        // Documents are sorted by id, so their number breaks ties as their id does.
        found.Sort((a, b) => b.Score.CompareTo(a.Score) is var order and not 0 ? order : a.Document.CompareTo(b.Document));
        return [.. found.Take(query.Limit).Select(f => new CaseHit(
            documents[f.Document], BestSection(f.Document), f.Score, f.Same, Why(f.Document, f.Same, rankings, query)))];
    }

    private static float[] BestByDocument(int count, DenseIndex? dense, float[] similarities)
    {
        var best = new float[count];
        for (var i = 0; i < similarities.Length; i++)
        {
            ref var sofar = ref best[dense!.Documents[i]];
            sofar = Math.Max(sofar, similarities[i]);
        }

        return best;
    }

    private static Ranking Rank(string name, float[] scores, float above, double weight)
    {
        var ranked = new List<int>();
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > above)
                ranked.Add(i);
        }

        ranked.Sort((a, b) => scores[b].CompareTo(scores[a]) is var order and not 0 ? order : a.CompareTo(b));
        if (ranked.Count > Depth)
            ranked.RemoveRange(Depth, ranked.Count - Depth);
        return new Ranking(name, weight, scores, ranked);
    }

    private CaseSection BestSection(int document)
    {
        var sections = documents[document].Sections;
        var scores = new float[sections.Count];
        var highest = 0f;
        var unit = Array.BinarySearch(index.UnitDocuments, document);
        while (unit > 0 && index.UnitDocuments[unit - 1] == document)
            unit--;
        for (var i = unit; i >= 0 && i < index.UnitDocuments.Length && index.UnitDocuments[i] == document; i++)
        {
            if (index.UnitSections[i] is >= 0 and var section)
            {
                scores[section] = words.SectionScores[i];
                highest = Math.Max(highest, scores[section]);
            }
        }

        for (var i = 0; i < scores.Length && highest > 0; i++)
            scores[i] /= highest;
        var vector = dense is null ? -1 : Array.BinarySearch(dense.Documents, document);
        while (vector > 0 && dense!.Documents[vector - 1] == document)
            vector--;
        for (var i = vector; i >= 0 && i < similarities.Length && dense!.Documents[i] == document; i++)
            scores[dense.Sections[i]] += similarities[i];
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        return sections[best];
    }

    private List<string> Why(int document, bool same, Ranking[] rankings, CaseQuery query)
    {
        var lines = new List<string>();
        foreach (var ranking in rankings)
        {
            if (ranking.RankOf(document) is not { } rank)
                continue;
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{ranking.Name}: rank {rank + 1} of {ranking.Documents.Count}, score {ranking.Scores[document]:0.###}");
            var facts = ranking.Name == "facts" ? string.Join(", ", FactRanking.Why(documents[document], query)) : "";
            lines.Add(facts.Length > 0 ? $"{line} ({facts})" : line);
        }

        if (same)
            lines.Add("same case: the message or the main cause is the same");
        return lines;
    }

    private sealed record Found(int Document, double Score, bool Same);

    private sealed record Ranking(string Name, double Weight, float[] Scores, List<int> Documents)
    {
        private readonly Dictionary<int, int> ranks = Ranks(Documents);

        public int? RankOf(int document) => ranks.TryGetValue(document, out var rank) ? rank : null;

        private static Dictionary<int, int> Ranks(List<int> documents)
        {
            var ranks = new Dictionary<int, int>(documents.Count);
            for (var i = 0; i < documents.Count; i++)
                ranks[documents[i]] = i;
            return ranks;
        }
    }
}
