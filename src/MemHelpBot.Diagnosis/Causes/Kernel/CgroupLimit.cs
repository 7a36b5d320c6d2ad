using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>
/// Proved where the kernel names one cgroup as limited and as the victim's own, or where the victim alone fills the limit. A limit whose
/// owner is not told may be an ancestor's: that is asked.
/// </summary>
internal sealed class CgroupLimit : ICauseRule
{
    public string Cause => CauseIds.CgroupLimit;

    public Judgement? Judge(Scene scene)
    {
        var hearing = new Hearing(Cause, scene);
        if (KernelReport.Of(scene) is not { } report)
            return Platform(hearing, scene);
        if (report.IsAllocationFailure)
            return Slab(hearing, report, scene);
        if (!report.IsMemcg)
            return Other(hearing, report, scene);

        var limited = scene.Find(OomFacts.Memcg);
        var own = scene.Find(OomFacts.TaskMemcg);
        var named = limited?.Value.Text is not null && own?.Value.Text is not null;
        if (named && CgroupPath.IsAncestor(limited!.Value.Value.Text!, own!.Value.Value.Text!))
            hearing.Against("limit-of-ancestor", Strength.Proof, Arg("memcg", limited.Value), Arg("own", own.Value));
        else if (named && CgroupPath.IsSame(limited!.Value.Value.Text!, own!.Value.Value.Text!))
            hearing.For("own-limit", Strength.Proof, Arg("memcg", limited.Value));
        else if (StatedLimits.ParentIsLimited(scene, report) is { } stated)
            hearing.Against("stated-parent", Strength.Proof, Arg("limit", report.Limit!.Value), Arg("child", stated.Child));

        Counters(hearing, report, scene, named);
        // What only hints does not silence the kernel's own word.
        if (!hearing.Decides)
            hearing.For("memcg-kill", Strength.Strong, report.ScopeLine);
        if (!named)
            hearing.Ask("which-cgroup-limit", 0);
        if (report.Limit is null)
            hearing.Ask("cgroup-files");
        return hearing.Ask("process-growth", 2).Close();
    }

    // The page allocator does not fail a single page for a request that may sleep, it calls the OOM killer first (mm/page_alloc.c); the charge of kernel
    // memory to a cgroup does (mm/memcontrol.c, memcg_charge_slab; RHEL 7 also lost track of such charges).
    private static Judgement? Slab(Hearing hearing, KernelReport report, Scene scene)
    {
        if (scene.Find(SlabFailureFacts.MinOrder) is not { Value.Integer: 0 } order || order.Incident != scene.Index || report is not { Gfp.MaySleep: true, Mask: { } mask, Zones.Count: 0 })
            return null;
        // Up to 5.8 each cgroup has caches of its own, named NAME(id:cgroup) (mm/slab_common.c, memcg_create_kmem_cache).
        var own = order.Subject is { } cache && cache.EndsWith(')') && cache.IndexOf('(') is > 0 and var open && cache.IndexOf(':', open) > 0;
        return hearing.For(own ? "slab-of-cgroup-refused" : "slab-charge-refused", own ? Strength.Strong : Strength.Weak, EvidenceArgument.SubjectOf("cache", order), Arg("mask", mask)).Ask("which-cgroup-limit", 0).Ask("kernel-version", 0).Close();
    }

    private static void Counters(Hearing hearing, KernelReport report, Scene scene, bool named)
    {
        if (report is { Usage: { Value.Integer: { } usage } used, Limit: { Value.Integer: > 0 and < 1L << 50 and var limit } bound } && AtLimit(usage, limit))
        {
            var fills = report.VictimAnon?.Value.Integer is >= 0 and < 1L << 50 and var anon && anon * 10 >= limit * 9;
            hearing.For("usage-at-limit", fills && !named ? Strength.Proof : Strength.Strong, Arg("usage", used), Arg("limit", bound));
            if (fills && report.Victim is { } victim)
                hearing.For("victim-fills-limit", Strength.Weak, Arg("victim", victim), Arg("anon", report.VictimAnon!.Value), Arg("limit", bound));
        }
        else if (scene.Find(MemcgFacts.MemswUsage) is { Value.Integer: { } both } bothUsed
            && scene.Find(MemcgFacts.MemswLimit) is { Value.Integer: > 0 and < 1L << 50 and var bothLimit } bothBound && AtLimit(both, bothLimit))
        {
            hearing.For("memsw-at-limit", Strength.Strong, Arg("usage", bothUsed), Arg("limit", bothBound));
        }

        // A limit that small would serve no program: with less than a MiB the victim cannot be what filled it.
        if (report is { Victim: { } small, VictimAnon: { Value.Integer: { } little } held } && (report.Limit?.Value.Integer is > 0 and < 1L << 50 and var whole ? little < whole / 10 : little < 1024))
            hearing.For("victim-small", Strength.Weak, Arg("victim", small), Arg("anon", held));
        if (scene.Find(MemcgFacts.File) is { Value.Integer: >= 0 and < 1L << 50 and var file } cache && report.Usage is { Value.Integer: > 0 and var total } all && file * 2 > total)
            hearing.For("page-cache", Strength.Weak, Arg("cache", cache), Arg("usage", all));
        if (scene.Find(MemcgFacts.Failcnt) is { Value.Integer: > 0 } failcnt)
            hearing.For("failcnt", Strength.Weak, Arg("failcnt", failcnt));
    }

