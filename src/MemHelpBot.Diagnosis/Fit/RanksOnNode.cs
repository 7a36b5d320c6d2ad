using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>Ranks per node times memory of a rank against the memory of the node, and the share that each rank and thread has.</summary>
internal sealed class RanksOnNode : IFitQuestion
{
    /// <summary>What the kernel, daemons and the page cache of the job need: a rule of thumb, to be overruled with os-reserve.</summary>
    private const decimal SystemShare = 0.05m;

    public FitTable? Answer(FitScene scene)
    {
        var ranks = scene.Number("ranks", FactUnit.None, MpiFacts.RanksPerNode);
        var rank = scene.Size("per-rank", MpiFacts.RankShare);
        var thread = PerThread(scene);
        if (ranks is null or { Value: 0 } && !scene.Given.Any("per-rank", "per-thread"))
            return null;
        var node = scene.Size("node-memory", new(MeminfoFacts.Field, "MemTotal"), FreeFacts.Total, StatementFacts.MachineMemory, MemFacts.UsablePages);
        var threads = scene.Number("threads", FactUnit.None, MpiFacts.ThreadsPerRank);
        var rows = new List<FitRow>();
        var missing = new List<string>();
        rank ??= OfThreads(thread, threads);
        foreach (var (row, name) in new[] { (node, "node-memory"), (ranks, "ranks"), (rank, "per-rank") })
        {
            if (row is null or { Value: 0 })
                missing.Add(name);
            else
                rows.Add(row);
        }

        if (threads is not null)
            rows.Add(threads);
        if (node is not { Value: > 0 })
            return new FitTable("ranks-on-node", scene.Incident?.Index, rows, FitOutcome.Open, null, [], missing);
        var reserve = scene.Size("os-reserve") ?? FitScene.Assumed("os-reserve", Math.Round(node.Value * SystemShare), FactUnit.Bytes, "5 % of the memory of the node", node);
        var room = FitScene.Computed("room", node.Value - reserve.Value, "memory of the node − reserve", node, reserve);
        rows.Add(reserve);
        rows.Add(room);
        var remarks = new List<FitRemark>();
        FitRow? margin = null;
        if (ranks is { Value: > 0 })
            Shares(rows, room, ranks, threads);
        if (rank is { Value: > 0 })
        {
            rows.Add(FitScene.Computed("most-ranks", null, Math.Max(0, Math.Floor(room.Value / rank.Value)), FactUnit.None, "what is left for ranks ÷ memory of one rank, rounded down", room, rank));
            if (rank.Fact is { } fact && fact.Key == MpiFacts.RankShare)
                remarks.Add(new FitRemark("share-is-average", rank));
            else if (rank.Origin == FitOrigin.Computed)
                remarks.Add(new FitRemark("request-is-part", rank));
        }

        if (ranks is { Value: > 0 } && rank is { Value: > 0 })
        {
            var need = FitScene.Computed("need", ranks.Value * rank.Value, "ranks per node × memory of one rank", ranks, rank);
            margin = FitScene.Computed("margin", room.Value - need.Value, "what is left for ranks − need", room, need);
            rows.Add(need);
            rows.Add(margin);
        }

        var outcome = margin is null ? FitOutcome.Open : margin.Value >= 0 ? FitOutcome.Fits : FitOutcome.DoesNotFit;
        return new FitTable("ranks-on-node", scene.Incident?.Index, rows, outcome, margin, remarks, missing);
    }

    private static void Shares(List<FitRow> rows, FitRow room, FitRow ranks, FitRow? threads)
    {
        var share = FitScene.Computed("rank-room", Math.Floor(room.Value / ranks.Value), "what is left for ranks ÷ ranks per node", room, ranks);
        rows.Add(share);
        if (threads is { Value: > 1 })
            rows.Add(FitScene.Computed("thread-room", Math.Floor(room.Value / ranks.Value / threads.Value), "what is left for ranks ÷ ranks per node ÷ threads per rank", room, ranks, threads));
    }

    // A refused array of one thread is what every thread asks for.
    private static FitRow? PerThread(FitScene scene) =>
        scene.Size("per-thread") ?? (scene.Find(ProgramFacts.PerThread)?.Value.Flag == true ? scene.Size("per-thread", ProgramFacts.FailedBytes) : null);

    private static FitRow? OfThreads(FitRow? thread, FitRow? threads) => thread is { Value: > 0 } && threads is { Value: > 0 }
        ? FitScene.Computed("per-rank", thread.Value * threads.Value, "memory of one thread × threads per rank", thread, threads)
        : null;
}
