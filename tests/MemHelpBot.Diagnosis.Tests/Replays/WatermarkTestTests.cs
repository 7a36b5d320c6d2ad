using MemHelpBot.Diagnosis.Replays;

namespace MemHelpBot.Diagnosis.Tests.Replays;

public sealed class WatermarkTestTests
{
    private static readonly ZonePages Forked = new(220_400, 0, 0, [180_000, 20_000, 100, 0, 0, 0, 0, 0, 0, 0, 0]);
    private static readonly ZonePages Jumbo = new(52_896, 0, 0, [30_000, 9_000, 1_200, 12, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    public void The_per_order_test_refuses_a_stack_with_860_MiB_free()
    {
        var answer = WatermarkTest.Run(WatermarkAlgorithm.PerOrder, Forked, 11_264, new(2));

        Assert.Equal(new WatermarkAnswer(WatermarkVerdict.Fragmented, 220_397, 11_264, 1, 397, 2_816), answer);
    }

    [Fact]
    public void The_scan_serves_the_same_stack_because_one_block_exists()
    {
        var answer = WatermarkTest.Run(WatermarkAlgorithm.Scan, Forked, 11_264, new(2));

        Assert.Equal(new WatermarkAnswer(WatermarkVerdict.Pass, 220_397, 11_264), answer);
    }

    [Theory]
    [InlineData(false, false, "BelowWatermark", 16_384)]
    [InlineData(true, false, "Pass", 8_192)]
    [InlineData(true, true, "Pass", 6_144)]
    public void A_high_or_atomic_request_may_take_part_of_the_reserve(bool high, bool harder, string verdict, long needed)
    {
        var zone = new ZonePages(9_000, 0, 0, [9_000]);
        foreach (var algorithm in Enum.GetValues<WatermarkAlgorithm>())
        {
            var answer = WatermarkTest.Run(algorithm, zone, 16_384, new(0, high, harder));

            Assert.Equal(verdict, answer.Verdict.ToString());
            Assert.Equal(needed, answer.Needed);
        }
    }

    [Fact]
    public void An_atomic_order_3_fails_at_order_2_by_the_old_test_and_passes_the_new_one()
    {
        var old = WatermarkTest.Run(WatermarkAlgorithm.PerOrder, Jumbo, 16_384, new(3, true, true));
        var scan = WatermarkTest.Run(WatermarkAlgorithm.Scan, Jumbo, 16_384, new(3, true, true));

        Assert.Equal((WatermarkVerdict.Fragmented, 2, 89L, 768L), (old.Verdict, old.FailsAtOrder, old.Left, old.Mark));
        Assert.Equal(WatermarkVerdict.Pass, scan.Verdict);
    }

    [Fact]
    public void Pages_in_CMA_areas_do_not_serve_a_request_that_may_not_use_them()
    {
        var zone = new ZonePages(10_000, 0, 9_500, null);

        Assert.Equal(WatermarkVerdict.BelowWatermark, WatermarkTest.Run(WatermarkAlgorithm.Scan, zone, 2_000, new(0)).Verdict);
        Assert.Equal(WatermarkVerdict.Pass, WatermarkTest.Run(WatermarkAlgorithm.Scan, zone, 2_000, new(0, Cma: true)).Verdict);
    }

    [Fact]
    public void Without_the_kernel_only_what_both_tests_agree_on_is_answered()
    {
        Assert.Equal(WatermarkVerdict.Unknown, WatermarkTest.Run(null, Forked, 11_264, new(2)).Verdict);
        Assert.Equal(WatermarkVerdict.NoBlock, WatermarkTest.Run(null, Forked, 11_264, new(3)).Verdict);
        Assert.Equal(WatermarkVerdict.Pass, WatermarkTest.Run(null, Forked, 11_264, new(0)).Verdict);
    }

    [Fact]
    public void The_smallest_failing_min_is_where_the_test_turns()
    {
        var limit = WatermarkTest.FailsFrom(WatermarkAlgorithm.PerOrder, Forked, new(2));

        Assert.NotNull(limit);
        Assert.Equal(WatermarkVerdict.Pass, WatermarkTest.Run(WatermarkAlgorithm.PerOrder, Forked, limit.Value.Min - 1, new(2)).Verdict);
        Assert.NotEqual(WatermarkVerdict.Pass, WatermarkTest.Run(WatermarkAlgorithm.PerOrder, Forked, limit.Value.Min, new(2)).Verdict);
        Assert.Equal((1_588L, 397L), limit.Value);
    }
}
