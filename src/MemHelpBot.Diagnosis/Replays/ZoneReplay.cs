using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>
/// Replays the watermark test for every zone of a report that the request may use. The report's numbers were taken just after
/// the failure, so a zone that passes contradicts nothing by itself.
/// </summary>
internal static class ZoneReplay
{
    // 13 is the largest order of arm64 with 64 KiB pages; others end at 10 or before.
    private const int MostOrder = 13;

    public static IEnumerable<Fact> Derive(FactSet facts, Incident incident, RequestFacts request)
    {
        if (request.IsMemcg || request.Order is not { Value.Integer: >= 0 and <= MostOrder } order || request.PageKb is not { } pageKb)
            return [];
        var zones = ZoneReading.Every(facts, incident.Index, pageKb);
        if (zones.Count == 0)
            return [];
        var derived = new List<Fact>();
        var algorithm = AlgorithmOf(request);
        if (algorithm is { } known)
        {
            derived.Add(Fact.Derive(
                ReplayFacts.Algorithm, null, FactValue.Of(known == WatermarkAlgorithm.PerOrder ? "per-order" : "scan"), incident.Index,
                "by kernel.release, else by the form of the mask", [request.Release ?? request.Mask ?? order]));
        }

        var hasHighMem = zones.Any(z => z.Zone == MemoryZone.HighMem);
        if (request.Gfp?.HighestZone(hasHighMem) is not { } highest)
            return derived;
        var column = new ReserveColumn(zones, highest);
        foreach (var zone in zones)
        {
            if (zone.Zone <= highest && request.AllowsNode(zone.Node))
                Replay(derived, incident.Index, zone, column, algorithm, request, order);
        }

        return derived;
    }

    /// <summary>The kernel's algorithm; null when neither the release nor the form of the report tells it.</summary>
    internal static WatermarkAlgorithm? AlgorithmOf(RequestFacts request)
    {
        if (request.Kernel is { } kernel)
        {
            return kernel.Vendor switch
            {
                KernelVendor.El6 or KernelVendor.El7 => WatermarkAlgorithm.PerOrder,
                KernelVendor.El8 or KernelVendor.El9 => WatermarkAlgorithm.Scan,
                _ => kernel.AtLeast(4, 4) ? WatermarkAlgorithm.Scan : WatermarkAlgorithm.PerOrder,
            };
        }

        // Names are printed from 4.6 on, and the layouts from 4.4 on cannot be mistaken for older ones.
        return request.Gfp is { } gfp ? (gfp.Epoch < GfpEpoch.V44 ? WatermarkAlgorithm.PerOrder : WatermarkAlgorithm.Scan) : null;
    }

    private static void Replay(
        List<Fact> derived, int incident, ZoneReading zone, ReserveColumn column, WatermarkAlgorithm? algorithm, RequestFacts request, Fact order)
    {
        if (zone.FreePages is not { } free)
            return;
        var reserve = column.Of(zone);
        var pages = new ZonePages(free, reserve, zone.CmaPages, zone.Blocks) { Highatomic = zone.HighatomicPages(request.Kernel) };
        var gfp = request.Gfp!;
        var page = request.PageKb!.Value;
        var ask = new WatermarkRequest((int)order.Value.Integer!.Value, gfp.High, gfp.Harder, gfp.Movable) { Reserves = gfp.Reserves };
        var answer = WatermarkTest.Run(algorithm, pages, zone.MinPages, ask);
        var from = zone.Sources(order);

        void Add(FactKey key, FactValue value, string formula) => derived.Add(Fact.Derive(key, zone.Subject, value, incident, formula, from));

        Add(ReplayFacts.Free, FactValue.Of(answer.Free), "free pages − (2^order − 1), CMA and high-atomic pages left out where the request may not use them");
        if (answer.Needed is { } needed)
            Add(ReplayFacts.Needed, FactValue.Of(needed), "min (less what the request may take of it) + lowmem_reserve[highest zone]");
        if (answer.FailsAtOrder is { } at)
            Add(ReplayFacts.FailsAtOrder, FactValue.Of(at), "first order at which the per-order test stops");
        if (answer.Left is { } left)
            Add(ReplayFacts.Left, FactValue.Of(left), "free − Σ blocks of smaller orders");
        if (answer.Mark is { } mark)
            Add(ReplayFacts.Mark, FactValue.Of(mark), "min halved once an order");
        if (ask.Order > 0 && pages.BlocksFrom(ask.Order) is { } blocks)
            Add(ReplayFacts.BlocksOfOrder, FactValue.Of(blocks), "Σ free blocks of the order or larger");
        if (answer.Verdict == WatermarkVerdict.Unknown && zone.MinPages is null && algorithm is { } kernel
            && WatermarkTest.FailsFrom(kernel, pages, ask) is { } limit)
        {
            Add(ReplayFacts.Left, FactValue.Of(limit.Left), "free − Σ blocks of smaller orders");
            Add(ReplayFacts.MinFails, FactValue.Of(limit.Min * page), "smallest min for which a step of the test fails");
        }

        if (answer.Verdict == WatermarkVerdict.BelowReserve && zone.LowPages is { } low)
        {
            Add(ReplayFacts.FreeKb, FactValue.Of((free - (1L << ask.Order)) * page), "free − 2^order pages");
            Add(ReplayFacts.LowLineKb, FactValue.Of((ask.Open(low) + reserve!.Value) * page), "low + lowmem_reserve[highest zone]");
        }

        Add(ReplayFacts.Verdict, FactValue.Of(Word(answer.Verdict)), "watermark test against min");
        if (!request.IsAllocationFailure && zone.HighPages is { } high)
            Add(ReplayFacts.LastTry, FactValue.Of(Word(WatermarkTest.Run(algorithm, pages, high, ask).Verdict)), "watermark test against high");
    }

    private static string Word(WatermarkVerdict verdict) => verdict switch
    {
        WatermarkVerdict.Pass => "pass",
        WatermarkVerdict.BelowWatermark => "below-watermark",
        WatermarkVerdict.BelowReserve => "below-reserve",
        WatermarkVerdict.Fragmented => "fragmented",
        WatermarkVerdict.NoBlock => "no-block",
        _ => "unknown",
    };
}
