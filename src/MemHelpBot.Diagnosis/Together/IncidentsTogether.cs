using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Together;

/// <summary>Several incidents of a paste, first judged apart, here looked at together.</summary>
internal static class IncidentsTogether
{
    public static PatternsFound Find(FactSet facts, IReadOnlyList<Incident> incidents)
    {
        var found = new PatternsFound();
        var kills = Kill.Every(facts, incidents);
        if (kills.Count == 0)
            return found;
        RepeatedKills.Find(kills, found);
        Cascade.Find(facts, kills, found);
        SameEvent.Find(facts, incidents, kills, found);
        return found;
    }
}
