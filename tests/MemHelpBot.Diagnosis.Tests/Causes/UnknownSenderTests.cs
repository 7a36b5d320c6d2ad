using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes;

/// <summary>Kills that name no sender, requests that are large for what they are asked of, and bugs that stand beside a shortage.</summary>
public sealed class UnknownSenderTests
{
    [Fact]
    public void A_kill_without_a_sender_may_be_a_limits_or_the_machines()
    {
        var findings = new Told().Incident(IncidentKind.Program).Say(ProgramFacts.Signal, 9).Diagnose();

        Assert.Contains(findings.Causes, c => c.Cause == CauseIds.CgroupLimit && c.For.Any(e => e.Id == "killed-sender-unknown"));
        Assert.Contains(findings.Causes, c => c.Cause == CauseIds.HostRamExhausted && c.For.Any(e => e.Id == "killed-sender-unknown"));
    }

    [Theory]
    [InlineData("segfault")]
    [InlineData("mpi-abort")]
    [InlineData("time-limit")]
    public void A_kill_that_follows_another_failure_has_a_sender(string other) => Assert.DoesNotContain(
        new Told().Incident(IncidentKind.Program).Say(ProgramFacts.Signal, 9).Signature(other).Diagnose().Causes,
        c => c.For.Any(e => e.Id == "killed-sender-unknown"));

    [Theory]
    [InlineData(3L << 30, true)]
    [InlineData(1L << 30, false)]
    public void A_request_for_much_of_the_device_counts(long tried, bool counts) => Assert.Equal(counts, new Told().Incident(IncidentKind.Program)
        .Say(CudaFacts.Tried, tried).Say(CudaFacts.Total, 8L << 30).Signature("cuda-oom").Diagnose().Causes
        .Any(c => c.For.Any(e => e.Id == "request-is-much-of-device")));

    [Theory]
    [InlineData("kernel-sanitizer", "kernel-sanitizer-report")]
    [InlineData("kernel-oops", "kernel-oops")]
    public void A_bug_of_the_kernel_beside_a_kill_may_be_what_failed(string signature, string evidence) => Assert.Contains(
        new Told().Incident(IncidentKind.KernelKillLine).Say(OomFacts.Victim, "a").Signature(signature).Diagnose().Causes,
        c => c.Cause == CauseIds.NotAMemoryShortage && c.For.Any(e => e.Id == evidence));

    [Theory]
    [InlineData(600, true)]
    [InlineData(90_000, false)]
    public void A_victim_of_less_than_a_mebibyte_filled_no_limit(long anon, bool small) => Assert.Equal(small, new Told().Incident(IncidentKind.KernelKillLine)
        .Say(OomFacts.Victim, "pause").Say(OomFacts.VictimAnonRss, anon).Say(OomFacts.Scope, "memcg").Diagnose().Causes
        .Any(c => c.For.Any(e => e.Id == "victim-small")));

    [Fact]
    public void Hints_beside_a_kill_for_a_cgroup_do_not_silence_the_kernels_own_word()
    {
        var small = new Told().Incident(IncidentKind.KernelKillLine).Say(OomFacts.Victim, "sh").Say(OomFacts.VictimAnonRss, 600).Say(OomFacts.Scope, "memcg").Diagnose().Causes.Of(CauseIds.CgroupLimit);
        var counted = new Told().Incident(IncidentKind.KernelOom).Say(OomFacts.Scope, "memcg").Say(MemcgFacts.Failcnt, 7).Diagnose().Causes.Of(CauseIds.CgroupLimit);

        Assert.Equal((Verdict.Likely, "memcg-kill", "victim-small"), (small.Verdict, small.For[0].Id, small.For[1].Id));
        Assert.Equal((Verdict.Likely, "memcg-kill", "failcnt"), (counted.Verdict, counted.For[0].Id, counted.For[1].Id));
    }

    [Fact]
    public void A_number_that_weighs_needs_no_bare_word_of_the_kernel_beside_it() =>
        Assert.DoesNotContain(Scenes.CgroupKill(20_000).Diagnose().Causes.Of(CauseIds.CgroupLimit).For, e => e.Id == "memcg-kill");

