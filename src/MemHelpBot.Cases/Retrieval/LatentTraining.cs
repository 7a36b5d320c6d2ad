using System.Numerics;
using System.Runtime.InteropServices;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Finds the <see cref="LatentBasis"/> of an index: an orthonormal basis of the leading right singular space of the matrix of documents by
/// terms (BM25 weight × rarity, rows of length 1), by subspace iteration from signs that follow from the numbers of the documents
/// (Halko, Martinsson, Tropp 2011). No cosine depends on the rotation inside the space, so no singular values are needed.
/// The order of all sums is fixed: the same index gives the same bits on every machine.
/// </summary>
internal sealed class LatentTraining
{
    private const int MostDimensions = 192;
    private const int DocumentsPerDimension = 3;
    private const int Iterations = 2;

    // Beyond so many documents a sample tells the same; beyond so many terms the rest is too rare to keep company.
    private const int MostDocuments = 20_000;
    private const int MostTerms = 40_000;

    private readonly int dimensions;
    private readonly int documents;
    private readonly int[] rows;
    private readonly List<int> starts = [0];
    private readonly List<int> owners = [];
    private readonly List<float> weights = [];

    private LatentTraining(LexicalIndex index)
    {
        var step = (index.Documents + MostDocuments - 1) / MostDocuments;
        documents = step == 0 ? 0 : (index.Documents + step - 1) / step;
        dimensions = Math.Clamp(documents / DocumentsPerDimension, Math.Min(documents, 8), MostDimensions);
        rows = new int[index.TermDocuments.Length];
        var common = LeastDocuments(index);
        for (var term = 0; term < rows.Length; term++)
        {
            rows[term] = -1;
            if (index.TermDocuments[term] < common)
                continue;
            var rarity = LexicalRanking.Rarity(index, term);
            var found = index.Columns.Documents(term);
            var counts = index.Columns.Weights(term);
            for (var i = 0; i < found.Length; i++)
            {
                if (found[i] % step != 0)
                    continue;
                owners.Add(found[i] / step);
                weights.Add(counts[i] * rarity);
            }

            if (owners.Count == starts[^1])
                continue;
            rows[term] = starts.Count - 1;
            starts.Add(owners.Count);
        }

        ScaleDocuments();
    }

    private int Terms => starts.Count - 1;

    /// <summary>The basis of an index; one without directions for an index without documents.</summary>
    public static LatentBasis Of(LexicalIndex index, CancellationToken cancellationToken = default)
    {
        var training = new LatentTraining(index);
        return new LatentBasis(index.Stamp(), Math.Max(1, training.dimensions), training.rows, training.Iterate(cancellationToken));
    }

    // A term of one document ties nothing together. In a very large index rarer terms than the limit allows are left out alike.
    private static int LeastDocuments(LexicalIndex index)
    {
        var found = (int[])index.TermDocuments.Clone();
        Array.Sort(found);
        return Math.Max(Math.Min(2, index.Documents), found.Length > MostTerms ? found[^MostTerms] + 1 : 0);
    }

    private void ScaleDocuments()
    {
        var squares = new float[documents];
        for (var i = 0; i < owners.Count; i++)
            squares[owners[i]] += weights[i] * weights[i];
        for (var i = 0; i < owners.Count; i++)
            weights[i] /= MathF.Sqrt(squares[owners[i]]);
    }

    private float[] Iterate(CancellationToken cancellationToken)
    {
        if (dimensions == 0)
            return [];
        var byDocument = new float[documents * dimensions];
        for (var i = 0; i < byDocument.Length; i++)
            byDocument[i] = Sign(i);
        var byTerm = new float[Terms * dimensions];
        for (var i = 0; ; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(byTerm);
            Multiply(byDocument, byTerm, toTerms: true);
            Orthonormal.Make(byTerm, dimensions);
            if (i == Iterations)
                return byTerm;
            Array.Clear(byDocument);
            Multiply(byTerm, byDocument, toTerms: false);
        }
    }

    private void Multiply(float[] from, float[] to, bool toTerms)
    {
        for (var term = 0; term < Terms; term++)
        {
            for (var i = starts[term]; i < starts[term + 1]; i++)
            {
                var (source, target) = toTerms ? (owners[i], term) : (term, owners[i]);
                AddScaled(to.AsSpan(target * dimensions, dimensions), from.AsSpan(source * dimensions, dimensions), weights[i]);
            }
        }
    }

    // Each element has a sum of its own, so the width of the machine's vectors changes nothing.
    private static void AddScaled(Span<float> to, ReadOnlySpan<float> from, float by)
    {
        var wide = to.Length - (to.Length % Vector<float>.Count);
        var targets = MemoryMarshal.Cast<float, Vector<float>>(to[..wide]);
        var sources = MemoryMarshal.Cast<float, Vector<float>>(from[..wide]);
        for (var i = 0; i < targets.Length; i++)
            targets[i] += sources[i] * by;
        for (var i = wide; i < to.Length; i++)
            to[i] += from[i] * by;
    }

    // The finaliser of SplitMix64: a sign that looks drawn and is the same everywhere.
    private static float Sign(int number)
    {
        unchecked
        {
            var x = ((ulong)number + 1) * 0x9E37_79B9_7F4A_7C15;
            x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
            x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
            return ((x ^ (x >> 31)) & 1) == 0 ? 1 : -1;
        }
    }
}
