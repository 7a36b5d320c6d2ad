using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Together;

/// <summary>Collects what incidents say together: patterns, the facts computed for them, and what they mean for a cause.</summary>
internal sealed class PatternsFound
{
    private readonly List<Evidence> leak = [];

    public List<Fact> Facts { get; } = [];

    public List<IncidentPattern> Patterns { get; } = [];

    /// <summary>Growth over several kills is what a single report can never show.</summary>
    public Judgement? Leak => leak.Count == 0 ? null
        : new Judgement(CauseIds.ProcessMemoryLeak, null, leak, [], [new MissingEvidence("process-growth", 0)]);

    public Fact Derive(FactKey key, string? subject, long value, string formula, IReadOnlyList<Fact> from) => Derive(key, subject, FactValue.Of(value), formula, from);

    public Fact Derive(FactKey key, string? subject, FactValue value, string formula, IReadOnlyList<Fact> from, int? incident = null)
    {
        var fact = Fact.Derive(key, subject, value, incident, formula, from);
        Facts.Add(fact);
        return fact;
    }

    public void Say(string id, IReadOnlyList<EvidenceArgument> arguments) => Patterns.Add(new IncidentPattern(id, arguments));

    public void SpeakForLeak(string id, Strength strength, IReadOnlyList<EvidenceArgument> arguments) => leak.Add(new Evidence(id, strength, arguments));
}
