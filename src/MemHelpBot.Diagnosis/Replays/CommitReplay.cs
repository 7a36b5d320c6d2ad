using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Committed_AS against CommitLimit. Both are promises, not memory in use, and the limit holds in mode 2 only.</summary>
internal static class CommitReplay
{
    public static IEnumerable<Fact> Derive(FactSet facts)
    {
        if (facts.Find(MeminfoFacts.Field, null, "CommitLimit") is not { Value.Integer: > 0 and < 1L << 50 and var limit } limitFact
            || facts.Find(MeminfoFacts.Field, null, "Committed_AS") is not { Value.Integer: >= 0 and < 1L << 50 and var used } usedFact)
            yield break;
        yield return Fact.Derive(
            CommitFacts.Ratio, null, FactValue.Of((double)used / limit), null, "Committed_AS ÷ CommitLimit", [usedFact, limitFact]);
        yield return Fact.Derive(
            CommitFacts.Headroom, null, FactValue.Of(limit - used), null, "CommitLimit − Committed_AS", [limitFact, usedFact]);
    }
}
