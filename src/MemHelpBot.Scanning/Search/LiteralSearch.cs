using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemHelpBot.Scanning.Search;

/// <summary>
/// Finds the first of some tens of literals in bytes, at about the speed of memory: the "Teddy" search of Hyperscan, by the portable vectors.
/// <para>
/// Each literal gives four of its bytes, its fingerprint, and goes to one of eight buckets. For each of the four bytes two tables of sixteen
/// entries answer which buckets have a fingerprint with that low half, and with that high half, of the byte: one bit a bucket. A shuffle
/// instruction looks up a whole vector of bytes at once. The AND of the eight look-ups of a position is zero unless some bucket may have
/// a fingerprint there; only then the four bytes are looked up among the fingerprints, and the literals of that one are compared.
/// </para>
/// <para>
/// How often a look-up is in vain decides the speed. So the fingerprint is the rarest window of the literal in ordinary logs
/// (<see cref="ByteRarity"/>), not its beginning, and literals are put in buckets so that buckets stay rare.
/// </para>
/// </summary>
public sealed class LiteralSearch
{
    /// <summary>A bit of a byte each.</summary>
    internal const int Buckets = 8;

    /// <summary>Length of a fingerprint, and so of the shortest literal.</summary>
    public const int FingerprintLength = 4;

    private readonly Fingerprints fingerprints;
    private readonly Tables tables;

    /// <summary>A search for the literals; ASCII, each at least <see cref="FingerprintLength"/> long.</summary>
    public LiteralSearch(IReadOnlyList<string> literals)
    {
        var entries = new Entry[literals.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = Entry.Of(literals[i]);
            LongestLiteral = Math.Max(LongestLiteral, entries[i].Literal.Length);
        }

        fingerprints = new Fingerprints(entries);
        tables = Tables.Of(ByteRarity.Spread(entries, Buckets));
    }

    /// <summary>Length of the longest literal: how much of a buffer must be seen again with the next one.</summary>
    public int LongestLiteral { get; }

    /// <summary>
    /// Position of the fingerprint of the first literal in the text (first by that position), -1 when there is none.
    /// The literal lies around it: on the same line, if no literal has a line end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Compiled for this machine's vectors at the first call; the code compiled ahead has narrow ones.
    public int IndexOf(ReadOnlySpan<byte> text) =>
        Avx512BW.IsSupported ? Find<Vector512<byte>, Wide512>(text) : Avx2.IsSupported ? Find<Vector256<byte>, Wide256>(text) : Find<Vector128<byte>, Wide128>(text);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find<TVector, TWide>(ReadOnlySpan<byte> text)
        where TWide : struct, IWide<TVector>
    {
        // In variables of their own, which stay in registers.
        var (low0, high0) = (TWide.Fill(tables.Of(0)), TWide.Fill(tables.Of(1)));
        var (low1, high1) = (TWide.Fill(tables.Of(2)), TWide.Fill(tables.Of(3)));
        var (low2, high2) = (TWide.Fill(tables.Of(4)), TWide.Fill(tables.Of(5)));
        var (low3, high3) = (TWide.Fill(tables.Of(6)), TWide.Fill(tables.Of(7)));
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = 0;
        for (; at <= text.Length - TWide.Bytes - (FingerprintLength - 1); at += TWide.Bytes)
        {
            ref var here = ref Unsafe.Add(ref start, at);
            var candidates = TWide.Candidates(
                TWide.LookUp(ref here, low0, high0), TWide.LookUp(ref Unsafe.Add(ref here, 1), low1, high1),
                TWide.LookUp(ref Unsafe.Add(ref here, 2), low2, high2), TWide.LookUp(ref Unsafe.Add(ref here, 3), low3, high3));
            if (candidates != 0 && fingerprints.Verified(text, at, candidates) is var found and >= 0)
                return found;
        }

        // The end, shorter than a vector.
        for (; at <= text.Length - FingerprintLength; at++)
        {
            if (fingerprints.Verified(text, at, 1) >= 0)
                return at;
        }

        return -1;
    }

    /// <summary>A literal and where in it its fingerprint begins.</summary>
    internal sealed record Entry(byte[] Literal, int Fingerprint)
    {
        public ReadOnlySpan<byte> Window => Literal.AsSpan(Fingerprint, FingerprintLength);

        public bool IsAt(ReadOnlySpan<byte> text, int position) => position >= Fingerprint && text[(position - Fingerprint)..].StartsWith(Literal);

        public static Entry Of(string literal)
        {
            if (literal.Length < FingerprintLength || literal.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                throw new ArgumentException($"A literal is at least {FingerprintLength} printable ASCII characters: \"{literal}\".", nameof(literal));
            var bytes = System.Text.Encoding.ASCII.GetBytes(literal);
            return new Entry(bytes, ByteRarity.RarestWindow(bytes, FingerprintLength));
        }
    }

    /// <summary>The literals by their fingerprints: an open hash table, a quarter full at most.</summary>
    private sealed class Fingerprints
    {
        private readonly uint[] keys;
        private readonly Entry[][] literals;
        private readonly int shift;

