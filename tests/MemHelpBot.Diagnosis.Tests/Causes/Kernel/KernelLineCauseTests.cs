using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Kernel;

/// <summary>What single lines of the kernel prove.</summary>
public sealed class KernelLineCauseTests
{
    internal static Told Stalled() => new Told().Incident(IncidentKind.AllocationFailure).Signature("page-allocation-stall")
        .Say(AllocStallFacts.Comm, "mysqld").Say(AllocStallFacts.Duration, 10_412).Say(AllocStallFacts.Order, 1);

    internal static Told Pressure(double full) => new Told().Say(PressureFacts.Avg10, full, "memory.full").Say(PressureFacts.Avg10, full + 2, "memory.some");

    internal static Told CacheOfOrder(int order) => new Told().Incident(IncidentKind.AllocationFailure).Signature("slab-alloc-failed")
        .Say(AllocFailureFacts.GfpMask, 0x820).Say(AllocFailureFacts.GfpFlags, ["GFP_ATOMIC"]).Say(OomFacts.Release, "6.8.1")
        .Say(SlabFailureFacts.MinOrder, order, "kmalloc-8k").Say(AllocFailureFacts.Order, order);

    internal static Told IdlePools() => Scenes.MachineFull().Say(MemFacts.RamPages, 4_000_000).Say(MemFacts.ReservedPages, 100_000)
        .Say(HugepageFacts.Total, 1_000, "0/2048kB").Say(HugepageFacts.Total, 4, "1/1048576kB")
        .Say(HugepageFacts.Free, 900, "0/2048kB").Say(HugepageFacts.Free, 4, "1/1048576kB");

    internal static Told DriverSite() => Scenes.MachineFull().Say(MemFacts.RamPages, 4_000_000).Say(MemFacts.ReservedPages, 100_000)
        .Say(AllocSiteFacts.Bytes, 4L << 30, "drivers/net/x.c:77 rx_fill").Say(AllocSiteFacts.Bytes, 9L << 30, "mm/memory.c:1061 folio_prealloc");

    internal static Told SlabChargeRefused() => new Told().Incident(IncidentKind.AllocationFailure).Signature("slab-alloc-failed").Say(OomFacts.Release, "3.10.0-957.el7.x86_64")
        .Say(AllocFailureFacts.GfpMask, 0xd0).Say(SlabFailureFacts.MinOrder, 0, "kmalloc-256").Say(AllocFailureFacts.Order, 0);

    [Fact]
    public void Idle_huge_pages_beside_a_kill_are_proved()
    {
        var findings = IdlePools().Diagnose();
        Assert.Equal((1_000 * 2_048) + (4 * 1_048_576), findings.Facts.Integer(MemFacts.HugepagesPool, 0));
        Assert.Equal((900 * 2_048) + (4 * 1_048_576), findings.Facts.Integer(MemFacts.HugepagesFree, 0));
        Assert.Equal(Verdict.Confirmed, findings.Causes.Of(CauseIds.HugepagesReserved).Verdict);
    }

    [Fact]
    public void A_driver_that_the_kernel_accounts_for_is_named()
    {
        var driver = DriverSite().Diagnose().Causes.Of(CauseIds.DriverKernelMemory);
        Assert.Equal((Verdict.Likely, "drivers/net/x.c:77 rx_fill"), (driver.Verdict, driver.For[0].Word("site")));
    }

    [Fact]
    public void A_single_page_refused_to_a_cache_that_may_wait_points_at_a_cgroup() =>
        Assert.Equal("slab-charge-refused", SlabChargeRefused().Diagnose().Causes.Of(CauseIds.CgroupLimit).For[0].Id);

    [Fact]
    public void A_fork_rejected_by_the_pids_controller_is_proved()
    {
        var top = new Told().Incident(IncidentKind.Program).Signature("pids-fork-rejected").Say(KernelEventFacts.PidsCgroup, "/user.slice").Diagnose().Causes[0];
        Assert.Equal((CauseIds.ThreadOrPidLimit, Verdict.Confirmed, "/user.slice"), (top.Cause, top.Verdict, top.For[0].Arguments[0].Fact!.Value.Value.Text));
    }

