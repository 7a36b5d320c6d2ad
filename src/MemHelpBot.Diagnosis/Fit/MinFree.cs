using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>
/// Another vm.min_free_kbytes against the request that failed: the marks of every zone by its share of the managed memory, and the
/// kernel's own test replayed on the same free list. Says so where the change cannot help or makes it worse.
/// </summary>
internal sealed class MinFree : IFitQuestion
{
    private const decimal KibPerPage = 4;

    /// <summary>khugepaged's own recommendation stops at 5 % of memory (mm/khugepaged.c): beyond that a reserve starves programs.</summary>
    private const decimal MostShare = 5;

    public FitTable? Answer(FitScene scene)
    {
        if (scene.Size("min-free") is not { } asked)
            return null;
        var rows = new List<FitRow> { asked };
        var remarks = new List<FitRemark>();
        var missing = new List<string>();
        Share(scene, asked, rows, remarks);
        if (scene.Incident is not { Kind: IncidentKind.KernelOom or IncidentKind.AllocationFailure } incident)
        {
            missing.Add("report");
            return new FitTable("min-free", scene.Incident?.Index, rows, FitOutcome.Open, null, remarks, missing);
        }

        var request = new RequestFacts(scene.Facts, incident);
        if (request.IsMemcg)
        {
            remarks.Add(new FitRemark("min-free-cgroup", asked));
            return new FitTable("min-free", incident.Index, rows, FitOutcome.DoesNotFit, null, remarks, missing);
        }

        var order = scene.Given.Values.TryGetValue("order", out var told) ? new FitRow("order", null, told, FactUnit.None, FitOrigin.Given, "", null, [])
            : request.Order is { } printed ? FitScene.OfFact("order", printed, FactUnit.None) : null;
        if (order is null)
            missing.Add("order");
        else
            rows.Add(order);
        var zones = order is { Value: >= 0 and <= 10 } ? Zones(scene, incident, request, asked, (long)order.Value, rows) : [];
        if (zones.Count == 0)
            missing.Add("report");
        foreach (var (zone, min) in zones)
            Tell(zone, min, rows, remarks);
        var effects = zones.Select(z => z.Zone.Effect).ToList();
        var outcome = effects.Contains(MinFreeEffect.Passes) ? FitOutcome.Fits
            : effects.Count == 0 || effects.Any(e => e is MinFreeEffect.Unknown or MinFreeEffect.RoomGrows) ? FitOutcome.Open
            : FitOutcome.DoesNotFit;
        return new FitTable("min-free", incident.Index, rows, outcome, null, remarks, missing);
    }

    private static void Share(FitScene scene, FitRow asked, List<FitRow> rows, List<FitRemark> remarks)
    {
        if (scene.Size("node-memory", new(MeminfoFacts.Field, "MemTotal"), FreeFacts.Total, StatementFacts.MachineMemory, MemFacts.UsablePages) is not { Value: > 0 } node)
            return;
        var share = FitScene.Computed("reserve-share", null, Math.Round(asked.Value / node.Value * 100, 2), FactUnit.Percent, "min_free_kbytes ÷ memory of the node", asked, node);
        rows.Add(node);
        rows.Add(share);
        if (share.Value > MostShare)
            remarks.Add(new FitRemark("reserve-too-large", share));
    }

