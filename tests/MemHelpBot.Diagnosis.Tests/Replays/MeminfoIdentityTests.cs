using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Replays;

public sealed class MeminfoIdentityTests
{
    [Fact]
    public void What_no_counter_shows_is_the_rest_to_MemTotal()
    {
        var facts = Scenes.PagesBehindTheDriver().Diagnose().Facts;

        Assert.Equal(35_413_640, facts.Integer(MeminfoFacts.Unaccounted));
        Assert.Equal(35_413_640, facts.Integer(MeminfoFacts.UnaccountedMin));
        Assert.Equal(55.7, facts.Find(MeminfoFacts.UnaccountedPercent)!.Value.Value.Number);
    }

    [Fact]
    public void One_page_an_object_explains_nearly_all_of_it()
    {
        var facts = Scenes.PagesBehindTheDriver().Diagnose().Facts;

        Assert.Equal(34_603_704, facts.Integer(SlabFacts.BackedPages, null, "nvidia_pte_cache-2782818403"));
        Assert.Equal(97.7, facts.Find(SlabFacts.BackedShare)!.Value.Value.Number);
    }

    [Fact]
    public void A_missing_main_field_gives_no_sum()
    {
        var facts = new Told().Meminfo("MemTotal: 1000000 kB\nMemFree: 1000 kB\nCached: 1000 kB").Diagnose().Facts;

        Assert.Null(facts.Find(MeminfoFacts.Unaccounted));
    }

    [Fact]
    public void The_huge_page_pool_counts_by_pages_where_no_sum_is_printed()
    {
        var facts = new Told().Meminfo(
            """
            MemTotal: 10000000 kB
            MemFree: 1000000 kB
            Buffers: 0 kB
            Cached: 500000 kB
            SwapCached: 200000 kB
            AnonPages: 2000000 kB
            Slab: 100000 kB
            HugePages_Total: 3000
            Hugepagesize: 2048 kB
            """).Diagnose().Facts;

        Assert.Equal(6_144_000, facts.Integer(MeminfoFacts.HugetlbPool));
        Assert.Equal(256_000, facts.Integer(MeminfoFacts.Unaccounted));
        Assert.Equal(56_000, facts.Integer(MeminfoFacts.UnaccountedMin));
    }

    [Theory]
    [InlineData("5.10.0-8-amd64", 5_900_000)]
    [InlineData("3.10.0-1160.el7.x86_64", 6_300_000)]
    [InlineData("4.18.0-477.el8.x86_64", 6_300_000)]
    public void VmallocUsed_counts_pages_from_5_3_on(string release, long unaccounted)
    {
        var facts = new Told().Say(OomFacts.Release, release).Meminfo(
            """
            MemTotal: 10000000 kB
            MemFree: 1000000 kB
            Buffers: 0 kB
            Cached: 500000 kB
            AnonPages: 2000000 kB
            Slab: 100000 kB
            KernelStack: 100000 kB
            VmallocUsed: 500000 kB
            """).Diagnose().Facts;

        Assert.Equal(unaccounted, facts.Integer(MeminfoFacts.Unaccounted));
    }

    [Fact]
    public void The_commit_ratio_and_what_is_left_of_it_follow()
    {
        var facts = new Told().Meminfo("CommitLimit: 73955212 kB\nCommitted_AS: 1230403 kB").Diagnose().Facts;

        Assert.Equal(0.016637, facts.Find(CommitFacts.Ratio)!.Value.Value.Number!.Value, 6);
        Assert.Equal(72_724_809, facts.Integer(CommitFacts.Headroom));
    }

    [Fact]
    public void The_counters_of_a_report_are_added_up_the_same_way()
    {
        var facts = new Told().Incident(IncidentKind.KernelOom)
            .Say(MemFacts.AnonPages, 100_000).Say(MemFacts.InactiveAnonPages, 20_000).Say(MemFacts.ActiveFilePages, 1_000)
            .Say(MemFacts.InactiveFilePages, 2_000).Say(MemFacts.SlabUnreclaimablePages, 7_000).Say(MemFacts.FreePages, 10_000)
            .Say(MemFacts.RamPages, 1_050_000).Say(MemFacts.ReservedPages, 50_000).Diagnose().Facts;

        Assert.Equal(860_000, facts.Integer(MemFacts.Unaccounted, 0));
        Assert.Equal(86.0, facts.Find(MemFacts.UnaccountedPercent, 0)!.Value.Value.Number);
    }
}
