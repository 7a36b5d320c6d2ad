using MemHelpBot.Answers.Model;
using MemHelpBot.Answers.Wording;
using MemHelpBot.Cases.Model;
using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Composing;

/// <summary>What the change that comes to mind first would do, where the facts suffice to compute it.</summary>
internal sealed class WouldItFit(Phrases phrases, FactSet facts)
{
    private const int Most = 5;

    /// <summary>Zones told of one incident; the others behave alike.</summary>
    private const int Zones = 2;

    /// <summary>Sentences for the incidents of the causes that stand.</summary>
    public IReadOnlyList<Claim> Tell(IEnumerable<Judgement> shown)
    {
        var claims = new List<Claim>();
        foreach (var (cause, incident) in shown.Select(j => (j.Cause, j.Incident)).Distinct())
            claims.AddRange(Of(cause, incident));
        return [.. claims.DistinctBy(c => c.Text).Take(Most)];
    }

    private IEnumerable<Claim> Of(string cause, int? incident) => (cause switch
    {
        CauseIds.MpiOversubscription => [Say("fact-rank-room", ("room", Find(FitFacts.RankRoom, incident))), Say("fact-most-ranks", ("ranks", Find(FitFacts.MostRanks, incident)))],
        CauseIds.CgroupLimit or CauseIds.SchedulerMemoryLimit => [Say("fact-limit-wanted", ("limit", Find(FitFacts.LimitWanted, incident))), Say("fact-limit-least", ("limit", Find(FitFacts.LimitLeast, incident)))],
        CauseIds.JvmHeap or CauseIds.JvmNativeMemory or CauseIds.JvmMetaspace or CauseIds.JvmDirectMemory => [Jvm(incident)],
        CauseIds.CommitLimit => [Commit(incident)],
        CauseIds.MemoryFragmentation => [.. Marks(incident), NoBlock(incident)],
        CauseIds.AtomicReserveExhausted => Bursts(incident),
        _ => Array.Empty<Claim?>(),
    }).OfType<Claim>();

    private Fact? Find(FactKey key, int? incident, string? subject = null) => facts.FindOwn(key, incident, subject);

    private Claim? Jvm(int? incident)
    {
        if (Find(FitFacts.JvmRoom, incident) is not { } room)
            return null;
        if (room.Value.Integer > 0)
            return Say("fact-jvm-room", ("room", room));
        var limit = room.Derivation!.From.FirstOrDefault(f => f.Key != RuntimeFacts.JvmMaxHeap);
        return Say("fact-jvm-heap-too-large", ("heap", facts.Find(RuntimeFacts.JvmMaxHeap, incident)), ("limit", limit.Key is null ? null : limit), ("", room));
    }

    private Claim? Commit(int? incident)
    {
        if (Find(FitFacts.CommitMargin, incident) is not { Derivation.From: { } from } margin)
            return null;
        if (margin.Value.Integer >= 0)
            return Say("fact-commit-fits", ("margin", margin));
        return Say(
            "fact-commit-refused", ("committed", facts.Find(MeminfoFacts.Field, null, "Committed_AS")), ("limit", facts.Find(MeminfoFacts.Field, null, "CommitLimit")),
            ("request", from.Where(f => f.Key == ProgramFacts.FailedBytes || f.Key == RuntimeFacts.JvmFailedAlloc).Select(f => (Fact?)f).FirstOrDefault()));
    }

    private IEnumerable<Claim?> Marks(int? incident) => facts.EveryOwn(FitFacts.MarkIfDoubled, incident).Take(Zones).Select(mark =>
        Say("fact-mark-if-doubled", ("mark", mark), ("left", Find(ReplayFacts.Left, incident, mark.Subject)), ("now", Find(ReplayFacts.Mark, incident, mark.Subject))));

    // On kernels with the scan a block is there or not: no number of the reserve plays a part.
    private Claim? NoBlock(int? incident)
    {
        if (facts.FindOwn(ReplayFacts.Algorithm, incident)?.Value.Text != "scan")
            return null;
        var zone = facts.EveryOwn(ReplayFacts.Verdict, incident).Where(v => v.Value.Text == "no-block").Select(v => (Fact?)v).FirstOrDefault();
        return zone is null ? null : Say("fact-no-block", ("order", Find(OomFacts.Order, incident) ?? Find(AllocFailureFacts.Order, incident)), ("", zone));
    }

    private IEnumerable<Claim?> Bursts(int? incident) => facts.EveryOwn(FitFacts.BurstRoom, incident).Take(Zones).Select(room =>
        Say("fact-burst-room", ("now", room), ("doubled", Find(FitFacts.BurstRoomIfDoubled, incident, room.Subject))));

    private Claim? Say(string id, params ReadOnlySpan<(string Name, Fact? Fact)> needs)
    {
        var arguments = new List<EvidenceArgument>();
        foreach (var (name, needed) in needs)
        {
            if (needed is not { } fact)
                return null;
            arguments.Add(EvidenceArgument.Of(name, fact));
            if (fact.Subject is not null && !arguments.Exists(a => a.Name == "zone"))
                arguments.Add(EvidenceArgument.SubjectOf("zone", fact));
        }

        return phrases.Of(EvidencePhrase.OfFit, id, arguments) is { } text ? new Claim(text, Citations.Of(arguments)) : null;
    }
}