    [Theory]
    [InlineData(2, CauseIds.CommitLimit, CauseIds.OvercommitHeuristic)]
    [InlineData(0, CauseIds.OvercommitHeuristic, CauseIds.CommitLimit)]
    public void A_refused_promise_is_the_rule_of_the_mode(int mode, string cause, string other)
    {
        var causes = new Told().Incident(IncidentKind.Program).Signature("vm-enough-memory").Paste().Say(VmFacts.Setting, mode, "overcommit_memory").Diagnose().Causes;
        Assert.Equal((cause, Verdict.Confirmed), (causes[0].Cause, causes[0].Verdict));
        Assert.Equal(Verdict.RuledOut, causes.Of(other).Verdict);
    }

    [Fact]
    public void A_refused_promise_in_an_unknown_mode_asks_for_the_mode()
    {
        var causes = new Told().Incident(IncidentKind.Program).Signature("vm-enough-memory").Diagnose().Causes;
        Assert.Equal((CauseIds.CommitLimit, Verdict.Likely, "overcommit-setting"), (causes[0].Cause, causes[0].Verdict, causes[0].Missing[0].Id));
    }

    [Fact]
    public void A_data_limit_that_refused_is_proved()
    {
        var top = new Told().Incident(IncidentKind.Program).Signature("data-ulimit").Say(UlimitFacts.Data, 4_096).Diagnose().Causes[0];
        Assert.Equal((CauseIds.AddressSpaceRlimit, Verdict.Confirmed), (top.Cause, top.Verdict));
    }

    [Fact]
    public void A_cache_whose_smallest_slab_is_a_block_needs_contiguous_memory()
    {
        Assert.Equal(Verdict.Likely, CacheOfOrder(2).Diagnose().Causes.Of(CauseIds.MemoryFragmentation).Verdict);
        Assert.Equal(Verdict.RuledOut, CacheOfOrder(0).Diagnose().Causes.Of(CauseIds.MemoryFragmentation).Verdict);
        Assert.Equal(CauseIds.AtomicReserveExhausted, CacheOfOrder(0).Diagnose().Causes[0].Cause);
    }

    [Fact]
    public void A_stalled_request_is_slow_reclaim() =>
        Assert.Equal((CauseIds.ReclaimThrash, Verdict.Likely), (Stalled().Diagnose().Causes[0].Cause, Stalled().Diagnose().Causes[0].Verdict));

    [Theory]
    [InlineData(61.5, Verdict.Confirmed)]
    [InlineData(12, Verdict.Likely)]
    public void Pressure_measures_thrashing(double full, Verdict verdict) => Assert.Equal(verdict, Pressure(full).Diagnose().Causes.Of(CauseIds.ReclaimThrash).Verdict);

    [Fact]
    public void Little_pressure_is_nothing() => Assert.DoesNotContain(Pressure(1.5).Diagnose().Causes, c => c.Cause == CauseIds.ReclaimThrash);

    [Theory]
    [InlineData("memory-hardware-error")]
    [InlineData("vmalloc-space")]
    [InlineData("hugepage-pool-empty")]
    [InlineData("tcp-memory-limit")]
    [InlineData("conntrack-table-full")]
    public void What_only_sounds_like_a_shortage_is_none(string signature)
    {
        var top = new Told().Incident(IncidentKind.Program).Signature(signature).Diagnose().Causes[0];
        Assert.Equal((CauseIds.NotAMemoryShortage, Verdict.Likely), (top.Cause, top.Verdict));
    }

    [Fact]
    public void A_balloon_without_pages_left_is_memory_the_host_took() =>
        Assert.Equal((CauseIds.DriverKernelMemory, Verdict.Likely), (new Told().Signature("balloon-inflated").Diagnose().Causes[0].Cause, new Told().Signature("balloon-inflated").Diagnose().Causes[0].Verdict));
}