    // What containers, units and shells tell of a kill.
    private static Judgement? Platform(Hearing hearing, Scene scene)
    {
        var reason = scene.Find(KubernetesFacts.Reason);
        if (reason is { Value.Text: "OOMKilled" } told)
            hearing.For("platform-oomkilled", Strength.Strong, EvidenceArgument.Line(told.Span));
        else if (scene.AnySignature("k8s-oomkilled", "docker-oomkilled") is { } signature)
            hearing.For("platform-oomkilled", Strength.Strong, EvidenceArgument.Line(signature.Span));
        else if (scene.Signature("container-init-killed") is { } init)
            hearing.For("init-killed-at-start", Strength.Strong, EvidenceArgument.Line(init.Span));
        else if (scene.Signature("platform-memory-limit") is { } quota)
            hearing.For("platform-quota", Strength.Strong, EvidenceArgument.Line(quota.Span));
        else if (scene.Signature("cgroup-limit-set") is { } set)
            hearing.For("limit-was-set", Strength.Strong, EvidenceArgument.Line(set.Span));
        else if (scene.Signature("fork-into-container") is { } entered)
            hearing.For("fork-into-container", Strength.Weak, EvidenceArgument.Line(entered.Span)).Ask("which-cgroup-limit", 0);
        else if (UnknownSender.Unit(scene) is { } unit)
            hearing.For("unit-oom", Strength.Weak, EvidenceArgument.Line(unit.Span));
        else if (UnknownSender.Kill(scene) is { } kill)
            hearing.For("killed-sender-unknown", Strength.Weak, kill).Ask("exit-sender", 0);
        if (scene.Signature("systemd-oomd-kill") is not null && (scene.Find(UnitFacts.High) ?? scene.Facts.FindOwn(UnitFacts.High, null)) is { Value.Integer: > 0 } high)
            hearing.For("throttled-above-high", Strength.Weak, Arg("limit", high));
        if (scene.Index is null || hearing.HasFor)
            CgroupCounters.Weigh(hearing, scene);
        if (scene.Index is not null && hearing.HasFor && CgroupCounters.NotKilled(scene) is { } lives)
            hearing.Against("runtime-saw-no-kill", Strength.Weak, EvidenceArgument.Line(lives.Span));
        if (!hearing.HasFor)
            return hearing.Close();
        if (scene.Index is not null && scene.Find(MemcgFacts.Usage) is { Value.Integer: { } usage } used && scene.Find(MemcgFacts.Limit) is { Value.Integer: > 0 and < 1L << 50 and var most } bound && AtLimit(usage, most))
            hearing.For("usage-at-limit", Strength.Strong, Arg("usage", used), Arg("limit", bound));
        else if (scene.Find(KubernetesFacts.MemoryLimit) is { } container)
            hearing.For("container-limit", Strength.Weak, Arg("limit", container));
        else if ((scene.Find(MemcgFacts.Limit) ?? CgroupCounters.Only(scene, MemcgFacts.Limit)) is { } limit)
            hearing.For("limit-shown", Strength.Weak, Arg("limit", limit));
        return hearing.Ask("kernel-log", 0).Ask("cgroup-files").Close();
    }

    private static Judgement? Other(Hearing hearing, KernelReport report, Scene scene)
    {
        if (report is { Scope: not null, Constraint: { } constraint })
            hearing.Against("other-constraint", Strength.Proof, Arg("constraint", constraint));
        // Mask 0 is pagefault_out_of_memory: what refused the page, the charge to a cgroup too, is lost.
        else if (report is { Gfp: { } gfp, Order.Value.Integer: 0, Scope: not null } && gfp.Idiom(0) == GfpIdiom.LostMask)
            return null;
        else if (report is { IsHeaderOnly: true, IsMemcg: false })
            hearing.For("header-only", Strength.Weak, report.ScopeLine).Ask("which-cgroup-limit", 0);
        else if (report.Scope is not null)
            hearing.Against("global-kill", Strength.Proof, report.ScopeLine);
        else if (scene.Find(OomFacts.KilledGroup) is { } group && report.Victim is null)
            hearing.For("group-killed", Strength.Weak, Arg("group", group)).Ask("which-cgroup-limit", 0).Ask("cgroup-files");
        else if (report is { Zones.Count: 0, Victim: { } victim, VictimAnon: { } anon })
            hearing.For("killed-unknown-scope", Strength.Weak, Arg("victim", victim), Arg("anon", anon)).Ask("which-cgroup-limit", 0).Ask("cgroup-files");
        return hearing.Close();
    }

    private static bool AtLimit(long usage, long limit) => usage is >= 0 and < 1L << 50 && usage * 100 >= limit * 99;
}
