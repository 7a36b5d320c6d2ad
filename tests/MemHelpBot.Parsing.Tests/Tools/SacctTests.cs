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
        Assert.Equal(["4096000"], reading.Values("slurm.mem_per_cpu_kb"));
        Assert.Empty(reading.Values("slurm.req_mem_kb"));
        Assert.Equal(["1024"], reading.Values("slurm.max_rss_kb"));
        Assert.Empty(reading.Signatures);
    }

    [Theory]
    [InlineData("4Gn", "slurm.req_mem_node_kb", "4194304")]
    [InlineData("512G", "slurm.req_mem_kb", "536870912")]
    [InlineData("900Mc", "slurm.mem_per_cpu_kb", "921600")]
    public void A_request_counts_the_job_a_node_or_a_core(string asked, string name, string value) => Assert.Equal(
        [$"{name} = {value} @ 2"], PasteReader.Read($"JobID|State|ReqMem|\n91|FAILED|{asked}|\n").Printed("slurm.").Where(f => f.Contains("mem_", StringComparison.Ordinal)));

    [Fact]
    public void A_request_of_nothing_is_the_whole_node_and_no_size() => Assert.Empty(PasteReader.Read("JobID|State|ReqMem|\n91|FAILED|0n|\n").Values("slurm.req_mem_node_kb"));

    [Fact]
    public void The_nodes_are_those_of_the_job_and_not_of_a_step() => Assert.Equal(["4"], PasteReader.Read("JobID|NNodes|State|\n91|4|FAILED|\n91.batch|1|FAILED|\n").Values("slurm.nodes"));

    [Theory]
    [InlineData("91.batch||900K|\n91.0|1|2.5G|", "2621440")] // one task each: the largest step
    [InlineData("91.batch|1|3000M|\n91.0|4|100M|", "3072000")] // four tasks that together stay below it
    [InlineData("91.bat+||3000M|\n91.ext+|2|4K|", "3072000")]
    [InlineData("91.batch||900K|\n91.0|16|2.5G|", null)] // sixteen tasks: the sum is not known
    [InlineData("91.batch||900K|\n91.0||2.5G|", null)]
    [InlineData("91.0||2.5G|", null)]
    public void The_peak_is_known_where_one_task_is_all_of_a_step(string rows, string? peak) =>
        Assert.Equal(peak is null ? [] : [peak], PasteReader.Read($"JobID|NTasks|MaxRSS|\n91|||\n{rows}\n").Values("slurm.peak_kb"));

    [Fact]
    public void Jobs_that_asked_for_different_sizes_have_no_common_peak() => Assert.Empty(
        PasteReader.Read("JobID|ReqMem|MaxRSS|\n91|4G||\n91.batch||3G|\n92|64G||\n92.batch||20G|\n").Values("slurm.peak_kb"));
}
