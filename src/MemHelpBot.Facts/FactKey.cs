namespace MemHelpBot.Facts;

/// <summary>
/// The definition of a fact: its stable name, unit and meaning. A name with <c>*</c> needs a subject that takes its place:
/// <c>zone[*].free_kb</c> with subject <c>1/DMA32</c> is the fact <c>zone[1/DMA32].free_kb</c>.
/// Keys are made once, in the catalogues of this project (<see cref="OomFacts"/>, <see cref="ZoneFacts"/> …), and compared by reference.
/// </summary>
public sealed class FactKey
{
    private static int made;
    private readonly int star;

    internal FactKey(string pattern, FactValueKind kind, FactUnit unit, string meaning)
    {
        (Pattern, Kind, Unit, Meaning) = (pattern, kind, unit, meaning);
        star = pattern.IndexOf('*', StringComparison.Ordinal);
        Id = Interlocked.Increment(ref made);
    }

    /// <summary>The name, with <c>*</c> where the subject stands.</summary>
    public string Pattern { get; }

    /// <summary>The usual form of the value. A limit may also be the text <c>unlimited</c>.</summary>
    public FactValueKind Kind { get; }

    /// <summary>The unit of a number.</summary>
    public FactUnit Unit { get; }

    /// <summary>What the fact means, for the documentation: one sentence, with the source where it matters.</summary>
    public string Meaning { get; }

    /// <summary>A small number that is unique in this process; for indexing only, it differs between versions.</summary>
    public int Id { get; }

    /// <summary>Whether the name needs a subject.</summary>
    public bool HasSubject => star >= 0;

    /// <summary>The full name for a subject (null for a key without one).</summary>
    public string NameFor(string? subject) => star < 0 ? Pattern : string.Concat(Pattern.AsSpan(0, star), subject, Pattern.AsSpan(star + 1));

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
