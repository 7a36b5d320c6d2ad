using MemHelpBot.Diagnosis.Causes;
using MemHelpBot.Diagnosis.Fit;
using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Diagnosis.Sizing;
using MemHelpBot.Diagnosis.Together;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis;

/// <summary>Facts with what follows from them, and the causes they speak for.</summary>
/// <param name="Facts">The facts given, then the derived ones.</param>
/// <param name="Causes">Ordered: the first is the primary cause. Never empty.</param>
public sealed record Findings(FactSet Facts, IReadOnlyList<Judgement> Causes)
{
    /// <summary>Places of the log that cannot both be true.</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; init; } = [];

    /// <summary>What several incidents say together; empty for a single one.</summary>
    public IReadOnlyList<IncidentPattern> Patterns { get; init; } = [];
}

/// <summary>From facts to causes: replays and sizes first, then every rule on every incident and on the paste.</summary>
public static class Diagnostician
{
    /// <summary>Diagnoses. The same input gives the same findings, in the same order.</summary>
    public static Findings Diagnose(FactSet facts, IReadOnlyList<Incident> incidents, IReadOnlyList<Signature> signatures)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(signatures);
        var complete = Replay.Complete(facts, incidents);
        complete = PageUnits.Mark(complete.With(ProgramDerivations.Derive(complete, incidents)));
        complete = complete.With(FitDerivations.Derive(complete, incidents));
        var together = IncidentsTogether.Find(complete, incidents);
        if (together.Facts.Count > 0)
            complete = complete.With(together.Facts);
        return new Findings(complete, Verdicts.Of(complete, incidents, signatures, CauseRules.All, together.Leak))
        {
            Contradictions = Contradictions.Of(complete, incidents),
            Patterns = together.Patterns,
        };
    }
}
