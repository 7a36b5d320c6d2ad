using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Says that the paste does not decide, and gathers what would. Judged last: it looks at the other judgements.</summary>
internal static class InsufficientEvidence
{
    /// <summary>One judgement for each incident (or the paste, when it has none) that no judgement explains better than by weak evidence.</summary>
    public static IEnumerable<Judgement> Where(IReadOnlyList<Judgement> judged, FactSet facts, IReadOnlyList<Incident> incidents)
    {
        if (judged.Any(j => j.Incident is null && Decides(j)))
            yield break;
        if (incidents.Count == 0)
        {
            if (!judged.Any(Decides))
                yield return Ask(null, judged, facts, null);
            yield break;
        }

        var decided = judged.Where(Decides).Select(j => j.Incident).ToHashSet();
        var open = judged.Where(j => j.Verdict == Verdict.Possible && !decided.Contains(j.Incident)).ToLookup(j => j.Incident ?? -1);
        foreach (var incident in incidents)
        {
            if (!decided.Contains(incident.Index))
                yield return Ask(incident, [.. open[incident.Index], .. open[-1]], facts, incident.Index);
        }
    }

    private static bool Decides(Judgement judgement) => judgement.Verdict is Verdict.Confirmed or Verdict.Likely;

    private static Judgement Ask(Incident? incident, IReadOnlyList<Judgement> judged, FactSet facts, int? index)
    {
        var missing = new List<MissingEvidence>();
        if (incident?.Kind == IncidentKind.AllocationFailure)
            missing.Add(new MissingEvidence("full-allocation-report", 0));
        else if (incident?.Kind is IncidentKind.KernelKillLine or IncidentKind.KernelOom)
            missing.Add(new MissingEvidence("full-oom-report", 0));
        else
            missing.Add(new MissingEvidence("kernel-log", 0));
        foreach (var judgement in judged)
        {
            if (judgement.Verdict == Verdict.Possible)
                missing.AddRange(judgement.Missing);
        }

        var first = missing.GroupBy(m => m.Id, StringComparer.Ordinal).Select(g => g.MinBy(m => m.Decisive)!);
        return new Judgement(
            CauseIds.InsufficientEvidence, index, Stated(facts), [],
            [.. first.OrderBy(m => m.Decisive).ThenBy(m => m.Id == missing[0].Id ? 0 : 1).ThenBy(m => m.Id, StringComparer.Ordinal)]);
    }

    // What the person says is kept as a weak argument: it is a reason to ask, not a proof.
    private static List<Evidence> Stated(FactSet facts)
    {
        var stated = new List<Evidence>();
        if (facts.Find(StatementFacts.UsedPercent) is { } used)
            stated.Add(new Evidence("stated-share", Strength.Weak, [EvidenceArgument.Of("used", used)]));
        if (Symptoms.Find(facts, "killed") is { } killed)
            stated.Add(new Evidence("stated-kill", Strength.Weak, [EvidenceArgument.Line(killed.Span)]));
        return stated;
    }
}
