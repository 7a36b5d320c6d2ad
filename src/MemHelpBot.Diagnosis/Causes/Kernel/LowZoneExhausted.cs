using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// Proved where the request may use low zones only, those refuse it, and memory it may not use is free. DMA refusing an ordinary request
/// by lowmem_reserve is the normal state and no evidence.
/// </summary>
internal sealed class LowZoneExhausted : ICauseRule
{
    public string Cause => CauseIds.LowZoneExhausted;

    public Judgement? Judge(Scene scene)
    {
        if (KernelReport.Of(scene) is not { IsMemcg: false } report)
            return null;
        if (report.Zones.Count == 0)
            return MaskAlone(new Hearing(Cause, scene), report);
        var hearing = new Hearing(Cause, scene);
        if (report is not { Gfp: { } gfp, Mask: { } mask })
        {
            CmaWithoutMask(hearing, report);
            HighMemWithoutMask(hearing, report);
            return hearing.HasFor ? hearing.Ask(report.WholeReport, 0).Close() : null;
        }

        var hasHighMem = report.Zones.Any(z => z.Reading.Zone == MemoryZone.HighMem);
        if (gfp.HighestZone(hasHighMem) is not { } highest)
            return null;
        var refused = report.Zones.Where(z => z.Replayed && z.Outcome is not "pass" and not "unknown").ToList();
        var serves = report.Zones.Any(z => z.Replayed && z.Outcome == "pass");
        if (report.Zones.All(z => !z.Replayed))
            ByMarks(hearing, report, mask, highest);
        else
            Higher(hearing, report, mask, highest, refused, serves);
        Cma(hearing, report, refused, serves);
        return hearing.HasFor ? hearing.Ask("zoneinfo").Close() : null;
    }

    private static void Higher(Hearing hearing, KernelReport report, Fact mask, MemoryZone highest, List<ReportedZone> refused, bool serves)
    {
        var low = highest is MemoryZone.Dma or MemoryZone.Dma32;
        var above = report.Zones.FirstOrDefault(z =>
            z.Reading.Zone > highest && z.Reading is { Free.Value.Integer: { } free, Min.Value.Integer: { } min } && free > min);
        if (refused.Count == 0 || (!low && above is null))
            return;
        if (low)
            hearing.For("mask-allows-low-zone", serves ? Strength.Weak : Strength.Proof, refused[0].Name, Arg("mask", mask));
        if (above?.Reading.Free is { } room)
            hearing.For("higher-zone-has-room", serves ? Strength.Weak : Strength.Proof, above.Name, Arg("free", room), Arg("mask", mask));
        foreach (var zone in refused.Where(z => z.Reading is { Free: not null, Min: not null }).Take(3))
            hearing.For("low-zone-refuses", Strength.Strong, zone.Name, Arg("free", zone.Reading.Free!.Value), Arg("min", zone.Reading.Min!.Value));
    }

    // Reports of old kernels print no order, so the test cannot be replayed; the printed marks still tell which zones were short.
    private static void ByMarks(Hearing hearing, KernelReport report, Fact mask, MemoryZone highest)
    {
        var closed = report.Zones.FirstOrDefault(z => z.Reading.Zone > highest && Above(z));
        var open = report.Zones.Where(z => z.Reading.Zone <= highest).ToList();
        if (closed?.Reading.Free is not { } room || open.Count == 0 || open.Exists(Above))
            return;
        hearing.For("higher-zone-has-room", Strength.Strong, closed.Name, Arg("free", room), Arg("mask", mask));
        foreach (var zone in open.Where(z => z.Reading is { Free: not null, Min: not null }).Take(3))
            hearing.For("low-zone-refuses", Strength.Strong, zone.Name, Arg("free", zone.Reading.Free!.Value), Arg("min", zone.Reading.Min!.Value));

        static bool Above(ReportedZone zone) => zone.Reading is { Free.Value.Integer: { } free, High.Value.Integer: { } high } && free > high;
    }

    // GFP_DMA is the same bit in every kernel: 16 MiB on x86, whatever the rest of the machine has free.
    private static Judgement? MaskAlone(Hearing hearing, KernelReport report) =>
        report is { IsAllocationFailure: false, Gfp: { } gfp, Mask: { } mask } && gfp.HighestZone(false) == MemoryZone.Dma
            ? hearing.For("mask-names-dma", Strength.Strong, Arg("mask", mask)).Ask(report.WholeReport, 0).Ask("zoneinfo").Close()
            : null;

    // A 32-bit kernel with room in HighMem only kills for what must lie below it.
    private static void HighMemWithoutMask(Hearing hearing, KernelReport report)
    {
        if (report.Zones.FirstOrDefault(z => z.HighMemHasRoom) is not { } high)
            return;
        foreach (var zone in report.Zones)
        {
            if (zone.Reading is { Zone: < MemoryZone.HighMem, Free: { Value.Integer: { } free } left, Min: { Value.Integer: { } min } mark } && free < min)
                hearing.For("low-zone-beside-highmem", Strength.Strong, zone.Name, Arg("free", left), Arg("min", mark), new EvidenceArgument("high", null, high.Name.Text, high.Name.Span), Arg("room", high.Reading.Free!.Value));
        }
    }

    private static void CmaWithoutMask(Hearing hearing, KernelReport report)
    {
        foreach (var zone in report.Zones)
        {
            if (zone.Reading is { Free: { Value.Integer: { } free } freeFact, Cma: { Value.Integer: > 0 and var cma } cmaFact, Min: { Value.Integer: { } min } minFact }
                && MostlyCma(free, cma, min))
                hearing.For("free-is-cma-mask-unknown", Strength.Strong, zone.Name, Arg("free", freeFact), Arg("cma", cmaFact), Arg("min", minFact));
        }
    }

    // A zone that is short with or without its CMA pages was not closed by them.
    private static bool MostlyCma(long free, long cma, long min) => free > min && free - cma <= min && cma * 2 > free;

    private static void Cma(Hearing hearing, KernelReport report, List<ReportedZone> refused, bool serves)
    {
        foreach (var zone in refused)
        {
            if (report.Gfp!.Movable || zone.Reading is not { Free: { Value.Integer: { } free } freeFact, Cma: { Value.Integer: > 0 and var cma } cmaFact, Min: { Value.Integer: { } min } minFact })
                continue;
            if (MostlyCma(free, cma, min))
                hearing.For("free-is-cma", serves ? Strength.Strong : Strength.Proof, zone.Name, Arg("free", freeFact), Arg("cma", cmaFact), Arg("min", minFact));
        }
    }
}
