namespace MemHelpBot.Scenarios.Tests;

/// <summary>The Chinese support collection: Fortran, GROMACS, fork.</summary>
public sealed class Seed000Tests
{
    [Fact]
    public void The_Fortran_question_is_answered_in_Chinese_with_related_cases_only()
    {
        var answer = Bot.Ask("用户作业报错 forrtl: severe (41): insufficient virtual memory 后中断，是什么原因，该怎么处理？");
        Assert.Equal("zh", answer.Language);
        Assert.Contains("forrtl-41", answer.Signatures);
        Assert.DoesNotContain(answer.Causes, c => c.Verdict == "confirmed");
        string[] candidates = ["address-space-rlimit", "mpi-oversubscription", "commit-limit", "scheduler-memory-limit"];
        Assert.All(candidates, id => Assert.Contains(answer.Causes, c => c.Id == id && c.Verdict is "possible" or "likely"));
        var asked = answer.Causes.SelectMany(c => c.Missing).Concat(answer.Questions).Select(q => q.Id).ToList();
        Assert.All(["ulimits", "commit-lines", "overcommit-setting", "job-request"], id => Assert.Contains(id, asked));
        Assert.NotEmpty(answer.Sources);
        Assert.All(answer.Sources, s => Assert.Equal("related", s.Match));
        Assert.Contains("没有一个是同一错误", answer.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_per_thread_array_times_64_threads_is_122_GiB_a_rank()
    {
        var answer = Bot.Ask(Bot.Fixture("000-gromacs-realloc.log"));
        Assert.Equal(768L, answer.Value("mpi.ranks"));
        Assert.Equal(64L, answer.Value("mpi.threads_per_rank"));
        Assert.Equal(49152L, answer.Value("mpi.threads_total"));
        Assert.Equal(256L, answer.Value("mpi.pme_ranks"));
        Assert.Equal(512L, answer.Value("mpi.dd_ranks"));
        Assert.Equal(2058442216L, answer.Value("alloc.failed_bytes"));
        Assert.Equal(2058442216L * 64, answer.Value("alloc.per_rank_bytes"));
        Assert.Equal("mpi-oversubscription", answer.Causes[0].Id);
        Assert.NotEmpty(answer.Saying("49,152"));
        Assert.NotEmpty(answer.Saying("122.7 GiB"));
        Assert.Contains(444L, (IReadOnlyList<long>)answer.Value("mpi.failed_ranks")!);
        var nodes = (IReadOnlyList<string>)answer.Value("mpi.nodes")!;
        Assert.Contains("cn3944", nodes);
        Assert.Contains("cn2612", nodes);
        Assert.Equal(["633@cn3944", "444@cn2612"], (IReadOnlyList<string>)answer.Value("slurm.failed_tasks")!);
        Assert.Equal("324037", answer.Value("slurm.job_id"));
        Assert.Equal("0", answer.Value("slurm.step"));
        Assert.Contains(answer.Actions, a => a.Command.Contains("OMP_NUM_THREADS", StringComparison.Ordinal) || a.Command.Contains("ntomp", StringComparison.Ordinal));
    }

    [Fact]
    public void Region_errors_and_a_truncated_message_are_two_different_things()
    {
        var answer = Bot.Ask(Bot.Fixture("000-gromacs-truncated.log"));
        Assert.Contains("glex-region", answer.Signatures);
        Assert.Contains("mpi-truncated", answer.Signatures);
        Assert.Equal("321183", answer.Value("slurm.job_id"));
        Assert.Contains("cn3711", (IReadOnlyList<string>)answer.Value("mpi.nodes")!);
        Assert.Contains("272@cn3711", (IReadOnlyList<string>)answer.Value("slurm.failed_tasks")!);
        Assert.NotNull(answer.Cause("interconnect-memory"));
        var truncated = Assert.Single(answer.Causes, c => c.Id == "not-a-memory-shortage");
        Assert.NotEmpty(truncated.For);
    }

    [Fact]
    public void One_point_seven_percent_promised_excludes_the_commit_limit_at_the_sample()
    {
        var answer = Bot.Ask("fork: Cannot allocate memory, but free shows plenty. One process has 40 GB.\n" + Bot.Fixture("000-commit.txt"));
        Assert.Equal(73955212L, answer.Value("meminfo.CommitLimit_kb"));
        Assert.Equal(1230403L, answer.Value("meminfo.Committed_AS_kb"));
        Assert.Equal(0.01664, (double)answer.Value("commit.ratio")!, 0.0001);
        Assert.NotEmpty(answer.Saying("1.7\u00a0%"));
        Assert.DoesNotContain(answer.Causes, c => c.Id == "commit-limit" && c.Verdict is "confirmed" or "likely");
    }

    [Fact]
    public void A_segmentation_fault_alone_proves_no_shortage()
    {
        var answer = Bot.Ask("Why does my Fortran program stop with this?\n" + Bot.Fixture("000-fortran-sigsegv.log"));
        Assert.Contains("gfortran-sigsegv", answer.Signatures);
        Assert.DoesNotContain(answer.Causes, c => c.Verdict == "confirmed" && c.Id != "not-a-memory-shortage");
        Assert.DoesNotContain(answer.Causes, c => c.Id is "host-ram-exhausted" or "cgroup-limit" && c.Verdict is "confirmed" or "likely");
        Assert.Contains(answer.Causes, c => c.Id == "stack-limit");
        Assert.Contains(answer.Questions.Concat(answer.Causes.SelectMany(c => c.Missing)), q => q.Id == "stack-and-arrays");

        // The collection's case is cited, and its conclusion ("memory overflow") is doubted in its own corrections.
        Assert.Contains(answer.Sources, source => source.Id == "tianhe-fortran-sigsegv");
        Assert.Contains(answer.Sections.Single(section => section.Kind == "corrections").Claims, c => c.Citations.Contains("C:tianhe-fortran-sigsegv#corrections"));
    }
}
