using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class MemlockLimitTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.MemlockLimit);

    [Fact]
    public void A_refusal_that_prints_a_small_limit_confirms_it() =>
        Assert.Equal((Verdict.Confirmed, "limit-told-by-refusal"), Told(Judge(Paste.OfProgram("enomem-generic").Tells(UlimitFacts.Locked, 64))!));

    [Fact]
    public void A_small_limit_of_the_shell_makes_it_likely() =>
        Assert.Equal((Verdict.Likely, "small-limit"), Told(Judge(new Paste().Tells(UlimitFacts.Locked, 8_192).Incident().Says("ibv-reg-mr"))!));

    [Fact]
    public void A_refused_registration_alone_asks_for_the_limit_in_the_job()
    {
        var judgement = Judge(Paste.OfProgram("ucx-region"))!;
        Assert.Equal((Verdict.Possible, "memlock-in-job"), (judgement.Verdict, judgement.Missing[0].Id));
    }

    [Fact]
    public void Unlimited_locked_memory_rules_it_out_and_leaves_the_interconnect()
    {
        var paste = new Paste().Tells(UlimitFacts.Locked, "unlimited").Incident().Says("ibv-reg-mr");
        Assert.Equal(Verdict.RuledOut, Judge(paste)!.Verdict);
        Assert.Equal(Verdict.Likely, paste.Judge(CauseIds.InterconnectMemory)!.Verdict);
    }

    [Fact]
    public void A_message_that_names_locked_memory_makes_it_likely() => Assert.Equal(Verdict.Likely, Judge(Paste.OfProgram("memlock-named"))!.Verdict);

    [Fact]
    public void The_default_limit_beside_another_failure_is_nothing() =>
        Assert.Null(Judge(new Paste().Tells(UlimitFacts.Locked, 64).Incident().Says("enomem-generic")));

    private static (Verdict, string) Told(Judgement judgement) => (judgement.Verdict, judgement.For[0].Id);
}
