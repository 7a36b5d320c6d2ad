using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class PlatformTests
{
    [Fact]
    public void An_eviction_for_memory_is_confirmed()
    {
        var judgement = new Paste().Incident(IncidentKind.Platform).Says("k8s-evicted").Says("k8s-low-memory").Tells(KubernetesFacts.MemoryUsage, 3L << 30).Tells(KubernetesFacts.MemoryRequest, 1L << 28).Judge(CauseIds.NodePressureEviction)!;
        Assert.Equal(Verdict.Confirmed, judgement.Verdict);
        Assert.Equal(["evicted-for-memory", "above-request"], judgement.For.Select(e => e.Id));
    }

    [Fact]
    public void A_node_below_its_threshold_is_told() =>
        Assert.Equal(Verdict.Confirmed, new Paste().Incident(IncidentKind.Platform).Tells(KubernetesFacts.EvictionAvailable, 50L << 20).Tells(KubernetesFacts.EvictionThreshold, 100L << 20).Judge(CauseIds.NodePressureEviction)!.Verdict);

    [Fact]
    public void An_OOMKilled_container_was_not_evicted() => Assert.Null(Paste.OfProgram("k8s-oomkilled", "exit-137").Judge(CauseIds.NodePressureEviction));

    [Fact]
    public void An_eviction_of_an_unknown_reason_is_nothing() =>
        Assert.Null(new Paste().Incident(IncidentKind.Platform).Tells(KubernetesFacts.Reason, "Evicted").Judge(CauseIds.NodePressureEviction));

    [Fact]
    public void A_daemon_that_says_it_killed_is_confirmed_with_its_victim()
    {
        var judgement = new Paste().Incident(IncidentKind.Platform).Says("earlyoom-kill").Tells(OomFacts.Victim, "ffmpeg").Tells(OomFacts.VictimPid, 77)
            .Tells(DaemonFacts.EarlyoomMemAvailable, FactValue.Of(8.5)).Tells(DaemonFacts.EarlyoomSwapFree, FactValue.Of(4.25)).Judge(CauseIds.UserspaceOomDaemon)!;
        Assert.Equal(Verdict.Confirmed, judgement.Verdict);
        Assert.Equal(["earlyoom-killed-victim", "earlyoom-thresholds"], judgement.For.Select(e => e.Id));
    }

    [Fact]
    public void A_pressure_kill_tells_cgroup_and_pressure() =>
        Assert.Equal(["oomd-killed-cgroup", "oomd-pressure"], new Paste().Incident(IncidentKind.Platform).Says("systemd-oomd-kill").Tells(DaemonFacts.OomdCgroup, "/user.slice/a.scope")
            .Tells(DaemonFacts.OomdPressure, FactValue.Of(71.5)).Judge(CauseIds.UserspaceOomDaemon)!.For.Select(e => e.Id));

    [Fact]
    public void The_result_of_a_unit_does_not_tell_who_killed()
    {
        var judgement = Paste.OfProgram("systemd-oom-result").Judge(CauseIds.UserspaceOomDaemon)!;
        Assert.Equal((Verdict.Possible, "exit-sender"), (judgement.Verdict, judgement.Missing[0].Id));
    }

    [Fact]
    public void The_result_of_a_unit_after_a_kernel_report_is_the_kernel_s() => Assert.Null(Paste.OfProgram("systemd-oom-result", "kernel-oom-memcg").Judge(CauseIds.UserspaceOomDaemon));

    [Fact]
    public void A_platform_s_quota_is_a_limit_of_a_group() =>
        Assert.Equal(Verdict.Likely, Paste.OfProgram("platform-memory-limit").Judge(CauseIds.CgroupLimit)!.Verdict);

    [Fact]
    public void A_fork_refused_in_a_group_whose_limit_was_set_by_hand_is_likely_its_limit() =>
        Assert.Equal(Verdict.Likely, Paste.OfProgram("enomem-fork", "cgroup-limit-set").Judge(CauseIds.CgroupLimit)!.Verdict);
}
