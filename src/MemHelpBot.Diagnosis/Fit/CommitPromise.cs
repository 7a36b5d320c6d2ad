using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>
/// The commit limit for another ratio or more swap, against what is promised and one more reservation (mm/util.c, vm_commit_limit:
/// (RAM − huge page pool) × overcommit_ratio ÷ 100 + swap, or overcommit_kbytes + swap). Enforced in mode 2 only.
/// </summary>
internal sealed class CommitPromise : IFitQuestion
{
    private const decimal DefaultRatio = 50;

    public FitTable? Answer(FitScene scene)
    {
        var committed = scene.Size("committed", new FitSource(MeminfoFacts.Field, "Committed_AS"));
        var request = scene.Size("request", ProgramFacts.FailedBytes, RuntimeFacts.JvmFailedAlloc);
        var asked = scene.Given.Any("overcommit-ratio", "swap", "request");
        if (!asked && (committed is null || request is null))
            return null;
        var missing = new List<string>();
        var remarks = new List<FitRemark>();
        var rows = new List<FitRow>();
        var limit = Limit(scene, rows, missing);
        foreach (var (row, name) in new[] { (committed, "committed"), (request, "request") })
        {
            if (row is null)
                missing.Add(name);
            else
                rows.Add(row);
        }

        if (scene.Find(VmFacts.Setting, "overcommit_memory") is not { Value.Integer: { } mode } setting)
            remarks.Add(new FitRemark("only-mode-two"));
        else if (mode != 2 && FitScene.OfFact("overcommit-mode", setting, FactUnit.None) is { } told)
            remarks.Add(new FitRemark("mode-not-two", told));
        if (limit is null || committed is null)
            return new FitTable("commit-promise", scene.Incident?.Index, rows, FitOutcome.Open, null, remarks, missing);
        var margin = request is null
            ? FitScene.Computed("margin", limit.Value - committed.Value, "commit limit − promised", limit, committed)
            : FitScene.Computed("margin", limit.Value - committed.Value - request.Value, "commit limit − promised − request", limit, committed, request);
        rows.Add(margin);
        var outcome = margin.Value < 0 ? FitOutcome.DoesNotFit : request is null ? FitOutcome.Open : FitOutcome.Fits;
        return new FitTable("commit-promise", scene.Incident?.Index, rows, outcome, margin, remarks, missing);
    }

    private static FitRow? Limit(FitScene scene, List<FitRow> rows, List<string> missing)
    {
        if (!scene.Given.Any("overcommit-ratio", "swap") && scene.Size("commit-limit", new FitSource(MeminfoFacts.Field, "CommitLimit")) is { } told)
        {
            rows.Add(told);
            return told;
        }

        var ram = scene.Size("node-memory", new(MeminfoFacts.Field, "MemTotal"), FreeFacts.Total, StatementFacts.MachineMemory);
        var swap = scene.Size("swap", new(MeminfoFacts.Field, "SwapTotal"), FreeFacts.SwapTotal);
        foreach (var (row, name) in new[] { (ram, "node-memory"), (swap, "swap") })
        {
            if (row is null)
                missing.Add(name);
            else
                rows.Add(row);
        }

        if (ram is null || swap is null)
            return null;
        // The setting is in kB, and the facts of sysctl carry no unit.
        if (!scene.Given.Any("overcommit-ratio") && scene.Number("overcommit-kbytes", FactUnit.None, new FitSource(VmFacts.Setting, "overcommit_kbytes")) is { Value: > 0 } kilobytes)
        {
            var part = kilobytes with { Value = kilobytes.Value * 1024, Unit = FactUnit.Bytes };
            rows.Add(part);
            rows.Add(FitScene.Computed("commit-limit", part.Value + swap.Value, "overcommit_kbytes + swap", part, swap));
            return rows[^1];
        }

        var ratio = scene.Number("overcommit-ratio", FactUnit.Percent, new FitSource(VmFacts.Setting, "overcommit_ratio"))
            ?? FitScene.Assumed("overcommit-ratio", DefaultRatio, FactUnit.Percent, "default of vm.overcommit_ratio");
        rows.Add(ratio);
        var pool = scene.Size("hugepages", MeminfoFacts.HugetlbPool);
        if (pool is { Value: > 0 })
            rows.Add(pool);
        rows.Add(pool is { Value: > 0 }
            ? FitScene.Computed("commit-limit", Math.Floor((ram.Value - pool.Value) * ratio.Value / 100) + swap.Value, "(memory of the node − huge page pool) × overcommit_ratio ÷ 100 + swap", ram, pool, ratio, swap)
            : FitScene.Computed("commit-limit", Math.Floor(ram.Value * ratio.Value / 100) + swap.Value, "memory of the node × overcommit_ratio ÷ 100 + swap", ram, ratio, swap));
        return rows[^1];
    }
}
