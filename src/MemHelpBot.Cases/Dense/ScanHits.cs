namespace MemHelpBot.Cases.Dense;

/// <summary>Takes about as many of the best estimates as are wanted, in one pass: what falls below the threshold is never written.</summary>
internal sealed class ScanHits(int wanted)
{
    private float[] estimates = new float[2 * wanted];
    private int[] numbers = new int[2 * wanted];
    private int count;

    /// <summary>What an estimate has to exceed.</summary>
    public float Threshold { get; set; } = float.NegativeInfinity;

    /// <summary>The numbers of the vectors that were taken, in ascending order.</summary>
    public ReadOnlySpan<int> Numbers
    {
        get
        {
            if (count > wanted)
                Prune();
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
    public float Quantile(double share)
    {
        var sorted = estimates.AsSpan(0, count).ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? float.NegativeInfinity : sorted[Math.Max(0, sorted.Length - 1 - (int)(share * sorted.Length))];
    }

    private void Prune()
    {
        Array.Sort(estimates, numbers, 0, count);
        var from = count - wanted;
        Threshold = Math.Max(Threshold, estimates[from]);
        estimates.AsSpan(from, wanted).CopyTo(estimates);
        numbers.AsSpan(from, wanted).CopyTo(numbers);
        count = wanted;
    }
}
