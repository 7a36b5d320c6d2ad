namespace MemHelpBot.Cases.Dense;

/// <summary>Takes about as many of the best estimates as are wanted, in one pass: what falls below the threshold is never written.</summary>
internal sealed class ScanHits(int wanted)
{
    private float[] estimates = new float[2 * wanted];
    private int[] numbers = new int[2 * wanted];
    private int count;
    private bool pruned;

    /// <summary>What an estimate has to exceed.</summary>
    public float Threshold { get; set; } = float.NegativeInfinity;

    /// <summary>The numbers of the vectors that were taken, in ascending order; up to twice as many as were wanted.</summary>
    public ReadOnlySpan<int> Numbers
    {
        get
        {
            // They come in order, and lose it only when some are dropped.
            if (pruned)
                numbers.AsSpan(0, count).Sort();
            return numbers.AsSpan(0, count);
        }
    }

    /// <summary>Takes one.</summary>
    public void Add(int number, float estimate)
    {
        if (count == numbers.Length)
            Prune();
        if (estimate <= Threshold)
            return;
        (numbers[count], estimates[count]) = (number, estimate);
        count++;
    }

    /// <summary>The estimate that a share of those taken exceeds.</summary>
    public float Quantile(double share) =>
        count == 0 ? float.NegativeInfinity : Select(estimates.AsSpan(0, count), Math.Clamp(count - 1 - (int)(share * count), 0, count - 1));

    private void Prune()
    {
        Array.Sort(estimates, numbers, 0, count);
        var from = count - wanted;
        Threshold = Math.Max(Threshold, estimates[from]);
        estimates.AsSpan(from, wanted).CopyTo(estimates);
        numbers.AsSpan(from, wanted).CopyTo(numbers);
        (count, pruned) = (wanted, true);
    }

    // Hoare's selection: what would stand at that place if the values were sorted.
    private static float Select(Span<float> values, int place)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = values[(low + high) >>> 1];
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    (i, j) = (i + 1, j - 1);
                }
            }

            if (place <= j)
                high = j;
            else if (place >= i)
                low = i;
            else
                break;
        }

        return values[place];
    }
}
