using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>
/// A limit of a cgroup, container or job against the measured peak and head-room. A use that was cut off at the limit is no peak:
/// what the program would have needed is then unknown and at least that.
/// </summary>
internal sealed class MemoryLimit : IFitQuestion
{
    private const decimal UsualHeadroom = 25;

    public FitTable? Answer(FitScene scene)
    {
        // What stood when the paste was written, whatever the person states now.
        var several = scene.Find(SlurmFacts.Nodes)?.Value.Integer > 1;
        var standing = Standing(scene, several);
        var limit = scene.Size("limit") ?? standing;
        // Slurm limits each node: what a job used over several of them is no peak of one.
        FitSource slurm = several || scene.Find(SlurmFacts.Peak) is not null ? SlurmFacts.Peak : SlurmFacts.JobPeak;
        var peak = scene.Size("peak", JobFacts.Peak, slurm, KubernetesFacts.MemoryUsage, MemcgFacts.Usage);
        if (peak is null && !scene.Given.Any("limit") || scene.Given.Any("heap") && peak is null)
            return null;
        var rows = new List<FitRow>();
        var remarks = new List<FitRemark>();
        var missing = new List<string>();
        if (limit is not null)
            rows.Add(limit);
        else
            missing.Add("limit");
        if (peak is null)
        {
            missing.Add("peak");
            return new FitTable("memory-limit", scene.Incident?.Index, rows, FitOutcome.Open, null, remarks, missing);
        }

        rows.Add(peak);
        Parts(scene, rows, remarks, peak);
        var headroom = scene.Number("headroom", FactUnit.Percent) ?? FitScene.Assumed("headroom", UsualHeadroom, FactUnit.Percent, "usual head-room for input that differs");
        var wanted = FitScene.Computed("wanted", Math.Ceiling(peak.Value * (100 + headroom.Value) / 100), "peak × (100 + head-room) ÷ 100", peak, headroom);
        rows.Add(headroom);
        rows.Add(wanted);
        var cut = peak.Origin == FitOrigin.Paste && standing is not null && peak.Value * 100 >= standing.Value * 99;
        if (cut)
            remarks.Add(new FitRemark("peak-cut-off", standing!));
        if (peak.Fact is { } fact && (fact.Key == SlurmFacts.Peak || fact.Key == SlurmFacts.JobPeak))
            remarks.Add(new FitRemark("slurm-sampled", peak));
        if (scene.Size("node-memory", new(MeminfoFacts.Field, "MemTotal"), FreeFacts.Total, StatementFacts.MachineMemory) is { } node && limit is not null && limit.Value > node.Value)
            remarks.Add(new FitRemark("limit-above-node", limit, node));
        if (limit is null)
            return new FitTable("memory-limit", scene.Incident?.Index, rows, FitOutcome.Open, null, remarks, missing);
        var margin = FitScene.Computed("margin", limit.Value - wanted.Value, "limit − wanted", limit, wanted);
        rows.Add(margin);
        if (cut)
            missing.Add("peak");
        var outcome = margin.Value < 0 ? FitOutcome.DoesNotFit : cut ? FitOutcome.Open : FitOutcome.Fits;
        return new FitTable("memory-limit", scene.Incident?.Index, rows, outcome, margin, remarks, missing);
    }

    private static FitRow? Standing(FitScene scene, bool several)
    {
        foreach (var key in (ReadOnlySpan<FactKey>)
            [MemcgFacts.Limit, KubernetesFacts.MemoryLimit, JobFacts.Limit, SlurmFacts.Limit, SlurmFacts.ReqMemNode, SlurmFacts.ReqMem, StatementFacts.Limit])
        {
            if (key == SlurmFacts.ReqMem && several)
                continue;
            if (scene.Find(key) is { } fact && FitScene.OfFact("limit", fact, FactUnit.Bytes) is { Value: > 0 } row)
                return row;
        }

        return null;
    }

    // Page cache is given back under the limit before anything is killed; anonymous memory and shmem are not (without swap).
    private static void Parts(FitScene scene, List<FitRow> rows, List<FitRemark> remarks, FitRow peak)
    {
        if (peak.Fact is not { } fact || fact.Key != MemcgFacts.Usage)
            return;
        var parts = new List<FitRow>();
        foreach (var (id, key) in new[] { ("anon", MemcgFacts.Anon), ("shmem", MemcgFacts.Shmem), ("slab", MemcgFacts.Slab), ("kernel-stacks", MemcgFacts.KernelStack), ("page-tables", MemcgFacts.Pagetables) })
        {
            if (scene.Find(key) is { } part && FitScene.OfFact(id, part, FactUnit.Bytes) is { } row)
                parts.Add(row);
        }

        if (parts.Count == 0 || parts[0].Id != "anon")
            return;
        var hard = FitScene.Computed("not-reclaimable", parts.Sum(p => p.Value), "anonymous memory + shared memory + slab + kernel stacks + page tables, as far as told", parts);
        rows.Add(hard);
        if (hard.Value < peak.Value / 2)
            remarks.Add(new FitRemark("cache-fills-limit", hard, peak));
    }
}
