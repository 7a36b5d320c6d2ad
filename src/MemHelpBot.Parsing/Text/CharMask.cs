using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MemHelpBot.Parsing.Text;

/// <summary>Classes 32 characters at once: bit i tells of the i-th character whether it is a digit, or a blank. Time stamps and rows of numbers are read by the edges of such masks.</summary>
internal static class CharMask
{
    /// <summary>How many characters one mask tells of.</summary>
    public const int Width = 32;

    /// <summary>The masks of <paramref name="text"/> from <paramref name="at"/> on; at least <see cref="Width"/> characters must follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(ReadOnlySpan<char> text, int at, out uint digits, out uint blanks)
    {
        var bytes = Load(text, at);
        digits = Digits(bytes).ExtractMostSignificantBits();
        blanks = (Vector256.Equals(bytes, Vector256.Create((byte)' ')) | Vector256.Equals(bytes, Vector256.Create((byte)'\t'))).ExtractMostSignificantBits();
    }

    /// <summary>Whether two stretches of a text are the same but for the value of their digits.</summary>
    public static bool SameShape(ReadOnlySpan<char> text, int first, int second, int length)
    {
        for (; length > 0 && first + Width <= text.Length && second + Width <= text.Length; length -= Width, first += Width, second += Width)
        {
            var (a, b) = (Load(text, first), Load(text, second));
            // What does not fit a byte is 255 in both: never a prefix of ours.
            var same = (Vector256.Equals(a, b) & ~Vector256.Equals(a, Vector256<byte>.AllBitsSet)) | (Digits(a) & Digits(b));
            if (BitOperations.TrailingZeroCount(~same.ExtractMostSignificantBits()) < Math.Min(length, Width))
                return false;
        }

        return length <= 0;
    }

    private static Vector256<byte> Load(ReadOnlySpan<char> text, int at)
    {
        ref var first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.Slice(at, Width)));
        return Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref first), Vector256.LoadUnsafe(ref first, (nuint)Vector256<ushort>.Count));
    }

    private static Vector256<byte> Digits(Vector256<byte> bytes) => Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
}
