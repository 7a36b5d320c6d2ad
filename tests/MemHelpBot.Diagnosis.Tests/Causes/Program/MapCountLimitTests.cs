using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class MapCountLimitTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.MapCountLimit);

    [Fact]
    public void The_bootstrap_check_confirms_it() => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram("elasticsearch-max-map-count"))!.Verdict);

    [Fact]
    public void A_count_at_the_limit_confirms_it() =>
        Assert.Equal(Verdict.Confirmed, Judge(new Paste().Tells(VmFacts.Setting, 65_530, "max_map_count").Tells(ProgramFacts.MapCount, 65_100).Incident().Says("enomem-mmap"))!.Verdict);

    [Fact]
    public void A_count_far_below_the_limit_rules_it_out() =>
        Assert.Equal(Verdict.RuledOut, Judge(new Paste().Tells(VmFacts.Setting, 65_530, "max_map_count").Tells(ProgramFacts.MapCount, 900).Incident().Says("enomem-mmap"))!.Verdict);

    [Fact]
    public void A_refused_mmap_alone_leaves_it_possible_and_asks_for_the_count()
    {
        var judgement = Judge(Paste.OfProgram("enomem-mmap"))!;
        Assert.Equal((Verdict.Possible, "map-count"), (judgement.Verdict, judgement.Missing[0].Id));
    }

    [Fact]
    public void Pinned_segments_with_the_limit_told_of_them_make_it_likely() =>
        Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram("cuda-host-alloc").Tells(VmFacts.Setting, 65_530, "max_map_count"))!.Verdict);

    [Fact]
    public void The_default_in_a_listing_is_only_weak() =>
        Assert.Equal(Verdict.Possible, Judge(new Paste().Tells(VmFacts.Setting, 65_530, "max_map_count").Incident().Says("enomem-mmap"))!.Verdict);

    [Fact]
    public void Map_failed_of_Java_counts_as_a_refused_mapping() =>
        Assert.Equal("mapping-refused", Judge(new Paste().Incident().Tells(RuntimeFacts.JvmError, "Map failed"))!.For[0].Id);

    [Fact]
    public void One_huge_mapping_is_not_a_matter_of_count() => Assert.Null(Judge(Paste.OfProgram("enomem-mmap").Tells(ProgramFacts.FailedBytes, 40L << 30)));

    [Fact]
    public void The_setting_alone_is_nothing() => Assert.Null(Judge(new Paste().Tells(VmFacts.Setting, 65_530, "max_map_count")));
}
