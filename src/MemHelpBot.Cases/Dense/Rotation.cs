using System.Numerics.Tensors;

namespace MemHelpBot.Cases.Dense;

/// <summary>
/// An orthogonal transform that spreads what is in few dimensions over all of them, so that the sign of each tells about the same:
/// rounds of pseudo-random signs and fast Walsh–Hadamard transforms over the front and the back of the vector. The same everywhere.
/// </summary>
internal sealed class Rotation
{
    private const int Rounds = 4;
    private readonly int length;
    private readonly int block;
    private readonly float[][] signs = new float[Rounds][];

    /// <param name="length">Number of dimensions, at least 1.</param>
    public Rotation(int length)
    {
        this.length = length;
        block = 1 << (31 - int.LeadingZeroCount(length));
        var state = 0x9E37_79B9_7F4A_7C15UL;
        for (var round = 0; round < Rounds; round++)
        {
            signs[round] = new float[length];
            for (var i = 0; i < length; i++)
                signs[round][i] = (Next(ref state) >> 63) == 0 ? 1 : -1;
        }
    }

    /// <summary>Rotates a vector in place.</summary>
    public void Apply(Span<float> vector)
    {
        var scale = 1 / MathF.Sqrt(block);
        for (var round = 0; round < Rounds; round++)
        {
            TensorPrimitives.Multiply(vector, signs[round], vector);
            var part = round % 2 == 0 ? vector[..block] : vector[(length - block)..];
            Transform(part);
            TensorPrimitives.Multiply(part, scale, part);
        }
    }

    private static void Transform(Span<float> part)
    {
        Span<float> old = stackalloc float[256];
        for (var half = 1; half < part.Length; half *= 2)
        {
            for (var at = 0; at < part.Length; at += 2 * half)
            {
                var first = part.Slice(at, half);
                var second = part.Slice(at + half, half);
                if (half < 16 || half > old.Length)
                {
                    for (var i = 0; i < half; i++)
                        (first[i], second[i]) = (first[i] + second[i], first[i] - second[i]);
                }
                else
                {
                    first.CopyTo(old);
                    TensorPrimitives.Add(first, second, first);
                    TensorPrimitives.Subtract(old[..half], second, second);
                }
            }
        }
    }

    // splitmix64 (Steele, Lea, Flood 2014).
    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            var z = state += 0x9E37_79B9_7F4A_7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
            return z ^ (z >> 31);
        }
    }
}
