namespace MemHelpBot.Cases.Text;

/// <summary>Adds up the terms of one text.</summary>
internal sealed class TermCounts : ITermSink
{
    private readonly Dictionary<string, float> counts = new(StringComparer.Ordinal);

    /// <summary>The sums by term.</summary>
    public IReadOnlyDictionary<string, float> Counts => counts;

    public void Add(ReadOnlySpan<char> term, float weight)
    {
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        lookup.TryGetValue(term, out var before);
        lookup[term] = before + weight;
    }
}
