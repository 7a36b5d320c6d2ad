using System.Globalization;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Replays;

/// <summary>One zone of one node as a report prints it. Null is what the report does not tell.</summary>
internal sealed class ZoneReading
{
    private readonly long pageKb;

    private ZoneReading(string subject, int node, MemoryZone zone, long pageKb, SourceSpan first) => (Subject, Node, Zone, this.pageKb, First) = (subject, node, zone, pageKb, first);

    /// <summary>Where the first fact of the zone stands.</summary>
    public SourceSpan First { get; }

    public string Subject { get; }

    public int Node { get; }

    public MemoryZone Zone { get; }

    public Fact? Free { get; private set; }

    public Fact? Min { get; private set; }

    public Fact? Low { get; private set; }

    public Fact? High { get; private set; }

    public Fact? Managed { get; private set; }

    public Fact? Cma { get; private set; }

    public Fact? Highatomic { get; private set; }

    public Fact? FreeHighatomic { get; private set; }

    public Fact? FreeBlocks { get; private set; }

    public Fact? LowmemReserve { get; private set; }

    public IReadOnlyList<long>? Blocks => FreeBlocks?.Value.Integers;

    public IReadOnlyList<long>? Reserve => LowmemReserve?.Value.Integers;

    public long? MinPages => Min?.Value.Integer / pageKb;

    public long? LowPages => Low?.Value.Integer / pageKb;

    public long? HighPages => High?.Value.Integer / pageKb;

    public long CmaPages => (Cma?.Value.Integer ?? 0) / pageKb;

    /// <summary>
    /// Pages kept for contiguous requests that may not sleep, as the test deducts them: all that is reserved, from 6.12 only what of it is free
    /// (mm/page_alloc.c, __zone_watermark_unusable_free). Nothing where the report does not tell which.
    /// </summary>
    public long HighatomicPages(KernelRelease? kernel) =>
        (FreeHighatomic ?? (kernel is { } known && !known.AtLeast(6, 12) ? Highatomic : null))?.Value.Integer / pageKb ?? 0;

    /// <summary>Free pages by the zone line, else added up from the free list.</summary>
    public long? FreePages
    {
        get
        {
            if (Free?.Value.Integer is { } kb)
                return kb / pageKb;
            if (Blocks is not { } blocks)
                return null;
            long pages = 0;
            for (var order = 0; order < blocks.Count; order++)
                pages += blocks[order] << order;
            return pages;
        }
    }

    /// <summary>The facts of the zone that a replay rests on, and the one of the request.</summary>
    public IReadOnlyList<Fact> Sources(Fact request)
    {
        var from = new List<Fact>();
        foreach (var fact in (ReadOnlySpan<Fact?>)[Free, FreeBlocks, Min, LowmemReserve, request])
        {
            if (fact is { } told)
                from.Add(told);
        }

        return from;
    }

    /// <summary>Every zone of an incident, in order of appearance.</summary>
    public static IReadOnlyList<ZoneReading> Every(FactSet facts, int incident, long pageKb)
    {
        var zones = new List<ZoneReading>();
        Collect(facts, incident, pageKb, zones, ZoneFacts.Free, (z, f) => z.Free ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.FreeBlocks, (z, f) => z.FreeBlocks ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.Min, (z, f) => z.Min ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.Low, (z, f) => z.Low ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.High, (z, f) => z.High ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.Managed, (z, f) => z.Managed ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.FreeCma, (z, f) => z.Cma ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.ReservedHighatomic, (z, f) => z.Highatomic ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.FreeHighatomic, (z, f) => z.FreeHighatomic ??= f);
        Collect(facts, incident, pageKb, zones, ZoneFacts.LowmemReserve, (z, f) => z.LowmemReserve ??= f);
        return zones;
    }

    private static void Collect(FactSet facts, int incident, long pageKb, List<ZoneReading> zones, FactKey key, Action<ZoneReading, Fact> set)
    {
        foreach (var fact in facts.Every(key, incident))
        {
            if (fact.Subject is not { } subject || !Plausible(fact.Value))
                continue;
            var zone = zones.Find(z => z.Subject == subject);
            if (zone is null)
            {
                zone = Read(subject, pageKb, fact.Span);
                if (zone is null)
                    continue;
                zones.Add(zone);
            }

            set(zone, fact);
        }
    }

    // Pasted numbers can be anything; sums of these stay inside 64 bits.
    private static bool Plausible(FactValue value) => value switch
    {
        { Integer: { } number } => number is >= 0 and < 1L << 50,
        { Integers: { } numbers } => numbers.Count <= 20 && numbers.All(n => n is >= 0 and < 1L << 32),
        _ => false,
    };

    private static ZoneReading? Read(string subject, long pageKb, SourceSpan first)
    {
        var slash = subject.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !int.TryParse(subject.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var node))
            return null;
        MemoryZone? zone = subject.AsSpan(slash + 1) switch
        {
            "DMA" => MemoryZone.Dma,
            "DMA32" => MemoryZone.Dma32,
            "Normal" => MemoryZone.Normal,
            "HighMem" => MemoryZone.HighMem,
            "Movable" => MemoryZone.Movable,
            "Device" => MemoryZone.Device,
            _ => null,
        };
        return zone is { } known ? new ZoneReading(subject, node, known, pageKb, first) : null;
    }
}
