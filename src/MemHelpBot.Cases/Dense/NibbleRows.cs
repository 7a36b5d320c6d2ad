using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemHelpBot.Cases.Dense;

/// <summary>
/// Four bits a dimension: rotated rows scaled so that the largest value of each is 7. Orders what the signs let through, before the
/// exact comparison. A value n is stored as n + 8; of each 128 dimensions the first 64 are low halves of bytes, the others high ones.
/// </summary>
internal sealed class NibbleRows(ReadOnlyMemory<byte> values, ReadOnlyMemory<float> scales)
{
    private const int PieceDimensions = 128;
    private const int CacheLine = 64;
    private const int Ahead = 12;
    private const int Offset = 8;
    private const float Largest = 7;

    /// <summary>The rows as they are stored.</summary>
    public ReadOnlyMemory<byte> Values { get; } = values;

    /// <summary>What a row's values are multiplied by.</summary>
    public ReadOnlyMemory<float> Scales { get; } = scales;

    /// <summary>Bytes of a row.</summary>
    public static int WidthOf(int dimensions) => (dimensions + PieceDimensions - 1) / PieceDimensions * CacheLine;

    /// <summary>The rows of rotated vectors.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="dimensions">Their length.</param>
    /// <param name="rotated">Gives one of them.</param>
    public static NibbleRows Of(int count, int dimensions, Action<int, Memory<float>> rotated)
    {
        var width = WidthOf(dimensions);
        var values = new byte[(long)count * width];
        var scales = new float[count];
        Parallel.For(0, count, () => new float[dimensions], (i, _, vector) =>
        {
            rotated(i, vector);
            scales[i] = Encode(vector, values.AsSpan(i * width, width));
            return vector;
        }, _ => { });
        return new NibbleRows(values, scales);
    }

    /// <summary>Compares a rotated query with some rows and keeps the nearest.</summary>
    public void Nearest(ReadOnlySpan<float> query, ReadOnlySpan<int> rows, VectorTop top)
    {
        var asked = Bytes(query, out var scale, out var sum);
        var all = MemoryMarshal.Cast<byte, Vector512<byte>>(Values.Span);
        var factors = Scales.Span;
        var width = asked.Length / 2;
        for (var i = 0; i < rows.Length; i++)
        {
            if (i + Ahead < rows.Length)
                Fetch(all.Slice(rows[i + Ahead] * width, width));
            top.Offer(rows[i], (Dot(asked, all.Slice(rows[i] * width, width)) - (Offset * sum)) * scale * factors[rows[i]]);
        }

        GC.KeepAlive(this);
    }

    private static float Encode(ReadOnlySpan<float> vector, Span<byte> into)
    {
        var largest = LargestOf(vector);
        for (var i = 0; i < vector.Length; i++)
        {
            var value = largest == 0 ? Offset : (int)MathF.Round(vector[i] * (Largest / largest)) + Offset;
            into[(i / PieceDimensions * CacheLine) + (i % CacheLine)] |= (byte)(i % PieceDimensions < CacheLine ? value : value << 4);
        }

        return largest / Largest;
    }

    // A byte a dimension, in the order of the halves.
    private static ReadOnlySpan<Vector512<sbyte>> Bytes(ReadOnlySpan<float> query, out float scale, out int sum)
    {
        var bytes = new sbyte[WidthOf(query.Length) * 2];
        scale = LargestOf(query) / sbyte.MaxValue;
        sum = 0;
        for (var i = 0; i < query.Length && scale > 0; i++)
        {
            bytes[i] = (sbyte)MathF.Round(query[i] / scale);
            sum += bytes[i];
        }

        return MemoryMarshal.Cast<sbyte, Vector512<sbyte>>(bytes);
    }

    private static float LargestOf(ReadOnlySpan<float> vector)
    {
        var largest = 0f;
        foreach (var value in vector)
            largest = Math.Max(largest, MathF.Abs(value));
        return largest;
    }

    // Four products of at most 127 × 15 fit into 16 bits.
    private static int Dot(ReadOnlySpan<Vector512<sbyte>> query, ReadOnlySpan<Vector512<byte>> row)
    {
        var nibble = Vector512.Create((byte)0x0F);
        var sum = Vector512<int>.Zero;
        for (var i = 0; i < row.Length; i++)
        {
            var low = (row[i] & nibble).AsSByte();
            var high = ((row[i].AsUInt16() >>> 4).AsByte() & nibble).AsSByte();
            var (first, second) = (query[2 * i], query[(2 * i) + 1]);
            var products = (Vector512.WidenLower(low) * Vector512.WidenLower(first)) + (Vector512.WidenUpper(low) * Vector512.WidenUpper(first))
                + (Vector512.WidenLower(high) * Vector512.WidenLower(second)) + (Vector512.WidenUpper(high) * Vector512.WidenUpper(second));
            sum += Vector512.WidenLower(products) + Vector512.WidenUpper(products);
        }

        return Vector512.Sum(sum);
    }

    // Rows lie far apart: the next ones are on their way while one is compared.
    private static unsafe void Fetch(ReadOnlySpan<Vector512<byte>> row)
    {
        if (!Sse.IsSupported)
            return;
        fixed (Vector512<byte>* start = row)
        {
            for (var at = 0; at < row.Length * CacheLine; at += CacheLine)
                Sse.Prefetch0((byte*)start + at);
        }
    }
}
