using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Proved where a failed single-page request may not sleep and the zone it may use is under its mark: it could only fail. Nothing is killed.</summary>
internal sealed class AtomicReserveExhausted : ICauseRule
{
    public string Cause => CauseIds.AtomicReserveExhausted;

    public Judgement? Judge(Scene scene)
    {
        if (KernelReport.Of(scene) is not { IsAllocationFailure: true, Mask: { } mask } report)
            return null;
        var hearing = new Hearing(Cause, scene);
        if (report.Gfp is not { } gfp)
            return MayNotSleepOnAnyKernel(scene, mask) ? hearing.For("may-not-sleep", Strength.Strong, Arg("mask", mask)).Ask(report.WholeReport, 0).Close() : null;
        var comm = scene.Find(AllocFailureFacts.Comm);
        var reclaimer = gfp.NoMemalloc && comm?.Value.Text?.StartsWith("kswapd", StringComparison.Ordinal) == true;
        if (gfp.MaySleep && !reclaimer)
            return hearing.Against("may-sleep", Strength.Proof, Arg("mask", mask)).Close();
        var refused = report.Zones.Where(z => z.Outcome == "below-watermark" && z.Reading is { Free: not null, Min: not null }).Take(3).ToList();
        var serves = report.Zones.Any(z => z.Outcome == "pass");
        var strength = report.Order?.Value.Integer == 0 && refused.Count > 0 && !serves ? Strength.Proof : Strength.Strong;
        if (reclaimer)
            hearing.For("reclaimer", strength, Arg("comm", comm!.Value), Arg("mask", mask));
        else
            hearing.For("may-not-sleep", strength, Arg("mask", mask));
        foreach (var zone in refused)
            hearing.For("zone-under-mark", Strength.Strong, zone.Name, Arg("free", zone.Reading.Free!.Value), Arg("min", zone.Reading.Min!.Value));
        if (report.Order is { Value.Integer: > 0 } order)
            hearing.For("atomic-contiguous", Strength.Weak, Arg("order", order));
        if (report.Zones.Count == 0)
            hearing.Ask(report.WholeReport, 0);
        return hearing.Ask("zoneinfo").Ask("buddyinfo", 2).Close();
    }

    /// <summary>
    /// A mask without names is of a kernel before 4.6. Those that may sleep have __GFP_WAIT (0x10, up to 4.3) or __GFP_DIRECT_RECLAIM
    /// (0x400000, 4.4 and 4.5): with neither bit the request may not, whichever of them it was (include/linux/gfp.h).
    /// </summary>
    private static bool MayNotSleepOnAnyKernel(Scene scene, Fact mask) =>
        mask.Value.Integer is { } bits and not 0 && (bits & 0x400010) == 0 && scene.Find(AllocFailureFacts.GfpFlags) is not { Derivation: null };
}
