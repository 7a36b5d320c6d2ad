namespace MemHelpBot.Diagnosis.Replays;

/// <summary>What the kernel's watermark test answers for one zone.</summary>
internal enum WatermarkVerdict
{
    /// <summary>The request would be served.</summary>
    Pass,

    /// <summary>Not even a single page: free is not above the mark.</summary>
    BelowWatermark,

    /// <summary>Above the mark, but not above mark plus lowmem_reserve.</summary>
    BelowReserve,

    /// <summary>A single page would be served; the per-order deduction fails although a block exists.</summary>
    Fragmented,

    /// <summary>No free block is large enough.</summary>
    NoBlock,

    /// <summary>A number that decides was not told.</summary>
    Unknown,
}

/// <summary>Which of the two tests a kernel runs (mm/page_alloc.c, __zone_watermark_ok).</summary>
internal enum WatermarkAlgorithm
{
    /// <summary>To 4.3, RHEL 6 and 7: smaller blocks are deducted order by order while the mark is halved.</summary>
    PerOrder,

    /// <summary>From 4.4: a block of the order or larger is enough.</summary>
    Scan,
}

/// <summary>One zone as the test sees it. All in pages.</summary>
/// <param name="Free">Free pages.</param>
/// <param name="Reserve">lowmem_reserve in the column of the request's highest zone; null when not told.</param>
/// <param name="Cma">Free pages in CMA areas.</param>
/// <param name="Blocks">Free blocks of 2^n pages, order 0 first; null when not told.</param>
internal readonly record struct ZonePages(long Free, long? Reserve, long Cma, IReadOnlyList<long>? Blocks)
{
    /// <summary>Pages kept for contiguous requests that may not sleep (4.4+).</summary>
    public long Highatomic { get; init; }

    /// <summary>Free blocks of an order or larger; null when the list was not told.</summary>
    public long? BlocksFrom(int order)
    {
        if (Blocks is null)
            return null;
        long sum = 0;
        for (var o = order; o < Blocks.Count; o++)
            sum += Blocks[o];
        return sum;
    }
}

/// <summary>What the request may do, as far as the test asks.</summary>
/// <param name="Order">2^order pages.</param>
/// <param name="High">Half of the mark is open to it (__GFP_HIGH).</param>
/// <param name="Harder">A quarter of the rest too.</param>
/// <param name="Cma">It may use CMA areas.</param>
internal readonly record struct WatermarkRequest(int Order, bool High = false, bool Harder = false, bool Cma = false)
{
    /// <summary>Whether the pages kept for contiguous requests that may not sleep are open to it.</summary>
    public bool Reserves { get; init; }

    /// <summary>The mark that is left after what the request may take from it.</summary>
    public long Open(long mark)
    {
        var open = High ? mark - (mark / 2) : mark;
        return Harder ? open - (open / 4) : open;
    }
}

/// <summary>The answer with the numbers it rests on. All in pages.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Free">Free after the request itself (and without CMA pages it may not use).</param>
/// <param name="Needed">Mark plus reserve; null when one of them was not told.</param>
/// <param name="FailsAtOrder">Where the per-order test stops.</param>
/// <param name="Left">What remains there.</param>
/// <param name="Mark">What must be exceeded there.</param>
internal readonly record struct WatermarkAnswer(
    WatermarkVerdict Verdict, long Free, long? Needed, int? FailsAtOrder = null, long? Left = null, long? Mark = null);

/// <summary>The kernel's own test whether a zone may serve a request.</summary>
internal static class WatermarkTest
{
    /// <param name="algorithm">Null when the kernel is not known: then only what both tests agree on is answered.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="mark">min, low or high in pages; null when not told.</param>
    /// <param name="request">The request.</param>
    public static WatermarkAnswer Run(WatermarkAlgorithm? algorithm, ZonePages zone, long? mark, WatermarkRequest request)
    {
        var free = zone.Free - ((1L << request.Order) - 1) - (request.Cma ? 0 : zone.Cma) - (request.Reserves ? 0 : zone.Highatomic);
        var noBlock = request.Order > 0 && zone.BlocksFrom(request.Order) == 0;
        if (mark is null)
            return new(noBlock ? WatermarkVerdict.NoBlock : WatermarkVerdict.Unknown, free, null);
        var open = request.Open(mark.Value);
        if (free <= open)
            return new(WatermarkVerdict.BelowWatermark, free, zone.Reserve is { } told ? open + told : null);
        if (zone.Reserve is not { } reserve)
            return new(noBlock ? WatermarkVerdict.NoBlock : WatermarkVerdict.Unknown, free, null);
        var needed = open + reserve;
        if (free <= needed)
            return new(WatermarkVerdict.BelowReserve, free, needed);
        if (request.Order == 0)
            return new(WatermarkVerdict.Pass, free, needed);
        if (zone.Blocks is null)
            return new(WatermarkVerdict.Unknown, free, needed);
        if (noBlock && algorithm != WatermarkAlgorithm.PerOrder)
            return new(WatermarkVerdict.NoBlock, free, needed);
        return algorithm switch
        {
            WatermarkAlgorithm.PerOrder => PerOrder(zone.Blocks, open, needed, free, request.Order, noBlock),
            WatermarkAlgorithm.Scan => new(WatermarkVerdict.Pass, free, needed),
            _ => new(WatermarkVerdict.Unknown, free, needed),
        };
    }

    /// <summary>
    /// The smallest min in pages for which the test fails at any step, with what is left at that step: what can still be said when the
    /// paste does not show min. Null when the reserve or the free list is not told.
    /// </summary>
    public static (long Min, long Left)? FailsFrom(WatermarkAlgorithm algorithm, ZonePages zone, WatermarkRequest request)
    {
        if (zone.Reserve is null || (request.Order > 0 && zone.Blocks is null))
            return null;
        long passes = -1;
        var fails = Math.Max(0, zone.Free) * 4 + 1;
        while (fails - passes > 1)
        {
            var middle = passes + ((fails - passes) / 2);
            if (Run(algorithm, zone, middle, request).Verdict == WatermarkVerdict.Pass)
                passes = middle;
            else
                fails = middle;
        }

        var answer = Run(algorithm, zone, fails, request);
        return (fails, answer.Left ?? answer.Free);
    }

    private static WatermarkAnswer PerOrder(IReadOnlyList<long> blocks, long open, long needed, long free, int order, bool noBlock)
    {
        var left = free;
        var mark = open;
        for (var o = 0; o < order; o++)
        {
            left -= o < blocks.Count ? blocks[o] << o : 0;
            mark >>= 1;
            if (left <= mark)
                return new(noBlock ? WatermarkVerdict.NoBlock : WatermarkVerdict.Fragmented, free, needed, o, left, mark);
        }

        return new(WatermarkVerdict.Pass, free, needed);
    }
}
