using System.Numerics.Tensors;

namespace MemHelpBot.Cases.Dense;

/// <summary>
/// Finds the nearest of very many vectors: a bit a dimension picks thousands of candidates in one pass, four bits a dimension
/// pick a hundred of those, and the vectors themselves decide. On vectors without any structure it finds 99 of 100 of the true ten nearest.
/// </summary>
internal sealed class QuantisedVectors
{
    // What the signs let through: their error on vectors without structure needs so many for the ten nearest of a million.
    private const int ShareOfCandidates = 56;
    private const int LeastCandidates = 4096;
    // The error of four bits spans so many of a million.
    private const int LeastExact = 128;
    private const int SampleStride = 127;
    private readonly int dimensions;
    private readonly ReadOnlyMemory<float> rows;
    private readonly Rotation rotation;

    public QuantisedVectors(ReadOnlyMemory<float> rows, int dimensions, float[] mean, SignCodes signs, NibbleRows nibbles)
    {
        (this.rows, this.dimensions, Mean, Signs, Nibbles) = (rows, dimensions, mean, signs, nibbles);
        rotation = new Rotation(dimensions);
    }

    /// <summary>The mean of all vectors.</summary>
    public float[] Mean { get; }

    public SignCodes Signs { get; }

    public NibbleRows Nibbles { get; }

    private int Count => rows.Length / dimensions;

    /// <summary>Quantises vectors.</summary>
    public static QuantisedVectors Of(ReadOnlyMemory<float> rows, int dimensions)
    {
        var count = rows.Length / dimensions;
        var mean = MeanOf(rows.Span, dimensions);
        var rotation = new Rotation(dimensions);
        var signs = SignCodes.Of(count, dimensions, (number, into) =>
        {
            TensorPrimitives.Subtract(rows.Span.Slice(number * dimensions, dimensions), mean, into.Span);
            rotation.Apply(into.Span);
        });
        var nibbles = NibbleRows.Of(count, dimensions, (number, into) =>
        {
            rows.Slice(number * dimensions, dimensions).CopyTo(into);
            rotation.Apply(into.Span);
        });
        return new QuantisedVectors(rows, dimensions, mean, signs, nibbles);
    }

    /// <summary>The nearest vectors, best first, with their exact similarities.</summary>
    public VectorTop Nearest(ReadOnlyMemory<float> query, int wanted)
    {
        var rotated = query.ToArray();
        rotation.Apply(rotated);
        var candidates = Math.Max(LeastCandidates, Math.Max(Count / ShareOfCandidates, 64 * wanted));
        var hits = new ScanHits(candidates) { Threshold = Threshold(rotated, candidates) };
        Signs.Scan(rotated, 0, 1, hits);
        var ordered = new VectorTop(Math.Max(LeastExact, 3 * wanted));
        Nibbles.Nearest(rotated, hits.Numbers, ordered);
        var exact = new VectorTop(wanted);
        foreach (var number in ordered.Numbers.AsSpan(0, ordered.Count).ToArray().Order())
            exact.Offer(number, TensorPrimitives.Dot(query.Span, rows.Span.Slice(number * dimensions, dimensions)));
        GC.KeepAlive(this);
        return exact;
    }

    // A sample tells which estimate about as many vectors exceed as are wanted; a little lower, so that they are rather too many.
    private float Threshold(float[] rotated, int candidates)
    {
        var sampled = (Signs.Blocks + SampleStride - 1) / SampleStride * SignCodes.BlockVectors;
        var sample = new ScanHits(sampled);
        Signs.Scan(rotated, 0, SampleStride, sample);
        return sample.Quantile(1.1 * candidates / Count);
    }

    private static float[] MeanOf(ReadOnlySpan<float> rows, int dimensions)
    {
        var sums = new double[dimensions];
        for (var row = 0; row < rows.Length; row += dimensions)
        {
            for (var i = 0; i < dimensions; i++)
                sums[i] += rows[row + i];
        }

        var mean = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
            mean[i] = (float)(sums[i] / (rows.Length / dimensions));
        return mean;
    }
}
