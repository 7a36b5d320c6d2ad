using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class AddressSpaceRlimitTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.AddressSpaceRlimit);

    [Fact]
    public void A_refused_ALLOCATE_alone_makes_it_possible_and_asks_for_the_limits()
    {
        var judgement = Judge(Paste.OfProgram("forrtl-41"))!;
        Assert.Equal(Verdict.Possible, judgement.Verdict);
        Assert.Equal(["refused-not-killed"], judgement.For.Select(e => e.Id));
        Assert.Equal(new MissingEvidence("ulimits", 0), judgement.Missing[0]);
    }

    [Fact]
    public void A_request_above_a_limit_of_the_shell_makes_it_likely()
    {
        var judgement = Judge(new Paste().Tells(UlimitFacts.Virtual, 4_194_304).Incident().Says("enomem-malloc").Tells(ProgramFacts.FailedBytes, 6L << 30))!;
        Assert.Equal((Verdict.Likely, "request-exceeds-limit"), (judgement.Verdict, judgement.For[0].Id));
    }

    [Fact]
    public void A_request_above_a_limit_that_the_program_prints_confirms_it() =>
        Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram("enomem-malloc").Tells(UlimitFacts.Virtual, 4_194_304).Tells(ProgramFacts.FailedBytes, 6L << 30))!.Verdict);

    [Fact]
    public void The_smaller_of_address_space_and_data_counts()
    {
        var judgement = Judge(new Paste().Tells(UlimitFacts.Virtual, 64_000_000).Tells(UlimitFacts.Data, 1_000_000).Incident().Says("forrtl-41"))!;
        Assert.Equal(1_000_000, judgement.For[0].Arguments[0].Fact!.Value.Value.Integer);
    }

    [Fact]
    public void An_unlimited_address_space_rules_it_out()
    {
        var judgement = Judge(new Paste().Tells(UlimitFacts.Virtual, "unlimited").Incident().Says("forrtl-41"))!;
        Assert.Equal(Verdict.RuledOut, judgement.Verdict);
        Assert.Empty(judgement.Missing);
    }

    [Fact]
    public void A_size_that_no_machine_serves_is_not_this_limit() =>
        Assert.Null(Judge(Paste.OfProgram("enomem-malloc").Tells(ProgramFacts.FailedBytes, -8_192)));

    [Fact]
    public void A_reservation_of_the_dotnet_collector_makes_it_likely() =>
        Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram("dotnet-oom").Tells(ProgramFacts.FailedBytes, 256L << 30))!.Verdict);

    [Fact]
    public void Threads_refused_in_a_small_job_with_many_processes_allowed_make_it_likely()
    {
        var paste = Paste.OfProgram("eagain-fork").Tells(UlimitFacts.Processes, 900_000).Tells(JobFacts.Limit, 2_048_000);
        Assert.Equal("no-room-for-thread-stacks", Judge(paste)!.For[0].Id);
        Assert.Equal(Verdict.Possible, paste.Judge(CauseIds.ThreadOrPidLimit)!.Verdict);
    }

    [Theory]
    [InlineData("lsf", Verdict.Likely)]
    [InlineData("slurm", Verdict.Possible)]
    public void A_batch_system_that_limits_by_rlimit_makes_it_likely(string scheduler, object verdict) =>
        Assert.Equal((Verdict)verdict, Judge(Paste.OfProgram("eagain-thread").Tells(UlimitFacts.Processes, 900_000).Tells(JobFacts.Scheduler, scheduler))!.Verdict);

    [Fact]
    public void An_ample_limit_printed_by_the_program_leaves_it_possible() =>
        Assert.Equal("thread-refused-with-ample-processes", Judge(new Paste().Incident().Tells(UlimitFacts.Processes, 900_000))!.For[0].Id);

    [Fact]
    public void A_kill_says_nothing_of_it() => Assert.Null(Judge(Paste.OfProgram("exit-137", "shell-killed")));

    [Fact]
    public void A_refused_fork_says_nothing_of_it() => Assert.Null(Judge(Paste.OfProgram("enomem-fork")));

    [Fact]
    public void A_limit_per_process_that_the_job_asked_for_makes_it_likely() =>
        Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram("forrtl-41", "pbs-process-limit"))!.Verdict);
}
