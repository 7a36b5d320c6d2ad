using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Everything that follows from the facts by a named formula.</summary>
internal static class Replay
{
    /// <summary>The facts with the derived ones after them.</summary>
    public static FactSet Complete(FactSet facts, IReadOnlyList<Incident> incidents)
    {
        facts = PageUnits.Slabs(facts);
        var derived = new List<Fact>();
        foreach (var incident in incidents)
        {
            var request = new RequestFacts(facts, incident);
            derived.AddRange(RequestReplay.Derive(facts, incident, request));
            derived.AddRange(ZoneReplay.Derive(facts, incident, request));
            Fact[] pools = [.. HugepagePools.Derive(facts, incident)];
            derived.AddRange(pools);
            derived.AddRange(ReportIdentity.Derive(facts, incident, pools.FirstOrDefault(), request.PageKb));
        }

        derived.AddRange(MeminfoIdentity.Derive(facts));
        derived.AddRange(CommitReplay.Derive(facts));
        return derived.Count == 0 ? facts : facts.With(derived);
    }
}
