using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class JobTests
{
    [Fact]
    public void Another_job_or_step_is_another_incident()
    {
        var reading = Fixture.Read("Messages/two-steps.txt");
        Assert.Equal([(1, 1), (2, 3), (4, 4)], reading.Incidents.Select(i => (i.Span.FirstLine, i.Span.LastLine)));
        Assert.Equal(["900"], reading.Values("slurm.job_id", 0));
        Assert.Equal(["5"], reading.Values("mpi.failed_ranks", 1));
        Assert.Equal(["2097152"], reading.Values("slurm.limit_kb", 2));
        Assert.Equal(["slurm-cancelled @ 1", "slurm-oom @ 2", "slurm-mem-limit @ 4"], reading.Signed());
    }

    [Fact]
    public void Mpi_libraries_and_fabrics_name_ranks_and_hosts_in_many_forms()
    {
        var reading = Fixture.Read("Messages/mpi-forms.txt");
        Assert.Single(reading.Incidents);
        Assert.Equal(["9, 3, 7, 1, 2"], reading.Values("mpi.failed_ranks"));
        Assert.Equal(["gn07, gn08, gn09, gn10, gn11"], reading.Values("mpi.nodes"));
        Assert.Equal(["9", "6"], reading.Values("process.signal"));
        Assert.Equal(["128"], reading.Values("ulimit.locked_kb"));
        Assert.Subset(reading.Signatures.Select(s => s.Id).ToHashSet(), new HashSet<string> { "glex-region", "ibv-reg-mr", "mpi-truncated", "mpi-abort" });
    }

    [Fact]
    public void Schedulers_other_than_slurm_state_use_and_limit()
    {
        var reading = Fixture.Read("Messages/schedulers.txt");
        Assert.Equal(["9437184", "1572864"], reading.Values("job.peak_kb"));
        Assert.Equal(["8388608", "1048576"], reading.Values("job.limit_kb"));
        Assert.Equal(["pbs", "lsf", "yarn"], reading.Values("job.scheduler"));
        Assert.Equal(["pbs-mem-limit @ 1", "lsf-mem-limit @ 2", "yarn-mem-limit @ 3"], reading.Signed());
    }

    [Theory]
    [InlineData("srun: error: n[1-2]: tasks 0-2,9: Out Of Memory", "0, 1, 2, 9", "n[1-2]")]
    [InlineData("srun: error: n3: task 7: Exited with exit code 137", "7", "n3")]
    public void Ranges_of_tasks_are_expanded(string line, string ranks, string node)
    {
        var reading = PasteReader.Read(line);
        Assert.Equal([ranks], reading.Values("mpi.failed_ranks"));
        Assert.Equal([node], reading.Values("slurm.node"));
    }

    [Theory]
    [InlineData("0-99999999")]
    [InlineData("12,14--9223372036854775808")]
    [InlineData("5-2")]
    public void A_range_that_cannot_be_one_is_returned(string tasks) => Assert.Single(PasteReader.Read($"srun: error: n1: tasks {tasks}: Killed").Unread);

    [Fact]
    public void Seff_states_the_request_and_the_peak()
    {
        var reading = PasteReader.Read("Job ID: 77\nState: OUT_OF_MEMORY (exit code 0)\nMemory Utilized: 15.50 GB\nMemory Efficiency: 96.88% of 16.00 GB");
        Assert.Equal(["16777216"], reading.Values("slurm.req_mem_kb"));
        Assert.Equal(["16252928"], reading.Values("slurm.job_peak_kb"));
        Assert.Empty(reading.Values("slurm.max_rss_kb"));
        Assert.Equal(["slurm-oom @ 2"], reading.Signed());
    }

    [Fact]
    public void Seff_states_the_part_of_each_node_and_its_estimate() => Assert.Equal(
        [
            "slurm.job_id = 91 @ 1", "slurm.state = COMPLETED @ 4", "slurm.nodes = 2 @ 5", "slurm.job_peak_estimate_kb = 491782144 @ 10", "slurm.req_mem_kb = 524288000 @ 11", "slurm.req_mem_node_kb = 262144000 @ 11",
        ],
        PasteReader.Read(Seff("469.00 GB (estimated maximum)", "500.00 GB (250.00 GB/node)")).Printed("slurm."));

    [Fact]
    public void Seff_states_the_part_of_each_core() => Assert.Equal(
        ["4194304"], PasteReader.Read(Seff("30.00 GB", "64.00 GB (4.00 GB/core)")).Values("slurm.mem_per_cpu_kb"));

    [Fact]
    public void Nodes_without_seff_are_no_nodes_of_a_job() => Assert.Empty(PasteReader.Read("Nodes: 12\nMemory Efficiency: 96.88% of 16.00 GB").Values("slurm.nodes"));

    private static string Seff(string used, string asked) =>
        $"Job ID: 91\nCluster: c1\nUser/Group: ana/ana\nState: COMPLETED (exit code 0)\nNodes: 2\nCores per node: 8\nCPU Utilized: 01:00:00\nCPU Efficiency: 50.00% of 02:00:00 core-walltime\nJob Wall-clock time: 00:07:30\nMemory Utilized: {used}\nMemory Efficiency: 93.80% of {asked}\n";
}
