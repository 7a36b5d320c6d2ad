using MemHelpBot.Cases.Cache;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// The directions in which the words of a collection vary together (latent semantic analysis, Deerwester et al. 1990): words that keep
/// the same company lie near each other. Vectors of two bases must not be compared; their <see cref="Stamp"/> tells them apart.
/// </summary>
/// <param name="Stamp">Fingerprint of the index it was made of.</param>
/// <param name="Dimensions">Number of directions.</param>
/// <param name="Rows">For each term of the index its row, or -1 for a term that is too rare to tell.</param>
/// <param name="Values">Row after row.</param>
internal sealed record LatentBasis(ulong Stamp, int Dimensions, int[] Rows, float[] Values)
{
    /// <summary>What a term adds to a vector.</summary>
    public ReadOnlySpan<float> Row(int term) =>
        term >= 0 && Rows[term] is >= 0 and var row ? Values.AsSpan(row * Dimensions, Dimensions) : [];

    public void Write(PackWriter to)
    {
        to.Long(unchecked((long)Stamp));
        to.Int(Dimensions);
        to.Numbers<int>(Rows);
        to.Numbers<float>(Values);
    }

    public static LatentBasis Read(PackReader from)
    {
        var basis = new LatentBasis(unchecked((ulong)from.Long()), from.Int(), from.Numbers<int>(), from.Numbers<float>());
        if (basis.Dimensions < 1 || basis.Rows.Any(r => r < -1 || (r + 1L) * basis.Dimensions > basis.Values.LongLength))
            throw new InvalidDataException("The directions do not fit their terms.");
        return basis;
    }
}
