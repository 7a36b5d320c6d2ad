using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>The inverted index the other way round: the terms of each document with their weights.</summary>
internal sealed class TermRows
{
    private readonly LexicalIndex index;
    private readonly int[] starts;
    private readonly int[] terms;
    private readonly float[] weights;

    public TermRows(LexicalIndex index)
    {
        this.index = index;
        starts = new int[index.Documents + 1];
        for (var term = 0; term < index.TermDocuments.Length; term++)
        {
            foreach (var document in index.Columns.Documents(term))
                starts[document + 1]++;
        }

        for (var i = 0; i < index.Documents; i++)
            starts[i + 1] += starts[i];
        terms = new int[starts[^1]];
        weights = new float[starts[^1]];
        var next = starts.AsSpan(0, index.Documents).ToArray();
        for (var term = 0; term < index.TermDocuments.Length; term++)
        {
            var documents = index.Columns.Documents(term);
            var counts = index.Columns.Weights(term);
            for (var i = 0; i < documents.Length; i++)
                (terms[next[documents[i]]], weights[next[documents[i]]++]) = (term, counts[i]);
        }
    }

    /// <summary>The terms of a document.</summary>
    public IReadOnlyList<WeightedTerm> Of(int document)
    {
        var row = new WeightedTerm[starts[document + 1] - starts[document]];
        for (var i = 0; i < row.Length; i++)
        {
            var term = terms[starts[document] + i];
            row[i] = new WeightedTerm(index.Term(term), weights[starts[document] + i]);
        }

        return row;
    }
}
