using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// The huge page pool is outside every other counter even when nobody uses it. Proved where a fifth of the machine or more is reserved and at
/// least half of that is free.
/// </summary>
internal sealed class HugepagesReserved : ICauseRule
{
    public string Cause => CauseIds.HugepagesReserved;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (scene.Index is not null)
        {
            if (Idle(hearing, scene))
                return hearing.Close();
            if (scene.Find(MemFacts.HugepagesTotal) is { Value.Integer: > 0 } reserved)
                hearing.For("report-pool", Strength.Weak, Arg("count", reserved)).Ask("hugepages");
            if (scene.Signature("huge-pages-in-hint") is { } hint)
                hearing.For("hint-names-huge-pages", Strength.Weak, EvidenceArgument.Line(hint.Span)).Ask("hugepages", 0);
            return hearing.Close();
        }

        // mm/hugetlb.c says so when it finds no more contiguous blocks; how much was left in smaller ones it does not say.
        if (scene.Facts.Find(KernelEventFacts.HugetlbAsked) is { } asked && scene.Facts.Find(KernelEventFacts.HugetlbAllocated) is { Value.Integer: > 0 } made
            && scene.Facts.Find(KernelEventFacts.HugetlbPageSize) is { } size)
            hearing.For("pool-fell-short", Strength.Weak, Arg("asked", asked), Arg("made", made), Arg("size", size)).Ask("hugepages", 0);
        if (MemoryTotals.Field(scene, "MemTotal") is not { } total)
            return hearing.Close();
        if (scene.Find(MeminfoFacts.HugetlbPool) is { Value.Integer: >= 0 } pool)
            Pool(hearing, scene, pool, total);
        else if (scene.Find(MeminfoFacts.UnaccountedPercent) is { Value.Number: > 20 } && scene.Find(MeminfoFacts.Unaccounted) is { } gap)
            hearing.For("pool-not-shown", Strength.Weak, Arg("unaccounted", gap), Arg("total", total)).Ask("hugepages", 0);
        return hearing.Close();
    }

    // A fifth of the machine or more is reserved, and half of that at least is free while the kernel kills for lack of memory.
    private static bool Idle(Hearing hearing, Scene scene)
    {
        if (KernelReport.Of(scene) is not { IsMemcg: false } report || scene.Find(MemFacts.HugepagesPool) is not { Value.Integer: { } kb } pool
            || scene.Find(MemFacts.HugepagesFree) is not { Value.Integer: { } free } unused || MemoryTotals.Pages(scene, MemFacts.UsablePages) is not { Value.Integer: { } pages } usable)
            return false;
        var machine = pages * report.PageKb;
        if (kb < machine / 5 || kb > machine || free < kb / 2)
            return false;
        hearing.For("report-pool-idle", Strength.Proof, Arg("pool", pool), Arg("total", usable), Arg("free", unused));
        return true;
    }

    private static void Pool(Hearing hearing, Scene scene, Fact pool, Fact total)
    {
        var share = MemoryTotals.Share(pool, total);
        if (share < 10)
        {
            if (scene.Find(MeminfoFacts.UnaccountedPercent)?.Value.Number > 10)
                hearing.Against("pool-small", Strength.Strong, Arg("pool", pool), Arg("total", total));
            return;
        }

        var count = scene.Facts.Find(MeminfoFacts.Count, null, "HugePages_Total");
        if (scene.Facts.Find(MeminfoFacts.Count, null, "HugePages_Free") is { Value.Integer: >= 0 and < 1L << 40 and var free } unused
            && count is { Value.Integer: > 0 and var all } reserved)
        {
            var idle = free * 2 >= all;
            hearing.For(
                idle ? "pool-idle" : "pool-used", idle && share >= 20 ? Strength.Proof : idle ? Strength.Strong : Strength.Weak,
                Arg("pool", pool), Arg("total", total), Arg("free", unused), Arg("count", reserved));
        }
        else
        {
            hearing.For("pool-share", Strength.Strong, Arg("pool", pool), Arg("total", total)).Ask("hugepages");
        }
    }
}
