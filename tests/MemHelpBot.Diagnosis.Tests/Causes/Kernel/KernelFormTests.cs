using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Kernel;

/// <summary>Reports that were cut to a few lines: what they still decide, and what they leave open.</summary>
public sealed class KernelFormTests
{
    private const string OwnCache = "signal_cache(4711:3a16)";

    internal static Told Killed(long mask, int order) => new Told().Incident(IncidentKind.KernelOom).Signature("kernel-oom-global")
        .Say(OomFacts.Release, "4.19.90").Say(OomFacts.GfpMask, mask).Say(OomFacts.Order, order).Say(OomFacts.RequestBytes, 4_096L << order);

    internal static Told RoomInHighMemory() => new Told().Incident(IncidentKind.KernelOom)
        .Zone("0/DMA", 3_300, 3_400, 4_250, 5_100).Zone("0/HighMem", 7_912_000, 512, 640, 768);

    internal static Told SlabOfACgroup() => new Told().Incident(IncidentKind.AllocationFailure).Signature("slab-alloc-failed").Say(OomFacts.Release, "5.4.0")
        .Say(AllocFailureFacts.GfpMask, 0xdc0).Say(SlabFailureFacts.MinOrder, 0, OwnCache).Say(AllocFailureFacts.Order, 0);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_kill_for_a_block_without_zone_lines_is_likely_fragmentation(int order)
    {
        var top = Killed(0x6040c0, order).Diagnose().Causes[0];
        Assert.Equal((CauseIds.MemoryFragmentation, Verdict.Likely), (top.Cause, top.Verdict));
    }

    [Fact]
    public void A_block_of_two_pages_says_too_little() => Assert.Equal(Verdict.Possible, Killed(0x6040c0, 1).Diagnose().Causes.Of(CauseIds.MemoryFragmentation).Verdict);

    [Fact]
    public void A_cache_of_gigabytes_beside_it_explains_more_than_the_block() =>
        Assert.Equal(Verdict.Possible, Killed(0x6040c0, 3).Say(SlabFacts.CacheTotal, 3_400_000, "btrfs_extent_map").Diagnose().Causes.Of(CauseIds.MemoryFragmentation).Verdict);

    [Fact]
    public void A_mask_that_names_the_dma_zone_decides_without_zone_lines()
    {
        var top = Killed(0x80d1, 0).Diagnose().Causes[0];
        Assert.Equal((CauseIds.LowZoneExhausted, Verdict.Likely, "mask-names-dma"), (top.Cause, top.Verdict, top.For[0].Id));
    }

    [Fact]
    public void Room_in_high_memory_speaks_against_the_machine()
    {
        var causes = RoomInHighMemory().Diagnose().Causes;
        Assert.Equal((CauseIds.LowZoneExhausted, Verdict.Likely), (causes[0].Cause, causes[0].Verdict));
        Assert.NotEqual(Verdict.Likely, causes.Of(CauseIds.HostRamExhausted).Verdict);
    }

    [Fact]
    public void A_cache_of_one_cgroup_that_gets_no_page_points_at_its_limit() =>
        Assert.Equal((Verdict.Likely, OwnCache), (SlabOfACgroup().Diagnose().Causes.Of(CauseIds.CgroupLimit).Verdict, SlabOfACgroup().Diagnose().Causes.Of(CauseIds.CgroupLimit).For[0].Word("cache")));

    [Fact]
    public void A_lost_mask_rules_out_no_cgroup() => Assert.DoesNotContain(Killed(0, 0).Diagnose().Causes, c => c.Cause == CauseIds.CgroupLimit);

    internal static Told FreeAndRefused(long free) => Killed(0x42d0, 3).Say(MemFacts.FreePages, free).Zone("0/DMA", 2_300, 36, 44, 52);

    [Theory]
    [InlineData(6_900_000, true)]
    [InlineData(9_000, false)]
    public void Much_free_memory_without_a_block_speaks_of_its_pieces(long free, bool told) =>
        Assert.Equal(told, FreeAndRefused(free).Diagnose().Causes.Of(CauseIds.MemoryFragmentation).For.Any(e => e.Id == "much-free-no-block"));

    internal static Told Kswapd(double share) => new Told().Say(StallFacts.KswapdPercent, share, "kswapd0");

    [Theory]
    [InlineData(95.0, Verdict.Likely)]
    [InlineData(31.5, Verdict.Possible)]
    public void Kswapd_that_does_not_sleep_is_reclaim(double share, Verdict verdict) =>
        Assert.Equal(verdict, Kswapd(share).Diagnose().Causes.Of(CauseIds.ReclaimThrash).Verdict);

    [Fact]
    public void A_moment_of_kswapd_is_nothing() => Assert.DoesNotContain(Kswapd(3.1).Diagnose().Causes, c => c.Cause == CauseIds.ReclaimThrash);

    internal static Told OomdFull() => new Told().Incident(IncidentKind.Platform).Signature("systemd-oomd-kill").Signature("oomd-machine-full");

    [Fact]
    public void A_daemon_that_saw_both_full_leaves_the_machine_possible()
    {
        var causes = OomdFull().Diagnose().Causes;
        Assert.Equal((CauseIds.UserspaceOomDaemon, Verdict.Possible), (causes[0].Cause, causes.Of(CauseIds.HostRamExhausted).Verdict));
    }

    [Theory]
    [InlineData("clickhouse-serv", true)]
    [InlineData("postgres", true)]
    [InlineData("nginx", false)]
    public void A_database_that_was_killed_may_be_sized_too_large(string victim, bool told) =>
        Assert.Equal(told, new Told().Incident(IncidentKind.KernelOom).Signature("kernel-oom-memcg").Say(OomFacts.Victim, victim).Say(OomFacts.VictimAnonRss, 9_000_000)
            .Diagnose().Causes.Any(c => c.Cause == CauseIds.DatabaseMemoryConfig && c.Verdict == Verdict.Possible));

    [Fact]
    public void A_fork_into_a_container_leaves_its_cgroup_possible() =>
        Assert.Equal(Verdict.Possible, new Told().Incident(IncidentKind.Program).Signature("enomem-fork").Signature("fork-into-container").Diagnose().Causes.Of(CauseIds.CgroupLimit).Verdict);

    [Theory]
    [InlineData(30_000_000, Verdict.Likely)]
    [InlineData(3_000_000, Verdict.Possible)]
    public void Unreclaimable_slab_counts_without_the_machine(long kb, Verdict verdict) =>
        Assert.Equal(verdict, new Told().Meminfo($"SUnreclaim: {kb} kB").Diagnose().Causes.Of(CauseIds.KernelSlabGrowth).Verdict);

    [Fact]
    public void Many_fixed_caches_of_gigabytes_are_growth()
    {
        var told = new Told();
        foreach (var (cache, kb) in (ReadOnlySpan<(string, long)>)[("kmalloc-1024", 1_069_376), ("kmalloc-512", 536_096), ("kmalloc-192", 404_664), ("kmalloc-256", 271_248)])
            told.Say(SlabFacts.CacheTotal, kb, cache);
        Assert.Equal(Verdict.Likely, told.Diagnose().Causes.Of(CauseIds.KernelSlabGrowth).Verdict);
    }

    [Theory]
    [InlineData(71_303_168, true)]
    [InlineData(7_769, false)]
    public void What_a_leak_checker_counts_is_a_leak_from_a_megabyte_on(long bytes, bool leak) =>
        Assert.Equal(leak, new Told().Say(ProgramFacts.LeakedBytes, bytes).Diagnose().Causes.Any(c => c.Cause == CauseIds.ProcessMemoryLeak));
}
