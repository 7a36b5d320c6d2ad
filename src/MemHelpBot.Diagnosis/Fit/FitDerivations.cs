using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>What "would it fit?" says from the paste alone, as derived facts for the answer.</summary>
internal static class FitDerivations
{
    private const long KibPerPage = 4;

    private static readonly Dictionary<(string Question, string Row), FactKey> Told = new()
    {
        [("ranks-on-node", "rank-room")] = FitFacts.RankRoom,
        [("ranks-on-node", "most-ranks")] = FitFacts.MostRanks,
        [("memory-limit", "wanted")] = FitFacts.LimitWanted,
        [("jvm-in-container", "jvm-room")] = FitFacts.JvmRoom,
        [("commit-promise", "margin")] = FitFacts.CommitMargin,
    };

    private static readonly IFitQuestion[] Questions = [new RanksOnNode(), new MemoryLimit(), new JvmInContainer(), new CommitPromise()];

    public static IEnumerable<Fact> Derive(FactSet facts, IReadOnlyList<Incident> incidents)
    {
        foreach (var incident in incidents)
        {
            foreach (var fact in OfScene(new FitScene(facts, incident, FitGiven.Nothing)))
                yield return fact;
            foreach (var fact in Doubled(facts, incident))
                yield return fact;
        }

        if (incidents.Count == 0)
        {
            foreach (var fact in OfScene(new FitScene(facts, null, FitGiven.Nothing)))
                yield return fact;
        }
    }

    private static IEnumerable<Fact> OfScene(FitScene scene)
    {
        foreach (var question in Questions)
        {
            if (question.Answer(scene) is not { } table)
                continue;
            var cut = table.Remarks.Any(r => r.Id == "peak-cut-off");
            foreach (var row in table.Rows)
            {
                var from = row.Facts.ToList();
                // Figures of the paste as a whole say nothing about one incident more than about another.
                if (!Told.TryGetValue((table.Question, row.Id), out var key) || from.Count == 0 || (scene.Incident is { } own && from.TrueForAll(f => f.Incident != own.Index)))
                    continue;
                if (cut)
                    key = FitFacts.LimitLeast;
                yield return Fact.Derive(key, null, FactValue.Of((long)row.Value), scene.Incident?.Index, Formula(table.Question, row), from);
            }
        }
    }

    // What was assumed on the way stands in the formula: a derived fact has no other place for it.
    private static string Formula(string question, FitRow row) => (question, row.Id) switch
    {
        ("ranks-on-node", "rank-room") => "(memory of the node − 5 %) ÷ ranks per node",
        ("ranks-on-node", "most-ranks") => "(memory of the node − 5 %) ÷ memory of one rank, rounded down",
        ("memory-limit", _) => "peak × (100 + 25) ÷ 100",
        _ => row.Formula,
    };

    private static IEnumerable<Fact> Doubled(FactSet facts, Incident incident)
    {
        if (incident.Kind is not (IncidentKind.KernelOom or IncidentKind.AllocationFailure))
            yield break;
        var request = new RequestFacts(facts, incident);
        if (request.IsMemcg || request.Order is not { Value.Integer: { } order } asked)
            yield break;
        foreach (var zone in MinFreeZone.Of(facts, incident, request, order, z => z.MinPages * 2))
        {
            var from = zone.Zone.Sources(asked);
            Fact Make(FactKey key, long value, string formula) => Fact.Derive(key, zone.Zone.Subject, FactValue.Of(value), incident.Index, formula, from);
            if (zone is { Effect: MinFreeEffect.Worse, After: { Mark: { } mark, FailsAtOrder: { } at }, Before.FailsAtOrder: { } before } && at == before)
                yield return Make(FitFacts.MarkIfDoubled, mark, "min × 2, halved once an order");
            if (zone.Effect != MinFreeEffect.RoomGrows)
                continue;
            yield return Make(FitFacts.BurstRoom, zone.RoomBefore * KibPerPage, "low − what the request may use of min");
            yield return Make(FitFacts.BurstRoomIfDoubled, zone.RoomAfter * KibPerPage, "new low − what the request may use of min × 2");
        }
    }
}
