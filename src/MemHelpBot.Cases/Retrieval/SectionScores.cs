using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;
using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>Which section of a document fits a query best, by its words.</summary>
internal static class SectionScores
{
    /// <summary>Scales scores so that the highest is 1; leaves them when all are 0.</summary>
    public static void Scale(float[] scores)
    {
        var highest = 0f;
        foreach (var score in scores)
            highest = Math.Max(highest, score);
        for (var i = 0; i < scores.Length && highest > 0; i++)
            scores[i] /= highest;
    }

    /// <summary>Scores of the sections of a document that lies elsewhere, with the statistics of an index that lies here.</summary>
    public static float[] Of(CaseDocument document, IReadOnlyList<WeightedTerm> query, LexicalIndex statistics, ConceptLexicon concepts)
    {
        var analyzer = new TextAnalyzer(concepts);
        var scores = new float[document.Sections.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var terms = new TermCounts();
            LexicalIndexBuilder.Analyze(analyzer, document, document.Sections[i], terms);
            foreach (var (term, weight) in query)
            {
                if (terms.CountOf(term) is > 0 and var count)
                    scores[i] += weight * LexicalRanking.Rarity(statistics, statistics.Find(term)) * TermColumns.InSection(count, terms.Sum, statistics.SectionAverage);
            }
        }

        Scale(scores);
        return scores;
    }
}
