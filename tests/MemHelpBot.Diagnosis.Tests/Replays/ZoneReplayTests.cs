using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Replays;

public sealed class ZoneReplayTests
{
    private readonly FactSet facts = Scenes.StackOnSeven().Diagnose().Facts;

    [Theory]
    [InlineData("1/DMA32", "fragmented", 31_153)]
    [InlineData("1/DMA", "below-reserve", 3_969)]
    [InlineData("1/Normal", "no-block", 12_927)]
    [InlineData("0/Normal", "unknown", 1_198_109)]
    public void Every_zone_the_request_may_use_is_tested(string zone, string verdict, long free)
    {
        Assert.Equal(verdict, facts.Text(ReplayFacts.Verdict, 0, zone));
        Assert.Equal(free, facts.Integer(ReplayFacts.Free, 0, zone));
    }

    [Fact]
    public void A_zone_that_passes_for_a_single_page_stops_at_order_1()
    {
        Assert.Equal(30_001, facts.Integer(ReplayFacts.Needed, 0, "1/DMA32"));
        Assert.Equal(1, facts.Integer(ReplayFacts.FailsAtOrder, 0, "1/DMA32"));
        Assert.Equal(202, facts.Integer(ReplayFacts.Left, 0, "1/DMA32"));
        Assert.Equal(269, facts.Integer(ReplayFacts.Mark, 0, "1/DMA32"));
        Assert.Equal("per-order", facts.Text(ReplayFacts.Algorithm, 0));
    }

    [Fact]
    public void A_low_zone_is_refused_by_its_reserve()
    {
        Assert.Equal(32_002, facts.Integer(ReplayFacts.Needed, 0, "1/DMA"));
        Assert.Equal(15_872, facts.Integer(ReplayFacts.FreeKb, 0, "1/DMA"));
        Assert.Equal(128_012, facts.Integer(ReplayFacts.LowLineKb, 0, "1/DMA"));
    }

    [Fact]
    public void Where_min_is_not_told_the_smallest_failing_one_is()
    {
        Assert.Equal(23_056, facts.Integer(ReplayFacts.MinFails, 0, "0/Normal"));
        Assert.Equal(1_441, facts.Integer(ReplayFacts.Left, 0, "0/Normal"));
        Assert.Null(facts.Integer(ReplayFacts.Needed, 0, "0/Normal"));
    }

    [Fact]
    public void Size_and_flags_follow_from_order_mask_and_kernel()
    {
        Assert.Equal(16_384, facts.Integer(OomFacts.RequestBytes, 0));
        Assert.Equal(["GFP_KERNEL_ACCOUNT", "__GFP_NOTRACK"], facts.Find(OomFacts.GfpFlags, 0)!.Value.Value.Texts);
    }

    [Fact]
    public void Every_derived_fact_names_lines_of_the_paste() =>
        Assert.All(facts.All.Where(f => f.Derivation is not null), f => Assert.NotEmpty(f.Spans));

    [Fact]
    public void A_cgroup_kill_is_not_replayed_on_zones()
    {
        var memcg = Scenes.CgroupKill().Zone("0/Normal", 100, 200, 250, 300).Diagnose().Facts;

        Assert.Empty(memcg.Every(ReplayFacts.Verdict));
    }

    [Fact]
    public void A_node_outside_the_policy_is_not_tested_and_a_reserve_not_told_leaves_min_open()
    {
        var bound = Scenes.BoundToNodeOne().Zone("0/DMA32", 900_000, 30_000, 37_500, 45_000).Diagnose().Facts;

        Assert.Equal(["1/DMA32"], bound.Subjects(ReplayFacts.Verdict, 0));
        Assert.Equal("unknown", bound.Text(ReplayFacts.Verdict, 0, "1/DMA32"));
        Assert.Equal("below-watermark", bound.Text(ReplayFacts.LastTry, 0, "1/DMA32"));
    }

    [Fact]
    public void Absurd_numbers_give_no_replay_and_no_exception()
    {
        var told = Scenes.StackOnSeven().Say(ZoneFacts.Free, long.MaxValue, "2/Normal").Say(ZoneFacts.FreeBlocks, [long.MaxValue, long.MaxValue], "3/Normal");

        Assert.Null(told.Diagnose().Facts.Text(ReplayFacts.Verdict, 0, "3/Normal"));
    }
}
