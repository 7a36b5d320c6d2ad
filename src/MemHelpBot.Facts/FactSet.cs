namespace MemHelpBot.Facts;

/// <summary>
/// All facts of a conversation, in the order they were told. Immutable. Absent is not zero: every look-up answers null
/// when the fact was not told.
/// </summary>
public sealed class FactSet
{
    private readonly Fact[] facts;
    private readonly Lazy<Dictionary<int, List<int>>> byKey;

    /// <summary>A set of the given facts, in that order.</summary>
    public FactSet(IEnumerable<Fact> facts)
    {
        this.facts = facts.ToArray();
        byKey = new(Index);
    }

    /// <summary>No facts.</summary>
    public static FactSet Empty { get; } = new([]);

    /// <summary>The facts, in the order told.</summary>
    public IReadOnlyList<Fact> All => facts;

    /// <summary>This set with more facts after its own.</summary>
    public FactSet With(IEnumerable<Fact> more) => new(facts.Concat(more));

    /// <summary>
    /// Every fact of one key: of one incident, or (with <paramref name="incident"/> null) wherever it stands.
    /// A null <paramref name="subject"/> matches every subject.
    /// </summary>
    public IEnumerable<Fact> Every(FactKey key, int? incident = null, string? subject = null)
    {
        if (!byKey.Value.TryGetValue(key.Id, out var places))
            yield break;
        foreach (var place in places)
        {
            var fact = facts[place];
            if ((incident is null || fact.Incident == incident) && (subject is null || fact.Subject == subject))
                yield return fact;
        }
    }

    /// <summary>
    /// The fact of one key that counts: the first one of the newest message that told it (a later measurement supersedes an
    /// earlier one). Null when it was not told.
    /// </summary>
    public Fact? Find(FactKey key, int? incident = null, string? subject = null)
    {
        Fact? found = null;
        foreach (var fact in Every(key, incident, subject))
        {
            if (found is null || fact.Span.Message > found.Value.Span.Message)
                found = fact;
        }

        return found;
    }

    /// <summary>The integer of <see cref="Find"/>; null when not told or not an integer (e.g. <c>unlimited</c>).</summary>
    public long? Integer(FactKey key, int? incident = null, string? subject = null) => Find(key, incident, subject)?.Value.Integer;

    /// <summary>The text of <see cref="Find"/>; null when not told or not a text.</summary>
    public string? Text(FactKey key, int? incident = null, string? subject = null) => Find(key, incident, subject)?.Value.Text;

    /// <summary>The subjects that were told for a key, in order of appearance, each once.</summary>
    public IEnumerable<string> Subjects(FactKey key, int? incident = null) =>
        Every(key, incident).Select(f => f.Subject).OfType<string>().Distinct(StringComparer.Ordinal);

    private Dictionary<int, List<int>> Index()
    {
        var index = new Dictionary<int, List<int>>();
        for (var i = 0; i < facts.Length; i++)
        {
            if (!index.TryGetValue(facts[i].Key.Id, out var places))
                index.Add(facts[i].Key.Id, places = []);
            places.Add(i);
        }

        return index;
    }
}
