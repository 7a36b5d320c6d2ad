using MemHelpBot.Facts;
using MemHelpBot.Parsing.Tests.Tools;

namespace MemHelpBot.Parsing.Tests.Kernel;

/// <summary>Reports that a person cut or shortened by hand, and lines of equal length that are no wrapped ones.</summary>
public sealed class CutFormTests
{
    [Fact]
    public void A_header_without_its_mask_opens_the_report()
    {
        var reading = PasteReader.Read("kernel: [  55.125000] worker-3 invoked oom-killer\nkernel: [  55.250000] Killed process 81 (eater) total-vm:900kB, anon-rss:700kB, file-rss:0kB");
        Assert.Equal(IncidentKind.KernelOom, Assert.Single(reading.Incidents).Kind);
        Assert.Equal(["worker-3"], reading.Values("oom.invoker"));
        Assert.Equal(["eater"], reading.Values("oom.victim"));
    }

    [Theory]
    [InlineData("the driver invoked oom-killer")]
    [InlineData("Why was it that nginx invoked oom-killer")]
    public void A_sentence_about_the_killer_is_no_header(string sentence) => Assert.Empty(PasteReader.Read(sentence).Values("oom.invoker"));

    [Fact]
    public void A_report_cut_at_its_head_begins_with_counters_no_other_program_prints() => Assert.Equal(
        ["8123"],
        PasteReader.Read(" slab_reclaimable:4511 slab_unreclaimable:8123\n mapped:2299 shmem:41 pagetables:907 bounce:0\n free:3301 free_pcp:12 free_cma:0").Values("mem.slab_unreclaimable_pages"));

    [Fact]
    public void A_kill_of_a_cgroup_whose_process_is_left_out_keeps_its_scope()
    {
        var reading = PasteReader.Read("kernel: Memory cgroup out of memory: Killed process ...");
        Assert.Contains("kernel-oom-memcg", reading.Signatures.Select(s => s.Id));
        Assert.Empty(reading.Values("oom.victim"));
    }

    [Fact]
    public void Statistics_of_a_cgroup_may_be_all_that_is_left() => Assert.Equal(
        ["20480"],
        PasteReader.Read("kernel: [  9.500000] Memory cgroup stats for /lim: cache:120KB rss:20480KB rss_huge:0KB mapped_file:0KB swap:0KB inactive_anon:0KB active_anon:20480KB inactive_file:0KB active_file:0KB unevictable:0KB").Values("memcg.anon_kb"));

    [Fact]
    public void A_job_beside_a_kernel_report_opens_no_incident_of_its_own()
    {
        var reading = PasteReader.Read(
            """
            [ 9.125000] Memory cgroup out of memory: Killed process 4410 (cp2k.psmp) total-vm:900kB, anon-rss:700kB, file-rss:0kB, shmem-rss:0kB, UID:7 pgtables:12kB oom_score_adj:0
            slurmstepd: error: Detected 1 oom_kill event in StepId=77.batch. Some of the step tasks have been OOM Killed.
            """);
        Assert.Single(reading.Incidents);
        Assert.Equal(["77"], reading.Values("slurm.job_id"));
    }

    [Fact]
    public void Rows_of_a_table_that_are_equally_long_are_not_taken_for_a_wrapped_log()
    {
        var rows = string.Join('\n', Enumerable.Range(1, 6).Select(i => $"| step {i} of the run is done and nothing was to be seen on it {i} |"));
        var reading = PasteReader.Read(rows + "\n[ 9.125000] Killed process 4410 (solver) total-vm:900kB, anon-rss:700kB, file-rss:0kB\n");
        Assert.Equal(["solver"], reading.Values("oom.victim"));
        Assert.Equal(["700"], reading.Values("oom.victim_anon_rss_kb"));
    }
}
