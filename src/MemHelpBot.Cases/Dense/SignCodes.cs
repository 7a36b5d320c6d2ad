using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemHelpBot.Cases.Dense;

/// <summary>
/// A bit a dimension (RaBitQ: Gao and Long, SIGMOD 2024): the sign of each rotated difference from the mean, and one factor a vector
/// that makes the product with a query an unbiased estimate of the similarity. Four signs are one index into a table of the query's
/// sums, sixteen tables' entries are fetched by one shuffle (André, Kermarrec, Le Scouarnec, VLDB 2015).
/// </summary>
/// <remarks>Blocks of 32 vectors; of each group of four dimensions 16 bytes: vectors 0 to 15 in the low halves, 16 to 31 in the high ones.
/// The factors of a block lie in the order in which the sums come out: even and odd vectors of each half.</remarks>
internal sealed class SignCodes(int count, int dimensions, ReadOnlyMemory<byte> codes, ReadOnlyMemory<float> factors)
{
    /// <summary>Vectors of one block.</summary>
    public const int BlockVectors = 32;

    private const int GroupBytes = 16;

    /// <summary>Groups of four dimensions, a multiple of four.</summary>
    private int Groups { get; } = GroupsOf(dimensions);

    /// <summary>The codes as they are stored.</summary>
    public ReadOnlyMemory<byte> Codes { get; } = codes;

    /// <summary>The factors as they are stored.</summary>
    public ReadOnlyMemory<float> Factors { get; } = factors;

    /// <summary>Number of blocks.</summary>
    public int Blocks { get; } = BlocksOf(count);

    /// <summary>Bytes of the codes of so many vectors.</summary>
    public static int BytesOf(int count, int dimensions) => BlocksOf(count) * GroupsOf(dimensions) * GroupBytes;

    /// <summary>Number of factors, those of absent vectors of the last block with them.</summary>
    public static int FactorsOf(int count) => BlocksOf(count) * BlockVectors;

    /// <summary>The codes of rotated differences from the mean.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="dimensions">Their length.</param>
    /// <param name="rotated">Gives one of them.</param>
    public static SignCodes Of(int count, int dimensions, Action<int, Memory<float>> rotated)
    {
        var codes = new byte[BytesOf(count, dimensions)];
        var factors = new float[FactorsOf(count)];
        Parallel.For(0, BlocksOf(count), () => new float[dimensions], (block, _, vector) =>
        {
            for (var i = 0; i < BlockVectors && (block * BlockVectors) + i < count; i++)
            {
                rotated((block * BlockVectors) + i, vector);
                factors[(block * BlockVectors) + PlaceOf(i)] = Encode(vector, codes.AsSpan(block * GroupsOf(dimensions) * GroupBytes), i);
            }

            return vector;
        }, _ => { });
        return new SignCodes(count, dimensions, codes, factors);
    }

    /// <summary>Estimates the part of the similarity that differs from vector to vector, of blocks from one to another.</summary>
    /// <param name="query">The rotated query.</param>
    /// <param name="from">First block.</param>
    /// <param name="stride">Every how many blocks.</param>
    /// <param name="hits">Takes every vector whose estimate exceeds its threshold.</param>
    public void Scan(ReadOnlySpan<float> query, int from, int stride, ScanHits hits)
    {
        var tables = new byte[Groups * GroupBytes];
        var (step, lowest) = Tables(query, tables);
        var codeBytes = Codes.Span;
        var factorValues = MemoryMarshal.Cast<float, Vector512<float>>(Factors.Span);
        var blockBytes = Groups * GroupBytes;
        for (var block = from; block < Blocks; block += stride)
        {
            var (low, high) = Avx512BW.IsSupported
                ? Sums512(codeBytes.Slice(block * blockBytes, blockBytes), tables)
                : Sums128(codeBytes.Slice(block * blockBytes, blockBytes), tables);
            var first = Estimate(low, step, lowest) * factorValues[2 * block];
            var second = Estimate(high, step, lowest) * factorValues[(2 * block) + 1];
            var threshold = Vector512.Create(hits.Threshold);
            var above = Vector512.GreaterThan(first, threshold).ExtractMostSignificantBits()
                | (Vector512.GreaterThan(second, threshold).ExtractMostSignificantBits() << 16);
            if (above != 0)
                Take(block, (uint)above, first, second, hits);
        }

        GC.KeepAlive(this);
    }

    private void Take(int block, uint above, Vector512<float> first, Vector512<float> second, ScanHits hits)
    {
        for (; above != 0; above &= above - 1)
        {
            var place = BitOperations.TrailingZeroCount(above);
            var number = (block * BlockVectors) + VectorAt(place);
            if (number < count)
                hits.Add(number, place < 16 ? first[place] : second[place - 16]);
        }
    }

    // Sixteen sums a half: even vectors, then odd ones.
    private static Vector512<float> Estimate(Vector256<ushort> sums, float step, float lowest) =>
        (Vector512.ConvertToSingle(Vector512.WidenLower(sums.ToVector512Unsafe()).AsInt32()) * step) + Vector512.Create(lowest);

