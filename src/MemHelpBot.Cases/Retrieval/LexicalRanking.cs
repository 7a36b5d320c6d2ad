using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// BM25 over fields (Robertson and Zaragoza's BM25F): a term's weights in the fields of a document are added up, each normalised by
/// the length of its field, before they saturate. k1 = 1.2, b = 0.75; the inverse document frequency is ln(1 + (N − n + 0.5)/(n + 0.5)).
/// </summary>
internal sealed class LexicalRanking
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

    // A concept stands for all the words that another language has for it.
    private const float Concept = 1.5f;

    private LexicalRanking(LexicalIndex index)
    {
        Scores = new float[index.Documents];
        SectionScores = new float[index.UnitDocuments.Length];
    }

    /// <summary>Score by document; 0 when no term of the query stands in it.</summary>
    public float[] Scores { get; }

    /// <summary>Score by unit, to choose the section to show.</summary>
    public float[] SectionScores { get; }

    /// <summary>Scores all documents for the terms of a query.</summary>
    public static LexicalRanking Of(LexicalIndex index, TermCounts query)
    {
        var ranking = new LexicalRanking(index);
        foreach (var term in query.Terms)
        {
            var count = query.CountOf(term);
            var number = index.Find(term);
            if (number < 0)
                continue;
            var found = index.TermDocuments[number];
            var idf = MathF.Log(1 + ((index.Documents - found + 0.5f) / (found + 0.5f)));
            // A word that a long paste repeats a hundred times is not a hundred times as telling.
            var repeated = count <= 1 ? count : 1 + MathF.Log(count);
            ranking.Add(index, number, idf * repeated * (term[0] == ConceptLexicon.Mark ? Concept : 1));
        }

        return ranking;
    }

    private void Add(LexicalIndex index, int term, float weight)
    {
        var end = index.PostingStarts[term + 1];
        for (var i = index.PostingStarts[term]; i < end;)
        {
            var document = index.UnitDocuments[index.PostingUnits[i]];
            var inDocument = 0f;
            for (; i < end && index.UnitDocuments[index.PostingUnits[i]] == document; i++)
            {
                var (unit, count) = (index.PostingUnits[i], index.PostingWeights[i]);
                var field = index.UnitFields[unit];
                var length = index.FieldLengths[(document * Fields.Count) + field];
                inDocument += Fields.Weight((Field)field) * count / Normalise(length, index.FieldAverages[field]);
                if (index.UnitSections[unit] != LexicalIndex.NoSection)
                    SectionScores[unit] += weight * Saturate(count / Normalise(index.UnitLengths[unit], index.SectionAverage));
            }

            Scores[document] += weight * Saturate(inDocument);
        }
    }

    private static float Normalise(float length, float average) => 1 - B + (B * length / average);

    private static float Saturate(float count) => count * (K1 + 1) / (count + K1);
}