    // A zone's min is its share of the managed memory of all zones but HighMem and Movable.
    private static List<(MinFreeZone Zone, FitRow Min)> Zones(FitScene scene, Incident incident, RequestFacts request, FitRow asked, long order, List<FitRow> rows)
    {
        if (request.PageKb != MinFreeZone.PageKb)
            return [];
        var all = ZoneReading.Every(scene.Facts, incident.Index, MinFreeZone.PageKb);
        var lowmem = all.Where(z => z.Zone is not (MemoryZone.HighMem or MemoryZone.Movable or MemoryZone.Device)).ToList();
        var managed = lowmem.TrueForAll(z => z.Managed is { Value.Integer: > 0 }) ? lowmem.Sum(z => z.Managed!.Value.Value.Integer!.Value) : 0L;
        if (managed > 0 && scene.Find(MemFacts.UsablePages) is { Value.Integer: { } usable } && Math.Abs((usable * 4) - managed) * 50 > managed)
            managed = 0;
        var before = scene.Find(VmFacts.Setting, "min_free_kbytes") is { Value.Integer: > 0 and < 1L << 40 and var kb } setting ? (Fact: setting, Kib: (decimal)kb) : default;
        if (managed == 0 && before.Kib == 0)
            return [];
        if (managed == 0 && FitScene.OfFact("min-free-before", before.Fact, FactUnit.KiB) is { } standing)
            rows.Add(standing);
        FitRow? New(ZoneReading zone)
        {
            if (zone.Min is not { } min || FitScene.OfFact("zone-min", min, FactUnit.KiB) is not { } old)
                return null;
            var kib = asked.Value / 1024;
            if (managed > 0)
            {
                return zone.Managed is { } own && FitScene.OfFact("managed", own, FactUnit.KiB) is { } part
                    ? FitScene.Computed("zone-min-after", zone.Subject, Math.Floor(Math.Floor(kib / KibPerPage) * part.Value / managed) * KibPerPage, FactUnit.KiB, "min_free_kbytes × managed memory of the zone ÷ Σ managed memory", asked, part, old)
                    : null;
            }

            return FitScene.Computed("zone-min-after", zone.Subject, Math.Floor(old.Value * kib / before.Kib / KibPerPage) * KibPerPage, FactUnit.KiB, "min × new min_free_kbytes ÷ old min_free_kbytes", old, asked);
        }

        var after = new Dictionary<string, FitRow>(StringComparer.Ordinal);
        foreach (var zone in all)
        {
            if (New(zone) is { } row)
                after[zone.Subject] = row;
        }

        return [.. MinFreeZone.Of(scene.Facts, incident, request, order, z => after.TryGetValue(z.Subject, out var row) ? (long)(row.Value / KibPerPage) : null)
            .Select(z => (z, after[z.Zone.Subject]))];
    }

    private static void Tell(MinFreeZone zone, FitRow min, List<FitRow> rows, List<FitRemark> remarks)
    {
        var subject = zone.Zone.Subject;
        if (FitScene.OfFact("zone-min", zone.Zone.Min!.Value, FactUnit.KiB) is { } old)
            rows.Add(old with { Subject = subject });
        rows.Add(min);
        FitRow Pages(string id, long value, string formula) => FitScene.Computed(id, subject, value, FactUnit.Pages, formula, min);
        switch (zone.Effect)
        {
            case MinFreeEffect.Worse when zone is { Before: { Left: { } left, Mark: { } mark }, After: { Left: { } leftAfter, Mark: { } markAfter } }:
                rows.Add(Pages("left", left, "free − Σ blocks of smaller orders"));
                rows.Add(Pages("mark", mark, "min halved once an order"));
                rows.Add(Pages("left-after", leftAfter, "free − Σ blocks of smaller orders, at the order where the test stops with the new min"));
                rows.Add(Pages("mark-after", markAfter, "new min halved once an order"));
                remarks.Add(new FitRemark("zone-worse", rows[^4], rows[^3], rows[^2], rows[^1]));
                break;
            case MinFreeEffect.Reserved or MinFreeEffect.TakesMore or MinFreeEffect.Breaks when zone.After.Needed is { } needed:
                rows.Add(Pages("free", zone.After.Free, "free pages − (2^order − 1), CMA pages left out where the request may not use them"));
                rows.Add(Pages("needed-after", needed, "new min (less what the request may take of it) + lowmem_reserve[highest zone]"));
                remarks.Add(new FitRemark(zone.Effect switch { MinFreeEffect.Reserved => "zone-reserved", MinFreeEffect.Breaks => "zone-breaks", _ => "zone-takes-more" }, rows[^2], rows[^1]));
                break;
            case MinFreeEffect.RoomGrows:
                rows.Add(Pages("room-before", zone.RoomBefore, "low − what the request may use of min"));
                rows.Add(Pages("room-after", zone.RoomAfter, "new low − what the request may use of the new min"));
                remarks.Add(new FitRemark("zone-room", rows[^2], rows[^1]));
                break;
            case MinFreeEffect.Passes:
                remarks.Add(new FitRemark("zone-passes", min));
                break;
            case MinFreeEffect.NoBlock:
                remarks.Add(new FitRemark("zone-no-block", min));
                break;
            default:
                remarks.Add(new FitRemark(zone.Effect == MinFreeEffect.Unknown ? "zone-unknown" : "zone-no-better", min));
                break;
        }
    }
}