    [Theory]
    [InlineData("System is deadlocked on memory", true)]
    [InlineData("Out of memory: system-wide panic_on_oom is enabled", true)]
    [InlineData("Out of memory: compulsory panic_on_oom is enabled", false)]
    public void A_panic_that_no_cgroup_causes_excludes_its_limit(string reason, bool excludes)
    {
        var findings = new Told().Incident(IncidentKind.KernelOom).Say(OomFacts.Invoker, "cp").Say(OomFacts.Order, 0).Say(OomFacts.GfpMask, 0xcc0).Signature("kernel-oom-global").Say(OomFacts.Panic, reason).Diagnose();

        Assert.Equal(excludes ? Verdict.RuledOut : Verdict.Possible, findings.Causes.Of(CauseIds.CgroupLimit).Verdict);
        Assert.Equal(excludes ? "global-kill-unnamed" : "header-only", findings.Causes.Of(CauseIds.HostRamExhausted).For[0].Id);
    }

    [Fact]
    public void A_panic_beside_a_cgroups_limit_changes_nothing() => Assert.NotEqual(
        Verdict.RuledOut, Scenes.CgroupKill().Say(OomFacts.Panic, "System is deadlocked on memory").Diagnose().Causes.Of(CauseIds.CgroupLimit).Verdict);

    [Theory]
    [InlineData(300_000, true)]
    [InlineData(3_000_000, false)]
    public void What_free_shows_beside_small_processes_is_held_elsewhere(long rss, bool counts) => Assert.Equal(counts, new Told()
        .Say(FreeFacts.Used, 8_000_000).Say(ProcessFacts.Rss, rss, "1").Say(ProcessFacts.Rss, 20_000, "2").Say(ProcessFacts.Rss, 10_000, "3").Diagnose().Causes
        .Any(c => c.For.Any(e => e.Id == "used-beside-processes")));

    [Fact]
    public void A_daemon_that_saw_almost_nothing_available_speaks_for_thrashing() => Assert.Contains(
        new Told().Incident(IncidentKind.Platform).Say(DaemonFacts.EarlyoomMemAvailable, 1.25).Signature("earlyoom-kill").Diagnose().Causes,
        c => c.Cause == CauseIds.ReclaimThrash && c.For.Any(e => e.Id == "daemon-saw-little"));

    [Fact]
    public void An_eviction_means_the_node_was_below_its_threshold() => Assert.Contains(
        new Told().Incident(IncidentKind.Platform).Signature("k8s-evicted").Diagnose().Causes,
        c => c.Cause == CauseIds.HostRamExhausted && c.For.Any(e => e.Id == "node-below-threshold"));

    [Fact]
    public void A_device_that_is_full_only_late_may_leak() => Assert.Contains(
        new Told().Say(StatementFacts.Symptom, "late-failure").Incident(IncidentKind.Program).Signature("cuda-oom").Diagnose().Causes,
        c => c.Cause == CauseIds.ProcessMemoryLeak && c.For.Any(e => e.Id == "device-full-late"));

    [Fact]
    public void The_header_of_a_kill_alone_excludes_no_cgroup()
    {
        var header = new Told().Incident(IncidentKind.KernelOom).Say(OomFacts.Invoker, "cp").Say(OomFacts.Order, 0).Say(OomFacts.GfpMask, 0xcc0).Signature("kernel-oom-global");

        Assert.Contains(header.Diagnose().Causes, c => c.Cause == CauseIds.CgroupLimit && c.Verdict == Verdict.Possible && c.For.Any(e => e.Id == "header-only"));
        Assert.Contains(header.Say(MemFacts.FreePages, 900).Diagnose().Causes, c => c.Cause == CauseIds.CgroupLimit && c.Verdict == Verdict.RuledOut);
    }

    [Theory]
    [InlineData(12_288, true)]
    [InlineData(357_892_096, false)]
    public void A_commit_of_a_few_pages_that_is_refused_may_be_the_number_of_mappings(long bytes, bool counts) => Assert.Equal(counts, new Told().Incident(IncidentKind.Program)
        .Say(RuntimeFacts.JvmFailedAlloc, bytes).Signature("jvm-hs-err").Diagnose().Causes.Any(c => c.Cause == CauseIds.MapCountLimit && c.Verdict == Verdict.Possible));
}
