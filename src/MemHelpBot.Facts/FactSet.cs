namespace MemHelpBot.Facts;

/// <summary>
/// All facts of a conversation, in the order they were told. Immutable. Absent is not zero: every look-up answers null
/// when the fact was not told.
/// </summary>
public sealed class FactSet
{
    private readonly Fact[] facts;
    private FactIndex? index;

    /// <summary>A set of the given facts, in that order.</summary>
    public FactSet(IEnumerable<Fact> facts) => this.facts = facts.ToArray();

    /// <summary>A set of the given facts, in that order.</summary>
    public FactSet(ReadOnlySpan<Fact> facts) => this.facts = facts.ToArray();

    private FactSet(Fact[] before, Fact[] more) => facts = [.. before, .. more];

    /// <summary>No facts.</summary>
    public static FactSet Empty { get; } = new([]);

    /// <summary>The facts, in the order told.</summary>
    public IReadOnlyList<Fact> All => facts;

    /// <summary>The facts, in the order told, without copying them one by one.</summary>
    public ReadOnlySpan<Fact> AsSpan() => facts;

    /// <summary>This set with more facts after its own.</summary>
    public FactSet With(IEnumerable<Fact> more)
    {
        var added = more.ToArray();
        return added.Length == 0 ? this : new FactSet(facts, added);
    }

    // Two threads that ask first may both index; they index the same.
    private FactIndex Index => index ??= new FactIndex(facts);

    /// <summary>
    /// Every fact of one key: of one incident, or (with <paramref name="incident"/> null) wherever it stands.
    /// A null <paramref name="subject"/> matches every subject.
    /// </summary>
    public IEnumerable<Fact> Every(FactKey key, int? incident = null, string? subject = null)
    {
        var places = incident is null ? Index.Of(key) : Index.Of(key, incident);
        foreach (var place in places)
        {
            if (subject is null || facts[place].Subject == subject)
                yield return facts[place];
        }
    }

    /// <summary>Every fact of one key that belongs to an incident or, with <paramref name="incident"/> null, to the paste as a whole and to no incident.</summary>
    public IEnumerable<Fact> EveryOwn(FactKey key, int? incident, string? subject = null)
    {
        foreach (var place in Index.Of(key, incident))
        {
            if (subject is null || facts[place].Subject == subject)
                yield return facts[place];
        }
    }

    /// <summary>
    /// The fact of one key that counts: the first one of the newest message that told it (a later measurement supersedes an
    /// earlier one). Null when it was not told.
    /// </summary>
    public Fact? Find(FactKey key, int? incident = null, string? subject = null) =>
        Newest(incident is null ? Index.Of(key) : Index.Of(key, incident), subject);

    /// <summary>As <see cref="Find"/>, of the facts that <see cref="EveryOwn"/> gives.</summary>
    public Fact? FindOwn(FactKey key, int? incident, string? subject = null) => Newest(Index.Of(key, incident), subject);

    private Fact? Newest(FactIndex.Places places, string? subject)
    {
        var found = -1;
        foreach (var place in places)
        {
            if ((subject is null || facts[place].Subject == subject) && (found < 0 || facts[place].Span.Message > facts[found].Span.Message))
                found = place;
        }

        return found < 0 ? null : facts[found];
    }

    /// <summary>The integer of <see cref="Find"/>; null when not told or not an integer (e.g. <c>unlimited</c>).</summary>
    public long? Integer(FactKey key, int? incident = null, string? subject = null) => Find(key, incident, subject)?.Value.Integer;

    /// <summary>The text of <see cref="Find"/>; null when not told or not a text.</summary>
    public string? Text(FactKey key, int? incident = null, string? subject = null) => Find(key, incident, subject)?.Value.Text;

    /// <summary>The subjects that were told for a key, in order of appearance, each once.</summary>
    public IEnumerable<string> Subjects(FactKey key, int? incident = null) =>
        Every(key, incident).Select(f => f.Subject).OfType<string>().Distinct(StringComparer.Ordinal);
}
