using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class StackLimitTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.StackLimit);

    [Fact]
    public void A_back_trace_of_gfortran_leaves_it_possible_and_asks_for_stack_and_arrays()
    {
        var judgement = Judge(Paste.OfProgram("gfortran-sigsegv"))!;
        Assert.Equal((Verdict.Possible, "stack-and-arrays"), (judgement.Verdict, judgement.Missing[0].Id));
    }

    [Fact]
    public void A_finite_stack_under_a_Fortran_program_makes_it_likely() =>
        Assert.Equal(Verdict.Likely, Judge(new Paste().Tells(UlimitFacts.Stack, 10_240).Incident().Says("forrtl-174"))!.Verdict);

    [Fact]
    public void A_finite_stack_under_another_program_leaves_it_possible() =>
        Assert.Equal(Verdict.Possible, Judge(new Paste().Tells(UlimitFacts.Stack, 10_240).Incident().Says("segfault"))!.Verdict);

    [Fact]
    public void An_unlimited_stack_rules_it_out() =>
        Assert.Equal(Verdict.RuledOut, Judge(new Paste().Tells(UlimitFacts.Stack, "unlimited").Incident().Says("forrtl-174"))!.Verdict);

    [Theory]
    [InlineData("stack-overflow")]
    [InlineData("forrtl-170")]
    public void A_message_of_stack_overflow_confirms_it(string message) => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram(message))!.Verdict);

    [Fact]
    public void A_model_that_blew_up_numerically_is_not_this() => Assert.Null(Judge(Paste.OfProgram("wrf-cfl", "segfault")));

    [Fact]
    public void A_stack_limit_alone_is_nothing() => Assert.Null(Judge(new Paste().Tells(UlimitFacts.Stack, 8_192)));
}
