namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// What each term counts in each document that has it, before its rarity: the weights in the fields of the document, each normalised by
/// the length of its field, added up and saturated. A query is then one addition for each posting.
/// </summary>
internal sealed class TermColumns
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;
    private readonly int[] starts;
    private readonly int[] documents;
    private readonly float[] weights;

    /// <summary>Derives the columns of an index.</summary>
    public TermColumns(LexicalIndex index)
    {
        starts = new int[index.TermDocuments.Length + 1];
        for (var term = 0; term < index.TermDocuments.Length; term++)
            starts[term + 1] = starts[term] + index.TermDocuments[term];
        documents = new int[starts[^1]];
        weights = new float[starts[^1]];
        var normal = Normals(index);
        var at = 0;
        for (var term = 0; term < index.TermDocuments.Length; term++)
        {
            var end = index.PostingStarts[term + 1];
            for (var i = index.PostingStarts[term]; i < end; at++)
            {
                var document = index.UnitDocuments[index.PostingUnits[i]];
                var count = 0f;
                for (; i < end && index.UnitDocuments[index.PostingUnits[i]] == document; i++)
                    count += index.PostingWeights[i] * normal[(document * Fields.Count) + index.UnitFields[index.PostingUnits[i]]];
                (documents[at], weights[at]) = (document, Saturate(count));
            }
        }
    }

    /// <summary>The documents that have a term, ascending.</summary>
    public ReadOnlySpan<int> Documents(int term) => documents.AsSpan(starts[term]..starts[term + 1]);

    /// <summary>What the term counts in each of <see cref="Documents"/>.</summary>
    public ReadOnlySpan<float> Weights(int term) => weights.AsSpan(starts[term]..starts[term + 1]);

    /// <summary>What a term counts in one section, for the choice of a section inside a document.</summary>
    /// <param name="count">The term's weight in the section.</param>
    /// <param name="length">Sum of all weights in the section.</param>
    /// <param name="average">The average of that sum.</param>
    public static float InSection(float count, float length, float average) => Saturate(count / Normalise(length, average));

    // What one occurrence in a field of a document counts.
    private static float[] Normals(LexicalIndex index)
    {
        var normal = new float[index.FieldLengths.Length];
        for (var i = 0; i < normal.Length; i++)
        {
            var field = i % Fields.Count;
            if (index.FieldAverages[field] > 0)
                normal[i] = Fields.Weight((Field)field) / Normalise(index.FieldLengths[i], index.FieldAverages[field]);
        }

        return normal;
    }

    private static float Normalise(float length, float average) => 1 - B + (B * length / average);

    private static float Saturate(float count) => count * (K1 + 1) / (count + K1);
}
