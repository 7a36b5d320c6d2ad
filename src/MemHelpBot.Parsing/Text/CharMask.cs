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
        ref var first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.Slice(at, Width)));
        var bytes = Vector256.NarrowWithSaturation(Vector256.LoadUnsafe(ref first), Vector256.LoadUnsafe(ref first, (nuint)Vector256<ushort>.Count));
        digits = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10)).ExtractMostSignificantBits();
        blanks = (Vector256.Equals(bytes, Vector256.Create((byte)' ')) | Vector256.Equals(bytes, Vector256.Create((byte)'\t'))).ExtractMostSignificantBits();
    }
}
