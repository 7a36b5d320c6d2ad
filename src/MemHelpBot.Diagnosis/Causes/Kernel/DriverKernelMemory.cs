using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// RAM that stands in no counter: above a fifth of the machine strong, and proved above a half, or where the objects of a driver's cache, at one page each,
/// make up most of it. Huge pages that the paste does not show would explain the same gap: then it is only possible.
/// </summary>
internal sealed class DriverKernelMemory : ICauseRule
{
    public string Cause => CauseIds.DriverKernelMemory;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Index is null)
            Sample(hearing, scene);
        if (scene.Index is null && scene.Signature("balloon-inflated") is { } balloon)
            hearing.For("balloon-inflated", Strength.Strong, EvidenceArgument.Line(balloon.Span));
        else
            Report(hearing, scene);
        Stated(hearing, scene);
        if (scene.Index is null)
            FileSystemCache(hearing, scene);
        if (scene.Index is null && !hearing.HasFor)
            Processes(hearing, scene);
        return hearing.HasFor
            ? hearing.Ask("meminfo", 0).Ask("slab-list", 0).Ask("gpu-processes").Ask("page-owner", 2).Close()
            : hearing.Close();
    }

    // The ZFS cache stands in no counter of meminfo; it gives way under pressure, but slowly.
    private static void FileSystemCache(Hearing hearing, Scene scene)
    {
        if (scene.Facts.FindOwn(SettingFacts.ArcSize, null) is { Value.Integer: >= 0 and < 1L << 50 } arc
            && (MemoryTotals.Field(scene, "MemTotal") ?? scene.Facts.Find(FreeFacts.Total)) is { Value.Integer: > 0 and < 1L << 50 } total && MemoryTotals.Share(arc, total) is > 10 and var share)
            hearing.For("zfs-cache", share > 20 ? Strength.Strong : Strength.Weak, Arg("arc", arc), Arg("total", total));
    }

    // free counts as used what neither is free nor page cache; the processes listed, the largest among them, hold only a small part of it.
    private static void Processes(Hearing hearing, Scene scene)
    {
        if (scene.Facts.Find(FreeFacts.Used) is not { Value.Integer: > 1L << 20 and < 1L << 50 and var used } usedFact)
            return;
        long listed = 0;
        var count = 0;
        foreach (var rss in scene.Facts.EveryOwn(ProcessFacts.Rss, null))
        {
            listed += Math.Min(rss.Value.Integer ?? 0, 1L << 50);
            count++;
        }

        if (count >= 3 && listed < used / 4)
            hearing.For("used-beside-processes", Strength.Weak, Arg("used", usedFact)).Ask("meminfo", 0);
    }

    private static void Sample(Hearing hearing, Scene scene)
    {
        if (scene.Find(MeminfoFacts.Unaccounted) is not { Value.Integer: { } missing } unaccounted
            || scene.Find(MeminfoFacts.UnaccountedPercent) is not { Value.Number: { } share } percent
            || MemoryTotals.Field(scene, "MemTotal") is not { } total)
            return;
        var poolKnown = scene.Find(MeminfoFacts.HugetlbPool) is not null;
        if (share > 10 && missing > 2L << 20)
        {
            var strength = !poolKnown || share <= 20 ? Strength.Weak : share > 50 ? Strength.Proof : Strength.Strong;
            hearing.For("unaccounted", strength, Arg("unaccounted", unaccounted), Arg("total", total), Arg("percent", percent));
        }

        if (!poolKnown && hearing.HasFor)
            hearing.Ask("hugepages", 0);
        foreach (var part in scene.Facts.Every(SlabFacts.BackedShare))
        {
            if (part.Value.Number is not (> 30 and <= 120) || part.Subject is not { } cache
                || scene.Facts.Find(SlabFacts.Objects, null, cache) is not { } objects || scene.Facts.Find(SlabFacts.BackedPages, null, cache) is not { } backed)
                continue;
            var proof = part.Value.Number >= 80 && share > 20;
            hearing.For(
                "cache-backs-pages", proof ? Strength.Proof : Strength.Strong,
                EvidenceArgument.SubjectOf("cache", objects), Arg("objects", objects), Arg("backed", backed), Arg("share", part));
        }
    }

    private static void Report(Hearing hearing, Scene scene)
    {
        Site(hearing, scene);
        if (KernelReport.Of(scene) is not { IsMemcg: false } report
            || scene.Find(MemFacts.Unaccounted) is not { } unaccounted || scene.Find(MemFacts.UnaccountedPercent) is not { Value.Number: > 20 } percent
            || scene.Find(MemFacts.UsablePages) is not { } usable)
            return;
        // From 3.10 on a report counts huge pages wherever there can be any: no such line, no pool.
        var poolKnown = scene.Find(MemFacts.HugepagesTotal) is not null
            || (KernelRelease.Read(report.Release?.Value.Text) is { } kernel && kernel.AtLeast(3, 10));
        hearing.For("report-unaccounted", poolKnown && percent.Value.Number > 50 ? Strength.Proof : Strength.Strong, Arg("unaccounted", unaccounted), Arg("total", usable), Arg("percent", percent));
        if (!poolKnown)
            hearing.Ask("hugepages", 0);
    }

    // The kernel's own account of who allocated (6.10+): a driver that holds a tenth of the machine.
    private static void Site(Hearing hearing, Scene scene)
    {
        if (KernelReport.Of(scene) is not { IsMemcg: false } report || MemoryTotals.Pages(scene, MemFacts.UsablePages) is not { Value.Integer: { } pages } usable)
            return;
        foreach (var site in scene.Facts.Every(AllocSiteFacts.Bytes, scene.Index))
        {
            if (site is { Subject: { } code, Value.Integer: { } bytes } && code.StartsWith("drivers/", StringComparison.Ordinal) && bytes / 1024 > pages * report.PageKb / 10)
                hearing.For("site-holds", bytes / 1024 > pages * report.PageKb / 2 ? Strength.Proof : Strength.Strong, EvidenceArgument.SubjectOf("site", site), Arg("bytes", site), Arg("total", usable));
        }
    }

    // A limit below the machine's memory was not reached, and yet the machine ran out: something outside the cgroup's count holds the rest.
    private static void Stated(Hearing hearing, Scene scene)
    {
        if (Symptoms.Find(scene.Facts, "hang") is not { } hang || Symptoms.Find(scene.Facts, "no-kill") is not { } none
            || scene.Facts.Find(StatementFacts.Limit) is not { Value.Integer: { } limit } bound
            || scene.Facts.Find(StatementFacts.MachineMemory) is not { Value.Integer: { } machine } memory || limit >= machine
            || (scene.Index is not null && KernelReport.Of(scene) is not null))
            return;
        hearing.For("limit-not-reached", Strength.Strong, Arg("limit", bound), Arg("machine", memory), Line(hang), Line(none));
    }

    private static EvidenceArgument Line(Fact fact) => EvidenceArgument.Line(fact.Span);
}
