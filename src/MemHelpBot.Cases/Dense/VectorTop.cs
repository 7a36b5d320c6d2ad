namespace MemHelpBot.Cases.Dense;

/// <summary>The nearest vectors found so far: best first, equal ones by number.</summary>
internal sealed class VectorTop(int capacity)
{
    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Their numbers, best first.</summary>
    public int[] Numbers { get; } = new int[capacity];

    /// <summary>Their similarities.</summary>
    public float[] Similarities { get; } = new float[capacity];

    /// <summary>What a vector has to exceed to be among them.</summary>
    public float Least => Count < capacity ? float.NegativeInfinity : Similarities[capacity - 1];

    /// <summary>Takes a vector if it is near enough. Vectors have to come in the order of their numbers for ties to be so.</summary>
    public void Offer(int number, float similarity)
    {
        if (Count == capacity && similarity <= Similarities[capacity - 1])
            return;
        var at = Count < capacity ? Count++ : capacity - 1;
        for (; at > 0 && Similarities[at - 1] < similarity; at--)
            (Similarities[at], Numbers[at]) = (Similarities[at - 1], Numbers[at - 1]);
        (Similarities[at], Numbers[at]) = (similarity, number);
    }
}
