using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemHelpBot.Scanning.Search;

/// <summary>
/// Finds the first of some tens of literals in bytes, at about the speed of memory: the "Teddy" search of Hyperscan, by the portable vectors.
/// <para>
/// Each literal gives three of its bytes, its fingerprint, and goes to one of eight buckets. For each of the three bytes two tables of sixteen
/// entries answer which buckets have a fingerprint with that low half, and with that high half, of the byte: one bit a bucket. A shuffle
/// instruction looks up a whole vector of bytes at once. The AND of the six look-ups of a position is zero unless some bucket may have
/// a fingerprint there; only then its literals are compared.
/// </para>
/// <para>
/// How often a comparison is in vain decides the speed. So the fingerprint is the rarest window of the literal in ordinary logs
/// (<see cref="ByteRarity"/>), not its beginning, and literals are put in buckets so that buckets stay rare.
/// </para>
/// </summary>
public sealed class LiteralSearch
{
    /// <summary>A bit of a byte each.</summary>
    internal const int Buckets = 8;

    /// <summary>Length of a fingerprint, and so of the shortest literal.</summary>
    public const int FingerprintLength = 3;

    private readonly Entry[][] buckets;
    private readonly Tables tables;

    /// <summary>A search for the literals; ASCII, each at least <see cref="FingerprintLength"/> long.</summary>
    public LiteralSearch(IEnumerable<string> literals)
    {
        var entries = literals.Select(Entry.Of).ToList();
        LongestLiteral = entries.Max(e => e.Literal.Length);
        buckets = Buckets > entries.Count ? [.. entries.Select(e => new[] { e })] : ByteRarity.Spread(entries, Buckets);
        tables = Tables.Of(buckets);
    }

    /// <summary>Length of the longest literal: how much of a buffer must be seen again with the next one.</summary>
    public int LongestLiteral { get; }

