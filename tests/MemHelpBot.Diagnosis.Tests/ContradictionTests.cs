using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests;

public sealed class ContradictionTests
{
    private static string[] Kinds(Told told) => [.. told.Diagnose().Contradictions.Select(c => c.Kind)];

    private static Told Killed(long anon, long row) => new Told().Incident(IncidentKind.KernelOom)
        .Say(OomFacts.VictimPid, 77).Say(OomFacts.VictimAnonRss, anon).Say(OomFacts.VictimFileRss, 400).Say(MemFacts.PageSize, 4)
        .Say(TaskFacts.Top, [new TaskGroup("java", 77, row, 1)]);

    [Fact]
    public void Genuine_scenes_contradict_nothing()
    {
        foreach (var scene in new[] { Scenes.StackOnSeven(), Scenes.CgroupKill(), Scenes.MachineFull(), Scenes.BoundToNodeOne(), Scenes.PagesBehindTheDriver(), RuleScenes.BalloonedGuest(), RuleScenes.OldHighMem() })
            Assert.Empty(Kinds(scene));
    }

    [Theory]
    [InlineData(8_000_000, 7_900_000, false)]
    [InlineData(8_000_000, 2_000_000, false)]
    [InlineData(400_000, 4_000, false)]
    [InlineData(80_000_000, 7_900_000, true)]
    [InlineData(800_000, 79_000_000, true)]
    public void A_victim_ten_times_off_its_row_was_altered(long anon, long row, bool altered) =>
        Assert.Equal(altered ? ["victim-size"] : [], Kinds(Killed(anon, row)));

    [Theory]
    [InlineData(900_000, 60_000, false)]
    [InlineData(1_090_000, 0, false)]
    [InlineData(1_500_000, 60_000, true)]
    public void More_pages_than_RAM_were_altered(long anon, long free, bool altered) => Assert.Equal(
        altered ? ["pages-over-ram"] : [],
        Kinds(new Told().Incident(IncidentKind.KernelOom).Say(MemFacts.RamPages, 1_000_000).Say(MemFacts.ReservedPages, 20_000).Say(MemFacts.AnonPages, anon).Say(MemFacts.FreePages, free)));

    [Theory]
    [InlineData(40_000, 44_000, 55_000, 66_000, false)]
    [InlineData(40_000, 64_000, 55_000, 66_000, true)]
    [InlineData(40_000, 44_000, 75_000, 66_000, true)]
    [InlineData(5_000_000, 44_000, 55_000, 66_000, true)]
    public void A_zone_has_ordered_marks_and_no_more_free_than_it_is_large(long free, long min, long low, long high, bool altered) => Assert.Equal(
        altered ? ["zone"] : [], Kinds(new Told().Incident(IncidentKind.KernelOom).Zone("0/Normal", free, min, low, high).Say(ZoneFacts.Present, 4_000_000, "0/Normal")));

    [Theory]
    [InlineData("MemTotal: 1000000 kB\nMemFree: 1200000 kB", true)]
    [InlineData("MemTotal: 1000000 kB\nMemFree: 200000 kB\nActive: 900000 kB\nInactive: 900000 kB", true)]
    [InlineData("MemTotal: 1000000 kB\nMemFree: 200000 kB\nActive: 500000 kB\nInactive: 400000 kB\nCommitted_AS: 9000000 kB", false)]
    public void Fields_of_meminfo_are_parts_of_the_total(string lines, bool altered) => Assert.Equal(altered ? ["meminfo"] : [], Kinds(new Told().Meminfo(lines)));

    [Fact]
    public void Flags_that_are_not_the_number_were_altered() => Assert.Equal(
        ["gfp-names"],
        Kinds(new Told().Incident(IncidentKind.KernelOom).Say(OomFacts.GfpMask, 0x1100cca).Say(OomFacts.GfpFlags, ["GFP_HIGHUSER_MOVABLE"]).Say(OomFacts.Release, "6.8.0-31-generic")));

    // memory.max may be lowered below what is used: then the kernel kills with usage far beyond it.
    [Fact]
    public void A_cgroup_far_above_its_limit_is_genuine() =>
        Assert.Empty(Kinds(new Told().Incident(IncidentKind.KernelOom).Say(MemcgFacts.Usage, 9_000_000).Say(MemcgFacts.Limit, 1_000)));
}
