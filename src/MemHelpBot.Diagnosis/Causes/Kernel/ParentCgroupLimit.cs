using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Causes.Hearing;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>Proved by the kernel's own two paths: the limited cgroup is an ancestor of the victim's. What the person states is strong only.</summary>
internal sealed class ParentCgroupLimit : ICauseRule
{
    public string Cause => CauseIds.ParentCgroupLimit;

    public Judgement? Judge(Scene scene)
    {
        if (KernelReport.Of(scene) is not { IsAllocationFailure: false, IsMemcg: true } report)
            return null;
        var hearing = new Hearing(Cause, scene);
        if (scene.Find(OomFacts.Memcg) is { Value.Text: { } limited } memcg && scene.Find(OomFacts.TaskMemcg) is { Value.Text: { } task } own)
        {
            if (CgroupPath.IsAncestor(limited, task))
                hearing.For("ancestor-limit", Strength.Proof, Arg("memcg", memcg), Arg("own", own));
            else if (CgroupPath.IsSame(limited, task))
                return hearing.Against("own-limit", Strength.Proof, Arg("memcg", memcg)).Close();
        }
        else if (StatedLimits.ParentIsLimited(scene, report) is { } stated)
        {
            hearing.For("stated-parent-limit", Strength.Strong, Arg("limit", report.Limit!.Value), Arg("parent", stated.Parent), Arg("child", stated.Child));
            if (report is { Victim: { } victim, VictimAnon: { } anon })
                hearing.For("victim-below-own-limit", Strength.Weak, Arg("victim", victim), Arg("anon", anon), Arg("child", stated.Child));
            hearing.Ask("which-cgroup-limit", 0);
        }

        if (hearing.HasFor && report is { Usage: { } usage, Limit: { } limit })
            hearing.For("usage-at-limit", Strength.Weak, Arg("usage", usage), Arg("limit", limit));
        return hearing.HasFor ? hearing.Ask("cgroup-files").Close() : null;
    }
}
