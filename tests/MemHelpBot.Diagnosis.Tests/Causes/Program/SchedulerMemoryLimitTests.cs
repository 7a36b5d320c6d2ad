using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class SchedulerMemoryLimitTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.SchedulerMemoryLimit);

    [Theory]
    [InlineData("pbs-mem-limit")]
    [InlineData("lsf-mem-limit")]
    [InlineData("yarn-mem-limit")]
    [InlineData("job-mem-limit")]
    public void The_scheduler_s_own_word_confirms_it(string message) => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram(message))!.Verdict);

    [Fact]
    public void A_global_kernel_report_beside_it_leaves_it_possible() =>
        Assert.Equal(Verdict.Possible, Judge(Paste.OfProgram("slurm-oom", "kernel-oom-global"))!.Verdict);

    [Fact]
    public void A_limit_in_the_message_confirms_it_and_a_touched_limit_does_not()
    {
        Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram("slurm-mem-limit").Tells(SlurmFacts.Limit, 2_097_152))!.Verdict);
        Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram("slurm-mem-limit"))!.Verdict);
    }

    [Fact]
    public void A_counted_kill_makes_it_likely_since_the_counter_also_rises_for_the_whole_node()
    {
        Assert.Equal((Verdict.Likely, "slurm-oom-counted"), Told(Judge(Paste.OfProgram("slurm-oom"))!));
        Assert.Equal((Verdict.Likely, "state-out-of-memory"), Told(Judge(new Paste().Incident().Tells(SlurmFacts.State, "OUT_OF_ME+"))!));
    }

    [Fact]
    public void A_counted_kill_beside_a_kill_of_the_cgroup_confirms_it() =>
        Assert.Equal((Verdict.Confirmed, "slurm-oom-event"), Told(Judge(Paste.OfProgram("slurm-oom").Tells(OomFacts.Scope, "memcg"))!));

    [Fact]
    public void A_counted_kill_at_the_limit_confirms_it() =>
        Assert.Equal((Verdict.Confirmed, "slurm-oom-event"), Told(Judge(Paste.OfProgram("slurm-oom").Tells(SlurmFacts.ReqMem, 500_000).Tells(SlurmFacts.Peak, 471_000))!));

    [Fact]
    public void A_counted_kill_far_below_the_limit_stays_likely_and_says_so()
    {
        var judgement = Judge(Paste.OfProgram("slurm-oom").Tells(SlurmFacts.ReqMem, 500_000).Tells(SlurmFacts.Peak, 20_000))!;
        Assert.Equal((Verdict.Likely, "peak-below-limit"), (judgement.Verdict, Assert.Single(judgement.Against).Id));
    }

    [Fact]
    public void The_state_of_another_job_of_the_table_does_not_hide_the_kill() =>
        Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram("slurm-oom").Tells(SlurmFacts.State, "COMPLETED").Tells(SlurmFacts.State, "OUT_OF_MEMORY"))!.Verdict);

    [Fact]
    public void A_time_out_rules_it_out() =>
        Assert.Equal(Verdict.RuledOut, Judge(new Paste().Incident().Tells(SlurmFacts.State, "TIMEOUT"))!.Verdict);

    [Fact]
    public void Virtual_memory_above_its_limit_is_told_as_such() =>
        Assert.Equal("virtual-above-limit", Judge(new Paste().Incident().Tells(JobFacts.Limit, 4_000_000).Tells(JobFacts.Peak, 9_000_000).Tells(JobFacts.LimitKind, "virtual"))!.For[0].Id);

    [Fact]
    public void A_sampled_peak_near_the_request_with_a_KILL_makes_it_likely() =>
        Assert.Equal((Verdict.Likely, "peak-near-limit"), Told(Judge(new Paste().Incident().Tells(ProgramFacts.Signal, 9).Tells(SlurmFacts.ReqMem, 500_000).Tells(SlurmFacts.Peak, 471_000))!));

    [Fact]
    public void A_sampled_peak_near_the_request_of_a_job_that_ended_well_is_nothing() =>
        Assert.Null(Judge(new Paste().Incident().Tells(SlurmFacts.ReqMem, 500_000).Tells(SlurmFacts.Peak, 471_000)));

    [Fact]
    public void A_KILL_alone_is_nothing() => Assert.Null(Judge(Paste.OfProgram("exit-137")));

    [Fact]
    public void A_KILL_in_a_job_leaves_it_possible_and_asks_for_the_accounting()
    {
        var judgement = Judge(Paste.OfProgram("shell-killed").Tells(SlurmFacts.JobId, "4711"))!;
        Assert.Equal((Verdict.Possible, "job-accounting"), (judgement.Verdict, judgement.Missing[0].Id));
    }

    [Fact]
    public void A_KILL_of_a_cancelled_step_is_its_cleaning_up() =>
        Assert.Null(Judge(Paste.OfProgram("shell-killed", "slurm-cancelled").Tells(SlurmFacts.JobId, "4711")));

    [Fact]
    public void A_disk_quota_rules_it_out() => Assert.Equal(Verdict.RuledOut, Judge(Paste.OfProgram("disk-full"))!.Verdict);

    [Fact]
    public void A_refused_ALLOCATE_leaves_it_possible() => Assert.Equal("job-limit-may-refuse", Judge(Paste.OfProgram("forrtl-41"))!.For[0].Id);

    private static (Verdict, string) Told(Judgement judgement) => (judgement.Verdict, judgement.For[0].Id);

    [Fact]
    public void Killed_and_refused_under_a_limit_per_CPU_makes_it_likely() =>
        Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram("shell-killed", "enomem-generic").Tells(SlurmFacts.MemPerCpu, 4_000_000))!.Verdict);

    [Fact]
    public void One_task_near_the_limit_is_told_as_one_task()
    {
        var paste = Killed().Tells(SlurmFacts.ReqMem, 500_000).Tells(SlurmFacts.MaxRss, 1_200).Tells(SlurmFacts.MaxRss, 490_000);
        Assert.Equal((Verdict.Likely, "one-task-near-limit"), Told(Judge(paste)!));
    }

    [Fact]
    public void One_task_far_below_the_limit_says_nothing_of_the_job()
    {
        var judgement = Judge(Killed().Tells(SlurmFacts.ReqMem, 500_000).Tells(SlurmFacts.MaxRss, 20_000))!;
        Assert.Equal((Verdict.Possible, "ended-with-request-told"), Told(judgement));
        Assert.Empty(judgement.Against);
    }

    [Fact]
    public void A_task_is_compared_with_the_part_of_its_node() =>
        Assert.Equal("one-task-near-limit", Judge(Killed().Tells(SlurmFacts.ReqMem, 400_000).Tells(SlurmFacts.Nodes, 4).Tells(SlurmFacts.MaxRss, 99_000))!.For[0].Id);

    [Fact]
    public void A_sum_over_nodes_below_the_limit_does_not_clear_one_of_them() =>
        Assert.Empty(Judge(Killed().Tells(SlurmFacts.ReqMem, 400_000).Tells(SlurmFacts.Nodes, 4).Tells(SlurmFacts.JobPeak, 110_000))!.Against);

    [Fact]
    public void An_estimate_at_the_limit_is_weak_and_one_far_below_speaks_against()
    {
        Assert.Equal((Verdict.Possible, "estimate-near-limit"), Told(Judge(Killed().Tells(SlurmFacts.ReqMem, 400_000).Tells(SlurmFacts.JobPeakEstimate, 900_000))!));
        Assert.Equal("peak-below-limit", Judge(Paste.OfProgram("slurm-oom").Tells(SlurmFacts.ReqMem, 400_000).Tells(SlurmFacts.JobPeakEstimate, 90_000))!.Against[0].Id);
    }

    [Fact]
    public void Jobs_that_asked_for_different_sizes_are_not_mixed() =>
        Assert.Null(Judge(Killed().Tells(SlurmFacts.ReqMem, 4_000).Tells(SlurmFacts.ReqMem, 400_000).Tells(SlurmFacts.Nodes, 1).Tells(SlurmFacts.MaxRss, 4_000)));

    private static Paste Killed() => new Paste().Incident().Tells(ProgramFacts.Signal, 9);
}
