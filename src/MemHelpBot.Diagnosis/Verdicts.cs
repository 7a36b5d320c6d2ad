using MemHelpBot.Diagnosis.Causes.Kernel;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis;

/// <summary>
/// Runs the rules and puts their judgements in order. A file (meminfo, limits) belongs to the paste: it is judged apart, with the
/// facts of no incident, so that numbers of different incidents never meet in one argument.
/// </summary>
internal static class Verdicts
{
    public static IReadOnlyList<Judgement> Of(
        FactSet facts, IReadOnlyList<Incident> incidents, IReadOnlyList<Signature> signatures, IReadOnlyList<ICauseRule> rules,
        Judgement? together = null)
    {
        var judged = new List<Judgement>();
        var indexed = SignatureIndex.On(signatures);
        foreach (var incident in incidents)
            judged.AddRange(Precedence.Settle(Judge(new Scene(incident, facts, indexed), rules)));
        if (OfPaste(facts, incidents, signatures, indexed) is { } paste)
            Merge(judged, Precedence.Settle(Judge(paste, rules)));
        if (together is not null)
            Merge(judged, [Sorted(together)]);
        judged.AddRange(InsufficientEvidence.Where(judged, facts, incidents));
        return Ordered(judged);
    }

    // Null beside incidents when the paste tells nothing of its own: no rule says anything then, and most reports are pasted alone.
    private static Scene? OfPaste(FactSet facts, IReadOnlyList<Incident> incidents, IReadOnlyList<Signature> signatures, SignatureIndex indexed)
    {
        if (incidents.Count == 0)
            return new Scene(null, facts, indexed);
        var own = new List<Fact>();
        foreach (ref readonly var fact in facts.AsSpan())
        {
            if (fact.Incident is null)
                own.Add(fact);
        }

        List<Signature> signed = [.. signatures.Where(s => s.Incident is null)];
        return own.Count == 0 && signed.Count == 0 ? null : new Scene(null, new FactSet(own), signed);
    }

    private static List<Judgement> Judge(Scene scene, IReadOnlyList<ICauseRule> rules)
    {
        var judged = new List<Judgement>();
        foreach (var rule in rules)
        {
            if (rule.Judge(scene) is { } judgement)
                judged.Add(Sorted(judgement));
        }

        return judged;
    }

    // What the paste says on a cause stays only where it is surer than what the incidents say, and then replaces their guesses.
    private static void Merge(List<Judgement> judged, List<Judgement> paste)
    {
        foreach (var judgement in paste)
        {
            var same = judged.Where(j => j.Cause == judgement.Cause).ToList();
            if (same.Any(j => j.Verdict <= judgement.Verdict))
                continue;
            judged.RemoveAll(j => j.Cause == judgement.Cause && j.Verdict == Verdict.Possible);
            judged.Add(judgement);
        }
    }

    // Verdict, then the more specific cause, then the incident; without evidence at all "insufficient" leads the possible ones.
    private static List<Judgement> Ordered(List<Judgement> judged)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in CauseIds.All)
            places.Add(id, places.Count);
        return
        [
            .. judged.OrderBy(j => (int)j.Verdict)
                .ThenBy(j => j.Cause == CauseIds.InsufficientEvidence ? -1 : places[j.Cause])
                .ThenBy(j => j.Incident ?? int.MaxValue),
        ];
    }

    private static Judgement Sorted(Judgement judgement) => new(
        judgement.Cause, judgement.Incident, [.. judgement.For.OrderBy(e => (int)e.Strength)], [.. judgement.Against.OrderBy(e => (int)e.Strength)],
        [.. judgement.Missing.OrderBy(m => m.Decisive).ThenBy(m => m.Id, StringComparer.Ordinal).DistinctBy(m => m.Id)]);
}
