using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Messages;

public sealed class SchedulerAccountTests
{
    [Fact]
    public void Scontrol_tells_job_and_node() => Assert.Equal(
        ["slurm.job_id = 812 @ 1", "slurm.req_mem_kb = 16777216 @ 2", "slurm.nodes = 1 @ 2", "slurm.mem_per_cpu_kb = 4096000 @ 3", "job.node_memory_kb = 195584000 @ 4", "job.node_allocated_kb = 16384000 @ 4", "job.node_free_kb = 1263616 @ 4"],
        PasteReader.Read("JobId=812 JobName=run.sh\n   ReqTRES=cpu=4,mem=16G,node=1,billing=4\n   MinCPUsNode=1 MinMemoryCPU=4000M MinTmpDiskNode=0\n   RealMemory=191000 AllocMem=16000 FreeMem=1234 Sockets=2 Boards=1\n").Printed());

    [Fact]
    public void Scontrol_tells_the_memory_of_a_node_apart_from_that_of_the_job() => Assert.Equal(
        ["slurm.nodes = 4 @ 1", "slurm.req_mem_kb = 536870912 @ 2", "slurm.req_mem_node_kb = 134217728 @ 3"],
        PasteReader.Read("   NumNodes=4 NumCPUs=64 NumTasks=64 CPUs/Task=1 ReqB:S:C:T=0:0:*:*\n   TRES=cpu=64,mem=512G,node=4,billing=64\n   MinCPUsNode=16 MinMemoryNode=128G MinTmpDiskNode=0\n").Printed());

    [Fact]
    public void The_nodes_of_a_job_that_waits_are_not_counted_yet() => Assert.Empty(PasteReader.Read("   NumNodes=2-4 NumCPUs=64 NumTasks=64\n").Printed());

    [Fact]
    public void Qstat_bjobs_qacct_and_condor_tell_their_figures()
    {
        Assert.Equal(["job.scheduler = pbs @ 2", "job.peak_kb = 4193000 @ 2", "job.limit_kb = 4194304 @ 3"], PasteReader.Read("Job Id: 99.srv\n    resources_used.mem = 4193000kb\n    Resource_List.mem = 4gb\n").Printed("job.").Where(f => !f.StartsWith("job.id", StringComparison.Ordinal)));
        Assert.Equal(["job.scheduler = lsf @ 1", "job.peak_kb = 4089446 @ 1", "job.average_kb = 2097152 @ 1"], PasteReader.Read(" MAX MEM: 3.9 Gbytes;  AVG MEM: 2 Gbytes").Printed());
        Assert.Equal(["job.scheduler = sge @ 1", "job.peak_virtual_kb = 4192207 @ 1"], PasteReader.Read("maxvmem      3.998G").Printed());
        Assert.Equal(["job.limit_kb = 2097152 @ 1", "job.peak_kb = 2012345 @ 2"], PasteReader.Read("RequestMemory = 2048\nResidentSetSize = 2012345\n").Printed());
        Assert.Equal(["job.scheduler = htcondor @ 1", "job.peak_kb = 1945600 @ 1", "job.limit_kb = 2097152 @ 1"], PasteReader.Read("\t   Memory (MB)          :     1900     2048      2048").Printed());
    }

    [Fact]
    public void Sacct_may_begin_with_another_column() => Assert.Equal(
        ["slurm.job_id = 812 @ 3", "slurm.step = batch @ 3", "slurm.state = OUT_OF_MEMORY @ 3", "slurm.max_rss_kb = 16777000 @ 3", "slurm.peak_kb = 16777000 @ 3"],
        PasteReader.Read("User|JobID|State|MaxRSS|\nana|811|COMPLETED||\n|812.batch|OUT_OF_MEMORY|16777000K|\n").Printed("slurm").Where(f => f.EndsWith("@ 3", StringComparison.Ordinal)));
}
