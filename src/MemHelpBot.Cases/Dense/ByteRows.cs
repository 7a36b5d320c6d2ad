using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemHelpBot.Cases.Dense;

/// <summary>A byte a dimension: rows scaled so that the largest value of each is 127. Orders what the signs let through, before the exact comparison.</summary>
internal sealed class ByteRows(int dimensions, ReadOnlyMemory<sbyte> values, ReadOnlyMemory<float> scales)
{
    private const int Ahead = 8;
    private const int CacheLine = 64;

    /// <summary>Length of a stored row: a multiple of 64.</summary>
    public int Width { get; } = WidthOf(dimensions);

    /// <summary>The rows as they are stored.</summary>
    public ReadOnlyMemory<sbyte> Values { get; } = values;

    /// <summary>What a row's values are multiplied by.</summary>
    public ReadOnlyMemory<float> Scales { get; } = scales;

    /// <summary>Length of a stored row.</summary>
    public static int WidthOf(int dimensions) => (dimensions + 63) / 64 * 64;

    /// <summary>The rows of some vectors.</summary>
    public static ByteRows Of(ReadOnlyMemory<float> vectors, int count, int dimensions)
    {
        var width = WidthOf(dimensions);
        var values = new sbyte[(long)count * width];
        var scales = new float[count];
        Parallel.For(0, count, i => scales[i] = Scale(vectors.Span.Slice(i * dimensions, dimensions), values.AsSpan(i * width, width)));
        return new ByteRows(dimensions, values, scales);
    }

    /// <summary>Compares a query with some rows and keeps the nearest.</summary>
    public void Nearest(ReadOnlySpan<float> query, ReadOnlySpan<int> rows, VectorTop top)
    {
        var scaled = new sbyte[Width];
        Scale(query, scaled);
        var asked = MemoryMarshal.Cast<sbyte, Vector512<sbyte>>(scaled);
        var all = MemoryMarshal.Cast<sbyte, Vector512<sbyte>>(Values.Span);
        var factors = Scales.Span;
        var width = asked.Length;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + Ahead < rows.Length)
                Fetch(all.Slice(rows[i + Ahead] * width, width));
            top.Offer(rows[i], Dot(asked, all.Slice(rows[i] * width, width)) * factors[rows[i]]);
        }

        GC.KeepAlive(this);
    }

    private static float Scale(ReadOnlySpan<float> vector, Span<sbyte> into)
    {
        var largest = 0f;
        foreach (var value in vector)
            largest = Math.Max(largest, MathF.Abs(value));
        if (largest == 0)
            return 0;
        for (var i = 0; i < vector.Length; i++)
            into[i] = (sbyte)MathF.Round(vector[i] * (127 / largest));
        return largest / 127;
    }

    // Two products of at most 127 × 127 fit into 16 bits.
    private static int Dot(ReadOnlySpan<Vector512<sbyte>> a, ReadOnlySpan<Vector512<sbyte>> b)
    {
        var sum = Vector512<int>.Zero;
        for (var i = 0; i < a.Length; i++)
        {
            var pairs = (Vector512.WidenLower(a[i]) * Vector512.WidenLower(b[i])) + (Vector512.WidenUpper(a[i]) * Vector512.WidenUpper(b[i]));
            sum += Vector512.WidenLower(pairs) + Vector512.WidenUpper(pairs);
        }

        return Vector512.Sum(sum);
    }

    // Rows lie far apart: the next ones are on their way while one is compared.
    private static unsafe void Fetch(ReadOnlySpan<Vector512<sbyte>> row)
    {
        if (!Sse.IsSupported)
            return;
        fixed (Vector512<sbyte>* start = row)
        {
            for (var at = 0; at < row.Length * CacheLine; at += CacheLine)
                Sse.Prefetch0((byte*)start + at);
        }
    }
}
