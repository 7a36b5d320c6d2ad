using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class ThreadOrPidLimitTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.ThreadOrPidLimit);

    [Fact]
    public void EAGAIN_with_a_low_limit_makes_it_likely() =>
        Assert.Equal((Verdict.Likely, "refused-at-process-limit"), Told(Judge(new Paste().Tells(UlimitFacts.Processes, 4_096).Incident().Says("eagain-fork"))!));

    [Fact]
    public void A_Java_thread_that_cannot_start_makes_it_likely() =>
        Assert.Equal((Verdict.Likely, "refused-with-eagain"), Told(Judge(Paste.OfProgram("jvm-thread"))!));

    [Fact]
    public void EAGAIN_with_ample_processes_leaves_it_possible_and_asks_for_pids_max()
    {
        var judgement = Judge(new Paste().Tells(UlimitFacts.Processes, 500_000).Incident().Says("eagain-fork"))!;
        Assert.Equal((Verdict.Possible, "pids-limit"), (judgement.Verdict, judgement.Missing[0].Id));
    }

    [Fact]
    public void ENOMEM_from_fork_rules_it_out() => Assert.Equal(Verdict.RuledOut, Judge(Paste.OfProgram("enomem-fork"))!.Verdict);

    [Fact]
    public void A_program_that_prints_its_low_limit_makes_it_likely() =>
        Assert.Equal((Verdict.Likely, "process-limit-printed"), Told(Judge(new Paste().Incident().Tells(UlimitFacts.Processes, 2_048))!));

    [Fact]
    public void A_low_limit_alone_is_worth_a_guess() =>
        Assert.Equal((Verdict.Possible, "low-process-limit"), Told(Judge(new Paste().Tells(UlimitFacts.Processes, 256))!));

    [Fact]
    public void A_low_limit_beside_an_explained_failure_is_nothing() =>
        Assert.Null(Judge(new Paste().Tells(UlimitFacts.Processes, 256).Incident().Says("jvm-heap")));

    [Fact]
    public void An_ordinary_limit_alone_is_nothing() => Assert.Null(Judge(new Paste().Tells(UlimitFacts.Processes, 127_000)));

    private static (Verdict, string) Told(Judgement judgement) => (judgement.Verdict, judgement.For[0].Id);
}
