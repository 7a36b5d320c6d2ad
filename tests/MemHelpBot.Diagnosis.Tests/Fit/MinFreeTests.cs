using MemHelpBot.Diagnosis.Fit;
using MemHelpBot.Facts;
using static MemHelpBot.Diagnosis.Tests.Fit.Change;

namespace MemHelpBot.Diagnosis.Tests.Fit;

public sealed class MinFreeTests
{
    /// <summary>An order-2 request on RHEL 7, one zone whose small blocks alone are free.</summary>
    private static Told Fragmented() => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.GfpMask, 0x3000d0).Say(OomFacts.Order, 2).Say(OomFacts.MemsAllowed, "0").Say(OomFacts.Release, "3.10.0-1160.2.2.el7.x86_64")
        .Zone("0/Normal", 124_624, 4_304, 5_380, 6_456).Say(ZoneFacts.LowmemReserve, [0, 0, 0, 0], "0/Normal")
        .Say(ZoneFacts.Managed, 4_000_000, "0/Normal").Say(ZoneFacts.FreeBlocks, [22_393, 4_279, 44, 4, 0, 0, 0, 0, 0, 0, 0], "0/Normal");

    private static Told Atomic() => new Told().Incident(IncidentKind.AllocationFailure)
        .Say(AllocFailureFacts.Comm, "swapper/0").Say(AllocFailureFacts.Order, 0).Say(AllocFailureFacts.GfpMask, 0x820).Say(OomFacts.Release, "6.8.9")
        .Zone("0/Normal", 2_000, 8_000, 10_000, 12_000).Say(ZoneFacts.LowmemReserve, [0, 0, 0, 0], "0/Normal").Say(ZoneFacts.Managed, 8_000_000, "0/Normal")
        .Say(ZoneFacts.FreeBlocks, [500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "0/Normal");

    [Fact]
    public void A_fragmented_zone_of_the_old_test_gets_worse()
    {
        var table = One(Fragmented(), "min-free", ("min-free", 8_608 * KiB));

        Assert.Equal(FitOutcome.DoesNotFit, table.Outcome);
        Assert.Equal(8_608, table.Row("zone-min-after", "0/Normal"));
        // 1076 pages halved once; doubled, 2152 halved once: at order 1 still 8760 + … are left.
        Assert.Equal(2 * table.Row("mark"), table.Row("mark-after"));
        Assert.Equal(table.Row("left"), table.Row("left-after"));
        Assert.True(table.Row("left-after") <= table.Row("mark-after"));
        Assert.Equal(["zone-worse"], table.Says());
    }

    [Fact]
    public void The_answer_knows_the_mark_of_a_doubled_min_as_a_fact()
    {
        var facts = Fragmented().Diagnose().Facts;

        Assert.Equal(2 * facts.Integer(ReplayFacts.Mark, 0, "0/Normal"), facts.Integer(FitFacts.MarkIfDoubled, 0, "0/Normal"));
    }

    [Fact]
    public void Without_the_managed_sizes_the_old_setting_scales_each_zone()
    {
        var told = Scenes.StackOnSeven().Say(VmFacts.Setting, 90_112, "min_free_kbytes");

        var table = One(told, "min-free", ("min-free", 180_224 * KiB));

        Assert.Equal(8_608, table.Row("zone-min-after", "1/DMA32"));
        Assert.Contains("zone-worse", table.Says());
        Assert.Contains("zone-reserved", table.Says());
        Assert.Equal(90_112, table.Row("min-free-before"));
    }

    [Fact]
    public void Without_either_the_report_is_asked_for()
    {
        var table = One(Scenes.StackOnSeven(), "min-free", ("min-free", 180_224 * KiB));

        Assert.Equal(FitOutcome.Open, table.Outcome);
        Assert.Contains("report", table.Missing);
    }

    [Fact]
    public void A_zone_without_a_block_of_the_order_gets_none_from_a_reserve()
    {
        var told = RuleScenes.LargeBlock().Say(ZoneFacts.LowmemReserve, [0, 0, 0, 0], "0/Normal").Say(ZoneFacts.Managed, 8_000_000, "0/Normal");

        var table = One(told, "min-free", ("min-free", 200_000 * KiB));

        Assert.Equal(["zone-no-block"], table.Says());
        Assert.Equal(FitOutcome.DoesNotFit, table.Outcome);
    }

    [Fact]
    public void A_request_that_may_not_sleep_gains_room_and_nothing_more_is_promised()
    {
        var table = One(Atomic(), "min-free", ("min-free", 16_000 * KiB));

        Assert.Equal(FitOutcome.Open, table.Outcome);
        Assert.Equal(["zone-room"], table.Says());
        // GFP_ATOMIC may take half of min and a quarter of the rest: 2000 → 750 pages; low 2500. Doubled: 1500 and 5000.
        Assert.Equal(1_750, table.Row("room-before"));
        Assert.Equal(3_500, table.Row("room-after"));
        Assert.Equal(7_000, Atomic().Diagnose().Facts.Integer(FitFacts.BurstRoom, 0, "0/Normal"));
        Assert.Equal(14_000, Atomic().Diagnose().Facts.Integer(FitFacts.BurstRoomIfDoubled, 0, "0/Normal"));
    }

    [Fact]
    public void A_min_that_watermark_boost_has_raised_tells_nothing_of_the_setting()
    {
        // base 2000 pages, d 500, boosted by 3000: min 5000, low 5500.
        var boosted = new Told().Incident(IncidentKind.AllocationFailure).Say(AllocFailureFacts.Comm, "swapper/0").Say(AllocFailureFacts.Order, 0)
            .Say(AllocFailureFacts.GfpMask, 0x820).Say(OomFacts.Release, "6.8.9")
            .Zone("0/Normal", 2_000, 20_000, 22_000, 24_000).Say(ZoneFacts.LowmemReserve, [0, 0, 0, 0], "0/Normal").Say(ZoneFacts.Managed, 8_000_000, "0/Normal");

        Assert.Equal(["zone-unknown"], One(boosted, "min-free", ("min-free", 16_000 * KiB)).Says());
        Assert.Null(boosted.Diagnose().Facts.Find(FitFacts.BurstRoom));
    }

    [Fact]
    public void A_full_machine_is_not_helped_by_a_reserve()
    {
        var told = Scenes.MachineFull().Say(ZoneFacts.LowmemReserve, [0, 0, 0, 0], "0/DMA32").Say(ZoneFacts.Managed, 2_000_000, "0/DMA32");

        Assert.Equal(["zone-takes-more"], One(told, "min-free", ("min-free", 100_000 * KiB)).Says());
    }

    [Fact]
    public void A_cgroup_kill_has_nothing_to_do_with_it() =>
        Assert.Equal(["min-free-cgroup"], One(Scenes.CgroupKill(), "min-free", ("min-free", 100_000 * KiB)).Says());

    [Fact]
    public void A_reserve_of_more_than_a_twentieth_is_warned_of()
    {
        var table = Alone("min-free", ("min-free", 10 * GiB), ("node-memory", 100 * GiB));

        Assert.Equal(10, table.Row("reserve-share"));
        Assert.Contains("reserve-too-large", table.Says());
    }

    [Fact]
    public void Another_order_can_be_asked_about()
    {
        var table = One(Fragmented(), "min-free", ("min-free", 8_608 * KiB), ("order", 0));

        Assert.Equal(FitOutcome.Fits, table.Outcome);
        Assert.Equal(["zone-passes"], table.Says());
    }
}
