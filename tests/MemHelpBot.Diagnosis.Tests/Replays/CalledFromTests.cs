using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Replays;

/// <summary>A report of which only header and call trace are left: who called the killer tells for whom memory was out.</summary>
public sealed class CalledFromTests
{
    [Theory]
    [InlineData("__alloc_pages_slowpath.constprop.0", "kernel-oom-global", "global", CauseIds.HostRamExhausted)]
    [InlineData("mem_cgroup_out_of_memory", "kernel-oom-memcg", "memcg", CauseIds.CgroupLimit)]
    [InlineData(null, "kernel-oom-global", null, CauseIds.InsufficientEvidence)]
    public void The_caller_in_the_trace_gives_the_scope(string? caller, string signature, string? scope, string cause)
    {
        var told = new Told().Incident(IncidentKind.KernelOom).Say(OomFacts.Invoker, "tar").Say(OomFacts.Order, 0).Say(OomFacts.GfpMask, 0x100cca).Signature(signature);
        if (caller is not null)
            told.Say(OomFacts.CalledFrom, caller);
        var findings = told.Diagnose();
        Assert.Equal(scope, findings.Facts.Text(OomFacts.Scope, 0));
        Assert.Equal(cause, findings.Causes[0].Cause);
    }

    [Fact]
    public void A_small_victim_does_not_weaken_the_kernels_word_for_a_cgroup()
    {
        var findings = new Told().Incident(IncidentKind.KernelOom).Say(OomFacts.Victim, "probe").Say(OomFacts.VictimAnonRss, 96).Say(OomFacts.Scope, "memcg").Signature("kernel-oom-memcg").Diagnose();
        Assert.Equal(CauseIds.CgroupLimit, findings.Causes[0].Cause);
        Assert.Equal(Verdict.Likely, findings.Causes[0].Verdict);
    }
}
