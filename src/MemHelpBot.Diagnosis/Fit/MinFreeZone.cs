using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Fit;

/// <summary>What a larger min does for a request that a zone refused.</summary>
internal enum MinFreeEffect
{
    /// <summary>A number that decides was not told.</summary>
    Unknown,

    /// <summary>The zone serves the request before and after.</summary>
    Passes,

    /// <summary>The zone serves it now and no longer would.</summary>
    Breaks,

    /// <summary>The per-order test already fails, and its marks rise with min.</summary>
    Worse,

    /// <summary>There is no block of the order, and a reserve makes none.</summary>
    NoBlock,

    /// <summary>lowmem_reserve protects the zone; its line rises with min.</summary>
    Reserved,

    /// <summary>The request may not sleep: the room between waking kswapd and the line it may go down to grows.</summary>
    RoomGrows,

    /// <summary>The zone is under its mark and the request could wait for reclaim: memory is used up, and a reserve takes more of it.</summary>
    TakesMore,
}

/// <summary>
/// One zone with its watermarks as they are and as they would be (mm/page_alloc.c, __setup_per_zone_wmarks), and the watermark test of
/// both on the same free list. All in pages. The test alone can only get harder with a larger min: what a reserve buys is time for
/// kswapd, and only requests that may dip into it have that.
/// </summary>
/// <param name="Zone">The zone as printed.</param>
/// <param name="Min">Its new min.</param>
/// <param name="Low">Its new low.</param>
/// <param name="Before">The test as it was.</param>
/// <param name="After">The test with the new marks.</param>
/// <param name="Effect">What changes.</param>
/// <param name="RoomBefore">Pages between low and the line that the request may go down to, before.</param>
/// <param name="RoomAfter">The same with the new marks.</param>
internal sealed record MinFreeZone(
    ZoneReading Zone, long Min, long Low, WatermarkAnswer Before, WatermarkAnswer After, MinFreeEffect Effect, long RoomBefore, long RoomAfter)
{
    /// <summary>The only page size computed with: the arithmetic of min_free_kbytes on larger pages has not been checked.</summary>
    public const long PageKb = 4;

    /// <summary>The zones that the request may use, each with the min that <paramref name="newMin"/> gives it (null: not known).</summary>
    public static List<MinFreeZone> Of(FactSet facts, Incident incident, RequestFacts request, long order, Func<ZoneReading, long?> newMin)
    {
        var zones = ZoneReading.Every(facts, incident.Index, PageKb);
        var found = new List<MinFreeZone>();
        if (zones.Count == 0 || order is < 0 or > 10 || request.PageKb != PageKb || request.Gfp is not { } gfp
            || gfp.HighestZone(zones.Any(z => z.Zone == MemoryZone.HighMem)) is not { } highest)
            return found;
        var column = new ReserveColumn(zones, highest);
        var algorithm = ZoneReplay.AlgorithmOf(request);
        foreach (var zone in zones)
        {
            if (zone.Zone > highest || !request.AllowsNode(zone.Node) || zone is not { FreePages: { } free, MinPages: { } min, LowPages: { } low } || newMin(zone) is not { } raised)
                continue;
            var pages = new ZonePages(free, column.Of(zone), zone.CmaPages, zone.Blocks) { Highatomic = zone.HighatomicPages(request.Kernel) };
            var ask = new WatermarkRequest((int)order, gfp.High, gfp.Harder, gfp.Movable);
            var newLow = raised + Step(min, low, raised);
            var (before, after) = (WatermarkTest.Run(algorithm, pages, min, ask), WatermarkTest.Run(algorithm, pages, raised, ask));
            // The last try before the OOM killer is made against high.
            if (before.Verdict == WatermarkVerdict.Pass && incident.Kind == IncidentKind.KernelOom && zone.HighPages is { } high)
                (before, after) = (WatermarkTest.Run(algorithm, pages, high, ask), WatermarkTest.Run(algorithm, pages, raised + (2 * Step(min, low, raised)), ask));
            found.Add(new MinFreeZone(zone, raised, newLow, before, after, EffectOf(before, after, gfp, ask, IsBoosted(min, low)), low - ask.Open(min), newLow - ask.Open(raised)));
        }

        return found;
    }

    // low − min is a quarter of min, or more where watermark_scale_factor asks for more (4.6+): then what was printed stays.
    private static long Step(long min, long low, long raised) => Math.Max(raised / 4, low - min > (min / 4) + 1 ? low - min : 0);

    // low − min is never less than a quarter of min, unless watermark_boost (5.0+) has raised what is printed: the setting behind it is not known then.
    private static bool IsBoosted(long min, long low) => low - min < (min / 4) - 1;

    private static MinFreeEffect EffectOf(WatermarkAnswer before, WatermarkAnswer after, GfpMask gfp, WatermarkRequest ask, bool boosted) => (before.Verdict, after.Verdict) switch
    {
        (WatermarkVerdict.Unknown, _) or (_, WatermarkVerdict.Unknown) => MinFreeEffect.Unknown,
        (WatermarkVerdict.Pass, WatermarkVerdict.Pass) => MinFreeEffect.Passes,
        (WatermarkVerdict.Pass, _) => MinFreeEffect.Breaks,
        (WatermarkVerdict.NoBlock, _) => MinFreeEffect.NoBlock,
        (WatermarkVerdict.Fragmented, _) => MinFreeEffect.Worse,
        (WatermarkVerdict.BelowReserve, _) => MinFreeEffect.Reserved,
        _ => gfp.MaySleep || ask.Order > 0 ? MinFreeEffect.TakesMore : boosted ? MinFreeEffect.Unknown : MinFreeEffect.RoomGrows,
    };
}
