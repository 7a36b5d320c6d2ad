namespace MemHelpBot.Cases.Text;

/// <summary>Adds up the terms of one text.</summary>
internal sealed class TermCounts : ITermSink
{
    private readonly SpanTable terms = new();
    private float[] counts = new float[16];

    /// <summary>The terms in ordinal order.</summary>
    public string[] Terms
    {
        get
        {
            var sorted = new string[terms.Count];
            for (var i = 0; i < sorted.Length; i++)
                sorted[i] = terms[i];
            Array.Sort(sorted, StringComparer.Ordinal);
            return sorted;
        }
    }

    /// <summary>The sum of all weights.</summary>
    public float Sum { get; private set; }

    /// <summary>The sum of a term's weights; 0 for one that did not come.</summary>
    public float CountOf(string term) => terms.Find(term) is >= 0 and var number ? counts[number] : 0;

    public void Add(ReadOnlySpan<char> term, float weight)
    {
        var number = terms.Add(term);
        if (number == counts.Length)
            Array.Resize(ref counts, counts.Length * 2);
        counts[number] += weight;
        Sum += weight;
    }
}
