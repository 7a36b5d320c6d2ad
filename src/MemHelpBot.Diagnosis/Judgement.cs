using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis;

/// <summary>How sure a cause is. The rule that yields it stands at <see cref="Judgement"/>.</summary>
public enum Verdict
{
    /// <summary>The log proves it.</summary>
    Confirmed,

    /// <summary>Strong evidence for it and nothing against it.</summary>
    Likely,

    /// <summary>It fits, but so do others.</summary>
    Possible,

    /// <summary>The log contradicts it.</summary>
    RuledOut,
}

/// <summary>What one piece of evidence is worth.</summary>
public enum Strength
{
    /// <summary>By itself decides.</summary>
    Proof,

    /// <summary>Hard to explain otherwise.</summary>
    Strong,

    /// <summary>Fits, and fits others as well.</summary>
    Weak,
}

/// <summary>
/// One argument for or against a cause. The sentence for it stands in <c>corpus/evidence/&lt;cause&gt;.yaml</c> under
/// <see cref="Id"/>, in every language; <see cref="Arguments"/> fill its placeholders and give its citations.
/// </summary>
/// <param name="Id">Id of the sentence, unique within the cause.</param>
/// <param name="Strength">What it is worth.</param>
/// <param name="Arguments">At least one, so that the sentence has a line to cite.</param>
public sealed record Evidence(string Id, Strength Strength, IReadOnlyList<EvidenceArgument> Arguments);

/// <summary>What fills a placeholder of an evidence sentence.</summary>
/// <param name="Name">The placeholder's name.</param>
/// <param name="Fact">The fact whose value stands there; null for a text or for a line that is only cited.</param>
/// <param name="Text">A text taken from the paste (a zone's name, a cgroup); null otherwise.</param>
/// <param name="Span">The line to cite when there is no fact.</param>
public sealed record EvidenceArgument(string Name, Fact? Fact, string? Text = null, SourceSpan? Span = null)
{
    /// <summary>A fact.</summary>
    public static EvidenceArgument Of(string name, Fact fact) => new(name, fact);

    /// <summary>A fact's subject (the zone, the cache), citing the fact's line.</summary>
    public static EvidenceArgument SubjectOf(string name, Fact fact) => new(name, null, fact.Subject, fact.Span);

    /// <summary>A line that is cited and fills no placeholder.</summary>
    public static EvidenceArgument Line(SourceSpan span) => new("", null, null, span);
}

/// <summary>What would decide and is not in the paste. The question and the command stand in <c>corpus/questions/</c> under <see cref="Id"/>.</summary>
/// <param name="Id">Id of the question.</param>
/// <param name="Decisive">0 would decide between causes; larger numbers help less. Questions are asked in this order, ties by id.</param>
public sealed record MissingEvidence(string Id, int Decisive = 1);

/// <summary>
/// A cause judged for one incident (or for the paste). The verdict follows from the evidence by this rule alone:
/// a <see cref="Strength.Proof"/> against → ruled out; else a proof for → confirmed; else a strong one for and no strong one
/// against → likely; else anything for → possible. A cause with nothing for it and nothing against it is not judged at all.
/// </summary>
public sealed record Judgement
{
    /// <summary>Judges by the rule.</summary>
    /// <exception cref="ArgumentException">There is no evidence at all.</exception>
    public Judgement(string cause, int? incident, IReadOnlyList<Evidence> @for, IReadOnlyList<Evidence> against, IReadOnlyList<MissingEvidence> missing)
    {
        if (@for.Count == 0 && against.Count == 0 && cause != CauseIds.InsufficientEvidence)
            throw new ArgumentException("A judgement needs evidence for or against.", nameof(@for));
        (Cause, Incident, For, Against, Missing) = (cause, incident, @for, against, missing);
        Verdict = Rule(@for, against);
    }

    /// <summary>Id of the cause, one of <see cref="CauseIds"/>.</summary>
    public string Cause { get; }

    /// <summary>The incident, or null for the paste as a whole.</summary>
    public int? Incident { get; }

    /// <summary>What speaks for it, strongest first.</summary>
    public IReadOnlyList<Evidence> For { get; }

    /// <summary>What speaks against it, strongest first.</summary>
    public IReadOnlyList<Evidence> Against { get; }

    /// <summary>What would decide, most decisive first.</summary>
    public IReadOnlyList<MissingEvidence> Missing { get; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict { get; }

    private static Verdict Rule(IReadOnlyList<Evidence> @for, IReadOnlyList<Evidence> against) =>
        against.Any(e => e.Strength == Strength.Proof) ? Verdict.RuledOut
        : @for.Any(e => e.Strength == Strength.Proof) ? Verdict.Confirmed
        : @for.Any(e => e.Strength == Strength.Strong) && !against.Any(e => e.Strength == Strength.Strong) ? Verdict.Likely
        : @for.Count > 0 ? Verdict.Possible
        : against.Any(e => e.Strength == Strength.Strong) ? Verdict.RuledOut
        : Verdict.Possible;
}
