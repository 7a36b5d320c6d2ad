using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Pseudo-relevance feedback (a relevance model in the manner of Lavrenko and Croft, mixed with the query as RM3 does): words that the best
/// documents of a first pass share are searched too. Documents count by how near they come to the best one, so that a question with one
/// clear answer stays as it was asked.
/// </summary>
internal static class Feedback
{
    private const int Documents = 10;
    private const int Terms = 20;
    private const float Share = 0.3f;

    /// <summary>A document that reaches this much less of the best score counts 1/e of it.</summary>
    private const float Fall = 0.1f;

    // What stands further down in a long document is about other things.
    private const int MostText = 4_000;

    /// <summary>The query with what the best documents add.</summary>
    /// <param name="query">Terms of the query.</param>
    /// <param name="best">Documents, best first, with their scores.</param>
    /// <param name="index">The index they are in.</param>
    /// <param name="concepts">Words for things.</param>
    public static IReadOnlyList<WeightedTerm> Expand(
        IReadOnlyList<WeightedTerm> query, IReadOnlyList<(CaseDocument Document, float Score)> best, LexicalIndex index, ConceptLexicon concepts)
    {
        var added = Shared(best, index, concepts);
        var sum = added.Sum(t => t.Weight);
        if (sum == 0)
            return query;
        var asked = query.Sum(t => t.Weight);
        var mixed = new SortedDictionary<string, float>(StringComparer.Ordinal);
        foreach (var (term, weight) in query)
            mixed[term] = weight * (1 - Share);
        foreach (var (term, weight) in added)
            mixed[term] = mixed.GetValueOrDefault(term) + (Share * asked * weight / sum);
        return [.. mixed.Select(t => new WeightedTerm(t.Key, t.Value))];
    }

    private static List<WeightedTerm> Shared(IReadOnlyList<(CaseDocument Document, float Score)> best, LexicalIndex index, ConceptLexicon concepts)
    {
        var analyzer = new TextAnalyzer(concepts);
        var shared = new TermCounts();
        foreach (var (document, score) in best.Take(Documents))
        {
            var own = new TermCounts();
            Read(document, analyzer, own);
            var counts = MathF.Exp((score - best[0].Score) / (Fall * best[0].Score)) / MathF.Max(1, own.Sum);
            foreach (var term in own.Terms)
                shared.Add(term, counts * own.CountOf(term));
        }

        var weighed = new List<WeightedTerm>();
        foreach (var term in shared.Terms)
        {
            // A word of one document leads nowhere else.
            if (index.Find(term) is >= 0 and var number && index.TermDocuments[number] > 1)
                weighed.Add(new WeightedTerm(term, shared.CountOf(term) * LexicalRanking.Rarity(index, number)));
        }

        weighed.Sort((a, b) => b.Weight.CompareTo(a.Weight) is var order and not 0 ? order : string.CompareOrdinal(a.Term, b.Term));
        return weighed.Count > Terms ? weighed.GetRange(0, Terms) : weighed;
    }

    private static void Read(CaseDocument document, TextAnalyzer analyzer, TermCounts to)
    {
        analyzer.Analyze(document.Title, document.Lang, to);
        var left = MostText;
        foreach (var section in document.Sections)
        {
            var text = section.Text.AsSpan(0, Math.Min(section.Text.Length, left));
            analyzer.Analyze(text, section.Lang ?? document.Lang, to);
            left -= text.Length;
        }
    }
}
