using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// Proved where a zone would have served a single page and refuses the order that was asked for, and no zone serves it. Order 0
/// excludes it: a single page is never fragmented.
/// </summary>
internal sealed class MemoryFragmentation : ICauseRule
{
    private const int ZonesNamed = 4;

    public string Cause => CauseIds.MemoryFragmentation;

    public Judgement? Judge(Scene scene)
    {
        if (KernelReport.Of(scene) is not { IsMemcg: false, Order: { Value.Integer: >= 0 } order } report)
            return null;
        var hearing = new Hearing(Cause, scene);
        if (order.Value.Integer == 0)
            return hearing.Against("order-zero", Strength.Proof, Arg("order", order)).Close();

        var zones = report.Zones.Where(z => z.Replayed).ToList();
        Zones(hearing, zones, scene);
        if (report is { Gfp: { } gfp, Mask: { } mask, Release: { } release } && gfp.Idiom(order.Value.Integer!.Value) == GfpIdiom.KernelStack)
        {
            hearing.For("kernel-stack", Strength.Weak, Arg("mask", mask), Arg("order", order), Arg("release", release));
        }
        else if (scene.Find(report.IsAllocationFailure ? AllocFailureFacts.RequestBytes : OomFacts.RequestBytes) is { } request)
        {
            // An order above 3 is given up without an OOM kill: free pages that do not lie together are the usual reason.
            var costly = zones.Count == 0 && order.Value.Integer > 3 && report.IsAllocationFailure;
            // Reclaim finds single pages first: a kill for a block of four pages or more is usually one for want of its contiguity.
            var blocked = report is { Zones.Count: 0, IsAllocationFailure: false, Scope: "global" } && order.Value.Integer is 2 or 3 && !Full(scene);
            hearing.For(costly ? "costly-order" : blocked ? "block-not-found" : "contiguous-request", costly || blocked ? Strength.Strong : Strength.Weak, Arg("order", order), Arg("request", request));
        }

        if (Plenty(scene, report, zones) is { } plenty)
            hearing.For("much-free-no-block", Strength.Strong, Arg("free", plenty), Arg("order", order));

        // __GFP_NORETRY: mm/page_alloc.c gives up early, because the caller has a way without these pages.
        if (report.IsAllocationFailure && scene.Find(AllocFailureFacts.GfpFlags) is { Value.Texts: { } flags } asked && flags.Contains("__GFP_NORETRY"))
            hearing.For("caller-falls-back", Strength.Weak, Arg("flags", asked));

        if (scene.Find(SlabFailureFacts.MinOrder) is { Value.Integer: > 0 } smallest && smallest.Incident == scene.Index)
            hearing.For("cache-needs-block", Strength.Strong, EvidenceArgument.SubjectOf("cache", smallest), Arg("order", smallest));
        if (scene.Find(OomFacts.NoCompaction) is { } none && none.Incident == scene.Index)
            hearing.For("no-compaction", Strength.Weak, EvidenceArgument.Line(none.Span));
        if (zones.Count == 0)
            hearing.Ask(report.WholeReport, 0);
        if (report.Release is null && zones.Exists(z => z.Word == "unknown"))
            hearing.Ask("kernel-version", 0);
        if (zones.Exists(z => z.MinFails is not null))
            hearing.Ask("zoneinfo");
        return hearing.Ask("buddyinfo").Close();
    }

    // The sum of free pages is a GiB and more, and of the zones that hold it at most a quarter is shown: too little to replay the test.
    private static Fact? Plenty(Scene scene, KernelReport report, List<ReportedZone> zones)
    {
        if (report is not { IsAllocationFailure: false, Scope: "global", Order.Value.Integer: 2 or 3 } || zones.Exists(z => z.Outcome == "pass")
            || scene.Find(MemFacts.FreePages) is not { Value.Integer: > 0 and < 1L << 50 and var pages } free || pages * report.PageKb < 1L << 20)
            return null;
        var shown = report.Zones.Sum(z => z.Reading.FreePages is > 0 and < 1L << 50 and var part ? part : 0);
        return shown * 4 <= pages ? free : null;
    }

    // What holds the memory is shown: then single pages were short as well.
    private static bool Full(Scene scene)
    {
        if (scene.Find(MemFacts.FreeSwap) is { Value.Integer: 0 } || scene.Find(OomFacts.VictimAnonRss) is not null)
            return true;
        foreach (var owner in (ReadOnlySpan<int?>)[scene.Index, null])
        {
            foreach (var total in scene.Facts.EveryOwn(SlabFacts.CacheTotal, owner))
            {
                if (total.Value.Integer >= 1L << 20)
                    return true;
            }
        }

        return false;
    }

    private static void Zones(Hearing hearing, List<ReportedZone> zones, Scene scene)
    {
        var broken = zones.FindAll(z => z.Outcome is "fragmented" or "no-block");
        var strength = zones.Exists(z => z.Outcome == "pass") ? Strength.Weak
            : broken.Exists(z => z.ServesSinglePage) ? Strength.Proof
            : zones.Exists(z => z.Outcome == "below-watermark") ? Strength.Weak
            : Strength.Strong;
        foreach (var zone in broken.OrderByDescending(z => z.ServesSinglePage).Take(ZonesNamed))
            Broken(hearing, zone, strength, scene);
        foreach (var zone in zones.Where(z => z is { MinFails: not null, Left: not null }).Take(ZonesNamed))
            hearing.For("fails-if-min", Strength.Weak, zone.Name, Arg("left", zone.Left!.Value), Arg("min", zone.MinFails!.Value));
        foreach (var zone in zones.Where(z => z is { Kept: not null, LowLine: not null }).Take(ZonesNamed))
            hearing.For("reserve-protects", Strength.Weak, zone.Name, Arg("kept", zone.Kept!.Value), Arg("line", zone.LowLine!.Value));
        foreach (var zone in zones.Where(z => z is { Outcome: "pass", Free: not null, Needed: not null }).Take(ZonesNamed))
            hearing.Against("zone-passes", Strength.Weak, zone.Name, Arg("free", zone.Free!.Value), Arg("needed", zone.Needed!.Value));
    }

    private static void Broken(Hearing hearing, ReportedZone zone, Strength strength, Scene scene)
    {
        var free = Arg("free", zone.Free!.Value);
        if (zone is { OnlyLastTryFails: true, Reading.High: { } high })
            hearing.For("last-try-fails", strength, zone.Name, free, Arg("high", high));
        else if (zone is { Word: "fragmented", Needed: { } needed, FailsAt: { } at, Left: { } left, Mark: { } mark })
            hearing.For("per-order-test-fails", strength, zone.Name, free, Arg("needed", needed), Arg("order", at), Arg("left", left), Arg("mark", mark));
        else if ((scene.Find(OomFacts.RequestBytes) ?? scene.Find(AllocFailureFacts.RequestBytes)) is { } request)
        {
            if (zone.Needed is { } line)
                hearing.For("no-block", strength, zone.Name, free, Arg("needed", line), Arg("request", request));
            else
                hearing.For("no-block-min-unknown", strength, zone.Name, free, Arg("request", request));
        }
    }
}