    private static (Vector256<ushort> Low, Vector256<ushort> High) Sums512(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> tables)
    {
        var pieces = MemoryMarshal.Cast<byte, Vector512<byte>>(codes);
        var entries = MemoryMarshal.Cast<byte, Vector512<byte>>(tables);
        var nibble = Vector512.Create((byte)0x0F);
        Vector512<ushort> lowAll = default, lowOdd = default, highAll = default, highOdd = default;
        for (var i = 0; i < pieces.Length; i++)
        {
            var piece = pieces[i];
            var table = entries[i];
            var low = Avx512BW.Shuffle(table, piece & nibble).AsUInt16();
            var high = Avx512BW.Shuffle(table, (piece.AsUInt16() >>> 4).AsByte() & nibble).AsUInt16();
            lowAll += low;
            lowOdd += low >>> 8;
            highAll += high;
            highOdd += high >>> 8;
        }

        return (Folded(lowAll, lowOdd), Folded(highAll, highOdd));
    }

    // The sums of all lanes; the odd ones were added to the even ones as multiples of 256.
    private static Vector256<ushort> Folded(Vector512<ushort> all, Vector512<ushort> odd)
    {
        var even = all - (odd << 8);
        return Vector256.Create(Lanes(even), Lanes(odd));
    }

    private static Vector128<ushort> Lanes(Vector512<ushort> sums)
    {
        var half = sums.GetLower() + sums.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    private static (Vector256<ushort> Low, Vector256<ushort> High) Sums128(ReadOnlySpan<byte> codes, ReadOnlySpan<byte> tables)
    {
        var pieces = MemoryMarshal.Cast<byte, Vector128<byte>>(codes);
        var entries = MemoryMarshal.Cast<byte, Vector128<byte>>(tables);
        var nibble = Vector128.Create((byte)0x0F);
        Vector128<ushort> lowAll = default, lowOdd = default, highAll = default, highOdd = default;
        for (var i = 0; i < pieces.Length; i++)
        {
            var low = Vector128.ShuffleNative(entries[i], pieces[i] & nibble).AsUInt16();
            var high = Vector128.ShuffleNative(entries[i], (pieces[i].AsUInt16() >>> 4).AsByte() & nibble).AsUInt16();
            lowAll += low;
            lowOdd += low >>> 8;
            highAll += high;
            highOdd += high >>> 8;
        }

        return (Vector256.Create(lowAll - (lowOdd << 8), lowOdd), Vector256.Create(highAll - (highOdd << 8), highOdd));
    }

    /// <summary>For each group the sums of the query's four values with all sixteen patterns of signs, as bytes: sum = byte × step + lowest / groups.</summary>
    private (float Step, float Lowest) Tables(ReadOnlySpan<float> query, Span<byte> tables)
    {
        Span<float> sums = stackalloc float[GroupBytes];
        var (lowest, widest) = (0f, 0f);
        for (var group = 0; group < Groups; group++)
        {
            var reach = Reach(query, group);
            lowest -= reach;
            widest = Math.Max(widest, 2 * reach);
        }

        // No sum of bytes may leave 16 bits.
        var levels = Math.Min(255, ushort.MaxValue / Groups);
        var step = widest == 0 ? 1 : widest / levels;
        for (var group = 0; group < Groups; group++)
        {
            Sums(query, group, sums);
            var reach = Reach(query, group);
            for (var pattern = 0; pattern < GroupBytes; pattern++)
                tables[(group * GroupBytes) + pattern] = (byte)Math.Clamp(MathF.Round((sums[pattern] + reach) / step), 0, levels);
        }

        return (step, lowest);
    }

    private static float Reach(ReadOnlySpan<float> query, int group)
    {
        var reach = 0f;
        for (var i = group * 4; i < Math.Min((group * 4) + 4, query.Length); i++)
            reach += MathF.Abs(query[i]);
        return reach;
    }

    private static void Sums(ReadOnlySpan<float> query, int group, Span<float> sums)
    {
        for (var pattern = 0; pattern < GroupBytes; pattern++)
        {
            sums[pattern] = 0;
            for (var i = 0; i < 4 && (group * 4) + i < query.Length; i++)
                sums[pattern] += (pattern >> i & 1) == 1 ? query[(group * 4) + i] : -query[(group * 4) + i];
        }
    }

    // The factor: what the product of the signs with a query is multiplied by, ‖r‖² / Σ|rᵢ|.
    private static float Encode(ReadOnlySpan<float> vector, Span<byte> block, int place)
    {
        var (squares, absolutes) = (0f, 0f);
        for (var i = 0; i < vector.Length; i++)
        {
            squares += vector[i] * vector[i];
            absolutes += MathF.Abs(vector[i]);
            if (vector[i] > 0)
                block[(i / 4 * GroupBytes) + (place % 16)] |= (byte)(1 << ((i % 4) + (place < 16 ? 0 : 4)));
        }

        return absolutes == 0 ? 0 : squares / absolutes;
    }

    private static int GroupsOf(int dimensions) => (dimensions + 15) / 16 * 4;

    private static int BlocksOf(int count) => (count + BlockVectors - 1) / BlockVectors;

    private static int PlaceOf(int vector) => (vector & 16) | ((vector & 1) << 3) | ((vector & 15) >> 1);

    private static int VectorAt(int place) => (place & 16) | ((place & 7) << 1) | ((place & 8) >> 3);
}
