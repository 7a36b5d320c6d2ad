namespace MemHelpBot.Parsing.Tests.Tools;

public sealed class SacctTests
{
    [Fact]
    public void Columns_are_found_by_the_rule_below_the_header()
    {
        var reading = Fixture.Read("Tools/sacct.txt");
        Assert.Equal(["67108864"], reading.Values("slurm.req_mem_kb"));
        Assert.Equal(["66912004", "13107200"], reading.Values("slurm.max_rss_kb"));
        Assert.Equal(["bat+", "0"], reading.Values("slurm.step"));
        Assert.Equal(["slurm-oom @ 3"], reading.Signed());
        Assert.Single(reading.Incidents);
    }

    [Fact]
    public void Columns_may_be_separated_by_bars()
    {
        var reading = Fixture.Read("Tools/sacct-p.txt");
        Assert.Equal(["4096000"], reading.Values("slurm.req_mem_kb"));
        Assert.Equal(["1024"], reading.Values("slurm.max_rss_kb"));
        Assert.Empty(reading.Signatures);
    }
}