    /// <summary>
    /// Position of the fingerprint of the first literal in the text (first by that position), -1 when there is none.
    /// The literal lies around it: on the same line, if no literal has a line end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Compiled for this machine's vectors at the first call; the code compiled ahead has narrow ones.
    public int IndexOf(ReadOnlySpan<byte> text) =>
        Avx512BW.IsSupported ? Find<Wide512>(text) : Avx2.IsSupported ? Find<Wide256>(text) : Find<Wide128>(text);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find<TWide>(ReadOnlySpan<byte> text)
        where TWide : struct, IWide
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at <= text.Length - TWide.Bytes - (FingerprintLength - 1); at += TWide.Bytes)
        {
            var candidates = TWide.Candidates(ref Unsafe.Add(ref start, at), tables);
            if (candidates != 0 && Verified(text, at, candidates) is var found and >= 0)
                return found;
        }

        // The end, padded with zeros: NUL is in no literal, so no fingerprint begins in the text and ends in the padding.
        Span<byte> rest = stackalloc byte[128];
        rest.Clear();
        for (; at < text.Length; at += TWide.Bytes)
        {
            var left = text[at..Math.Min(text.Length, at + TWide.Bytes + FingerprintLength - 1)];
            rest.Clear();
            left.CopyTo(rest);
            var candidates = TWide.Candidates(ref MemoryMarshal.GetReference(rest), tables);
            if (candidates != 0 && Verified(text, at, candidates) is var found and >= 0)
                return found;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Verified(ReadOnlySpan<byte> text, int at, ulong candidates)
    {
        for (; candidates != 0; candidates &= candidates - 1)
        {
            var position = at + System.Numerics.BitOperations.TrailingZeroCount(candidates);
            if (position + FingerprintLength > text.Length)
                return -1;
            // Halves of bytes from different literals of a bucket match together: the whole bytes rule most of that out.
            var window = Word(text.Slice(position, FingerprintLength));
            for (var bits = (uint)tables.BucketsAt(window); bits != 0; bits &= bits - 1)
            {
                var bucket = System.Numerics.BitOperations.TrailingZeroCount(bits);
                var fingerprints = tables.Fingerprints[bucket];
                for (var i = 0; i < fingerprints.Length; i++)
                {
                    if (fingerprints[i] == window && IsAt(buckets[bucket][i], text, position))
                        return position;
                }
            }
        }

        return -1;
    }

    private static bool IsAt(Entry entry, ReadOnlySpan<byte> text, int position) =>
        position >= entry.Fingerprint && text[(position - entry.Fingerprint)..].StartsWith(entry.Literal);

    private static uint Word(ReadOnlySpan<byte> fingerprint) => fingerprint[0] | ((uint)fingerprint[1] << 8) | ((uint)fingerprint[2] << 16);

    /// <summary>A literal and where in it its fingerprint begins.</summary>
    internal sealed record Entry(byte[] Literal, int Fingerprint)
    {
        public ReadOnlySpan<byte> Window => Literal.AsSpan(Fingerprint, FingerprintLength);

        public static Entry Of(string literal)
        {
            if (literal.Length < FingerprintLength || literal.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                throw new ArgumentException($"A literal is at least {FingerprintLength} printable ASCII characters: \"{literal}\".", nameof(literal));
            var bytes = System.Text.Encoding.ASCII.GetBytes(literal);
            return new Entry(bytes, ByteRarity.RarestWindow(bytes, FingerprintLength));
        }
    }

    /// <summary>For each byte of a fingerprint, the buckets by its low half and by its high half.</summary>
    private readonly struct Tables
    {
        public readonly Vector128<byte> Low0, High0, Low1, High1, Low2, High2;

        /// <summary>The fingerprints of each bucket, as <see cref="Word"/> has them.</summary>
        public readonly uint[][] Fingerprints;

        private readonly byte[][] bytes;

        private Tables(byte[][] t, uint[][] fingerprints)
        {
            (bytes, Fingerprints) = (t, fingerprints);
            (Low0, High0) = (Vector128.Create(t[0]), Vector128.Create(t[1]));
            (Low1, High1) = (Vector128.Create(t[2]), Vector128.Create(t[3]));
            (Low2, High2) = (Vector128.Create(t[4]), Vector128.Create(t[5]));
        }

        public static Tables Of(Entry[][] buckets)
        {
            var tables = Enumerable.Range(0, 2 * FingerprintLength).Select(_ => new byte[16]).ToArray();
            for (var bucket = 0; bucket < buckets.Length; bucket++)
            {
                foreach (var entry in buckets[bucket])
                {
                    for (var i = 0; i < FingerprintLength; i++)
                    {
                        tables[2 * i][entry.Window[i] & 15] |= (byte)(1 << bucket);
                        tables[(2 * i) + 1][entry.Window[i] >> 4] |= (byte)(1 << bucket);
                    }
                }
            }

            return new Tables(tables, [.. buckets.Select(b => b.Select(e => Word(e.Window)).ToArray())]);
        }

        /// <summary>The buckets whose fingerprints the text may begin with.</summary>
        public int BucketsAt(uint window) =>
            bytes[0][window & 15] & bytes[1][(window >> 4) & 15] & bytes[2][(window >> 8) & 15] & bytes[3][(window >> 12) & 15] & bytes[4][(window >> 16) & 15] & bytes[5][window >> 20];
    }

    /// <summary>The six look-ups for as many positions as a vector is wide; reads two bytes beyond.</summary>
    private interface IWide
    {
        static abstract int Bytes { get; }

        /// <summary>One bit for each position where some bucket may have a fingerprint.</summary>
        static abstract ulong Candidates(ref byte at, in Tables tables);
    }

    private readonly struct Wide512 : IWide
    {
        public static int Bytes => 64;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Candidates(ref byte at, in Tables tables)
        {
            var found = LookUp(ref at, tables.Low0, tables.High0) & LookUp(ref Unsafe.Add(ref at, 1), tables.Low1, tables.High1) & LookUp(ref Unsafe.Add(ref at, 2), tables.Low2, tables.High2);
            return found == Vector512<byte>.Zero ? 0 : ~Vector512.Equals(found, Vector512<byte>.Zero).ExtractMostSignificantBits();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<byte> LookUp(ref byte at, Vector128<byte> low, Vector128<byte> high)
        {
            var bytes = Vector512.LoadUnsafe(ref at);
            var half = Vector512.Create((byte)15);
            return Avx512BW.Shuffle(Twice(low), bytes & half) & Avx512BW.Shuffle(Twice(high), Vector512.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<byte> Twice(Vector128<byte> table) => Vector512.Create(Vector256.Create(table, table), Vector256.Create(table, table));
    }

    private readonly struct Wide256 : IWide
    {
        public static int Bytes => 32;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Candidates(ref byte at, in Tables tables)
        {
            var found = LookUp(ref at, tables.Low0, tables.High0) & LookUp(ref Unsafe.Add(ref at, 1), tables.Low1, tables.High1) & LookUp(ref Unsafe.Add(ref at, 2), tables.Low2, tables.High2);
            return ~Vector256.Equals(found, Vector256<byte>.Zero).ExtractMostSignificantBits();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> LookUp(ref byte at, Vector128<byte> low, Vector128<byte> high)
        {
            var bytes = Vector256.LoadUnsafe(ref at);
            var half = Vector256.Create((byte)15);
            return Avx2.Shuffle(Vector256.Create(low, low), bytes & half) & Avx2.Shuffle(Vector256.Create(high, high), Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
        }
    }

    private readonly struct Wide128 : IWide
    {
        public static int Bytes => 16;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Candidates(ref byte at, in Tables tables)
        {
            var found = LookUp(ref at, tables.Low0, tables.High0) & LookUp(ref Unsafe.Add(ref at, 1), tables.Low1, tables.High1) & LookUp(ref Unsafe.Add(ref at, 2), tables.Low2, tables.High2);
            return ~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector128<byte> LookUp(ref byte at, Vector128<byte> low, Vector128<byte> high)
        {
            var bytes = Vector128.LoadUnsafe(ref at);
            return Vector128.Shuffle(low, bytes & Vector128.Create((byte)15)) & Vector128.Shuffle(high, bytes >>> 4);
        }
    }
}
