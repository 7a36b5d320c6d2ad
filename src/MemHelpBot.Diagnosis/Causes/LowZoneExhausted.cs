using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes;

/// <summary>
/// Proved where the request may use low zones only, those refuse it, and memory it may not use is free. DMA refusing an ordinary request
/// by lowmem_reserve is the normal state and no evidence.
/// </summary>
internal sealed class LowZoneExhausted : ICauseRule
{
    public string Cause => CauseIds.LowZoneExhausted;

    public Judgement? Judge(Scene scene)
    {
        if (KernelReport.Of(scene) is not { IsMemcg: false, Gfp: { } gfp, Mask: { } mask, Zones.Count: > 0 } report)
            return null;
        var hearing = new Hearing(Cause, scene.Index);
        var hasHighMem = report.Zones.Any(z => z.Reading.Zone == MemoryZone.HighMem);
        if (gfp.HighestZone(hasHighMem) is not { } highest)
            return null;
        var refused = report.Zones.Where(z => z.Replayed && z.Outcome is not "pass" and not "unknown").ToList();
        var serves = report.Zones.Any(z => z.Replayed && z.Outcome == "pass");
        Higher(hearing, report, mask, highest, refused, serves);
        Cma(hearing, report, refused, serves);
        return hearing.HasFor ? hearing.Missing("zoneinfo").Close() : null;
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

    private static void Cma(Hearing hearing, KernelReport report, List<ReportedZone> refused, bool serves)
    {
        foreach (var zone in refused)
        {
            if (report.Gfp!.Movable || zone.Reading is not { Free: { Value.Integer: { } free } freeFact, Cma: { Value.Integer: > 0 and var cma } cmaFact, Min: { Value.Integer: { } min } minFact })
                continue;
            if (free > min && free - cma <= min)
                hearing.For("free-is-cma", serves ? Strength.Strong : Strength.Proof, zone.Name, Arg("free", freeFact), Arg("cma", cmaFact), Arg("min", minFact));
        }
    }
}
