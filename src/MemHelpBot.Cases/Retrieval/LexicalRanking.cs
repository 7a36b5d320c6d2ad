using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// BM25 over fields (Robertson and Zaragoza's BM25F): a term's weights in the fields of a document are added up, each normalised by
/// the length of its field, before they saturate. k1 = 1.2, b = 0.75; the inverse document frequency is ln(1 + (N − n + 0.5)/(n + 0.5)).
/// </summary>
internal sealed class LexicalRanking
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

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
    public static LexicalRanking Of(LexicalIndex index, IReadOnlyList<WeightedTerm> query)
    {
        var ranking = new LexicalRanking(index);
        foreach (var (term, weight) in query)
        {
            var number = index.Find(term);
            if (number >= 0)
                ranking.Add(index, number, weight * Rarity(index, number));
        }

        return ranking;
    }

    /// <summary>Inverse document frequency of a term; of one that no document has when the number is negative.</summary>
    public static float Rarity(LexicalIndex index, int term) => Rarity(index.Documents, term < 0 ? 0 : index.TermDocuments[term]);

    /// <summary>Inverse document frequency of a term that so many of all documents have.</summary>
    public static float Rarity(int documents, int found) => MathF.Log(1 + ((documents - found + 0.5f) / (found + 0.5f)));

    /// <summary>What a term counts in one section, for the choice of a section inside a document.</summary>
    /// <param name="index">Gives the average length.</param>
    /// <param name="count">The term's weight in the section.</param>
    /// <param name="length">Sum of all weights in the section.</param>
    public static float InSection(LexicalIndex index, float count, float length) => Saturate(count / Normalise(length, index.SectionAverage));

    /// <summary>What a term counts in each document that has it, before its rarity: a sparse vector of documents, term by term.</summary>
    public static IEnumerable<(int Document, float Weight)> Column(LexicalIndex index, int term)
    {
        var end = index.PostingStarts[term + 1];
        for (var i = index.PostingStarts[term]; i < end;)
        {
            var document = index.UnitDocuments[index.PostingUnits[i]];
            var inDocument = 0f;
            for (; i < end && index.UnitDocuments[index.PostingUnits[i]] == document; i++)
                inDocument += InField(index, document, i);
            yield return (document, Saturate(inDocument));
        }
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
                inDocument += InField(index, document, i);
                var unit = index.PostingUnits[i];
                if (index.UnitSections[unit] != LexicalIndex.NoSection)
                    SectionScores[unit] += weight * InSection(index, index.PostingWeights[i], index.UnitLengths[unit]);
            }

            Scores[document] += weight * Saturate(inDocument);
        }
    }

    private static float InField(LexicalIndex index, int document, int posting)
    {
        var field = index.UnitFields[index.PostingUnits[posting]];
        var length = index.FieldLengths[(document * Fields.Count) + field];
        return Fields.Weight((Field)field) * index.PostingWeights[posting] / Normalise(length, index.FieldAverages[field]);
    }

    private static float Normalise(float length, float average) => 1 - B + (B * length / average);

    private static float Saturate(float count) => count * (K1 + 1) / (count + K1);
}