        public Fingerprints(Entry[] entries)
        {
            var bits = BitOperations.Log2((uint)entries.Length) + 3;
            (shift, keys, literals) = (32 - bits, new uint[1 << bits], new Entry[1 << bits][]);
            foreach (var entry in entries)
            {
                var window = BinaryPrimitives.ReadUInt32LittleEndian(entry.Window);
                var slot = Slot(window);
                while (keys[slot] != 0 && keys[slot] != window)
                    slot = (slot + 1) & (keys.Length - 1);
                (keys[slot], literals[slot]) = (window, [.. literals[slot] ?? [], entry]);
            }
        }

        /// <summary>The first position of a literal's fingerprint among the candidates (bit i is <paramref name="at"/> + i), or -1.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)] // Called once in some hundred bytes: compiled ahead, its calls go through stubs.
        public int Verified(ReadOnlySpan<byte> text, int at, ulong candidates)
        {
            for (; candidates != 0; candidates &= candidates - 1)
            {
                var position = at + BitOperations.TrailingZeroCount(candidates);
                var window = BinaryPrimitives.ReadUInt32LittleEndian(text[position..]);
                // Halves of bytes from different literals of a bucket match together: most candidates are no fingerprint and end at an empty slot.
                for (var slot = Slot(window); keys[slot] != 0; slot = (slot + 1) & (keys.Length - 1))
                {
                    if (keys[slot] != window)
                        continue;
                    foreach (var literal in literals[slot])
                    {
                        if (literal.IsAt(text, position))
                            return position;
                    }

                    break;
                }
            }

            return -1;
        }

        // The multiplier is 2^32 divided by the golden ratio, which spreads neighbouring values.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private int Slot(uint window) => (int)(unchecked(window * 0x9E3779B1u) >> shift);
    }

    /// <summary>For each byte of a fingerprint, the buckets by its low half and by its high half.</summary>
    private sealed class Tables
    {
        private readonly byte[] bytes = new byte[2 * FingerprintLength * 16];

        public static Tables Of(List<Entry>[] buckets)
        {
            var tables = new Tables();
            for (var bucket = 0; bucket < buckets.Length; bucket++)
            {
                foreach (var entry in buckets[bucket])
                {
                    for (var i = 0; i < FingerprintLength; i++)
                    {
                        tables.bytes[(32 * i) + (entry.Window[i] & 15)] |= (byte)(1 << bucket);
                        tables.bytes[(32 * i) + 16 + (entry.Window[i] >> 4)] |= (byte)(1 << bucket);
                    }
                }
            }

            return tables;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<byte> Of(int table) => Vector128.LoadUnsafe(ref bytes[16 * table]);
    }

    /// <summary>A width of vectors.</summary>
    private interface IWide<TVector>
    {
        static abstract int Bytes { get; }

        /// <summary>The table in each part of the vector.</summary>
        static abstract TVector Fill(Vector128<byte> table);

        /// <summary>The buckets of each byte by its halves.</summary>
        static abstract TVector LookUp(ref byte at, TVector low, TVector high);

        /// <summary>One bit for each position where some bucket may have a fingerprint.</summary>
        static abstract ulong Candidates(TVector first, TVector second, TVector third, TVector fourth);
    }

    private readonly struct Wide512 : IWide<Vector512<byte>>
    {
        public static int Bytes => 64;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<byte> Fill(Vector128<byte> table) => Vector512.Create(Vector256.Create(table, table), Vector256.Create(table, table));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<byte> LookUp(ref byte at, Vector512<byte> low, Vector512<byte> high)
        {
            var bytes = Vector512.LoadUnsafe(ref at);
            var half = Vector512.Create((byte)15);
            return Avx512BW.Shuffle(low, bytes & half) & Avx512BW.Shuffle(high, Vector512.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Candidates(Vector512<byte> first, Vector512<byte> second, Vector512<byte> third, Vector512<byte> fourth)
        {
            var found = first & second & third & fourth;
            return found == Vector512<byte>.Zero ? 0 : ~Vector512.Equals(found, Vector512<byte>.Zero).ExtractMostSignificantBits();
        }
    }

    private readonly struct Wide256 : IWide<Vector256<byte>>
    {
        public static int Bytes => 32;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<byte> Fill(Vector128<byte> table) => Vector256.Create(table, table);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<byte> LookUp(ref byte at, Vector256<byte> low, Vector256<byte> high)
        {
            var bytes = Vector256.LoadUnsafe(ref at);
            var half = Vector256.Create((byte)15);
            return Avx2.Shuffle(low, bytes & half) & Avx2.Shuffle(high, Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Candidates(Vector256<byte> first, Vector256<byte> second, Vector256<byte> third, Vector256<byte> fourth) =>
            ~Vector256.Equals(first & second & third & fourth, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    private readonly struct Wide128 : IWide<Vector128<byte>>
    {
        public static int Bytes => 16;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<byte> Fill(Vector128<byte> table) => table;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector128<byte> LookUp(ref byte at, Vector128<byte> low, Vector128<byte> high)
        {
            var bytes = Vector128.LoadUnsafe(ref at);
            return Vector128.Shuffle(low, bytes & Vector128.Create((byte)15)) & Vector128.Shuffle(high, bytes >>> 4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Candidates(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth) =>
            ~Vector128.Equals(first & second & third & fourth, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }
}
