namespace MemHelpBot.Facts;

/// <summary>How a derived fact was computed: a named formula over facts. The sources carry the lines it stands on.</summary>
/// <param name="Formula">The formula as a person reads it, e.g. <c>2^oom.order × page size</c>.</param>
/// <param name="From">The facts that went in; never empty.</param>
public sealed record Derivation(string Formula, IReadOnlyList<Fact> From);

/// <summary>One value that stands in what the user sent, or follows from such values by a named formula.</summary>
/// <param name="Key">The definition.</param>
/// <param name="Subject">What takes the place of <c>*</c> in the name; null for a key without one.</param>
/// <param name="Value">The value, in the unit of the key.</param>
/// <param name="Span">Where it stands; for a derived fact where its first source stands.</param>
/// <param name="Incident">Index of the incident it belongs to; null when it belongs to the paste as a whole.</param>
/// <param name="Derivation">How it was computed; null when it was read.</param>
public readonly record struct Fact(
    FactKey Key, string? Subject, FactValue Value, SourceSpan Span, int? Incident = null, Derivation? Derivation = null)
{
    /// <summary>The full stable name, e.g. <c>zone[1/DMA32].free_kb</c>.</summary>
    public string Name => Key.NameFor(Subject);

    /// <summary>KiB of a page, for a value in pages of a machine whose pages are not the usual 4 KiB; else 0.</summary>
    public byte PageKb { get; init; }

    /// <summary>Every place the fact stands on: its own, or those of the facts it was derived from.</summary>
    public IEnumerable<SourceSpan> Spans => Derivation is null ? [Span] : Derivation.From.SelectMany(f => f.Spans).Distinct();

    /// <summary>A fact computed from others.</summary>
    /// <exception cref="ArgumentException"><paramref name="from"/> is empty: nothing follows from nothing.</exception>
    public static Fact Derive(FactKey key, string? subject, FactValue value, int? incident, string formula, params IReadOnlyList<Fact> from) =>
        from.Count > 0
            ? new(key, subject, value, from[0].Span, incident, new Derivation(formula, from))
            : throw new ArgumentException("A derived fact names the facts it follows from.", nameof(from));
}
