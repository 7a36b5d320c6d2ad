using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Tests.Causes.Program;

public sealed class RuntimeHeapLimitTests
{
    private static Judgement? Judge(Paste paste) => paste.Judge(CauseIds.RuntimeHeapLimit);

    [Fact]
    public void The_cap_that_the_message_states_is_cited()
    {
        var judgement = Judge(Paste.OfProgram("php-memory-limit").Tells(RuntimeFacts.HeapLimit, 1L << 28))!;
        Assert.Equal((Verdict.Confirmed, "php-limit-told"), (judgement.Verdict, judgement.For[0].Id));
    }

    [Theory]
    [InlineData("node-heap")]
    [InlineData("php-memory-limit")]
    [InlineData("apt-cache-limit")]
    public void A_runtime_that_stops_at_its_own_cap_confirms_it(string message) => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram(message))!.Verdict);

    [Theory]
    [InlineData("dotnet-oom")]
    [InlineData("matlab-oom")]
    public void A_message_that_the_system_can_cause_too_leaves_it_possible(string message) => Assert.Equal(Verdict.Possible, Judge(Paste.OfProgram(message))!.Verdict);

    [Fact]
    public void A_kill_is_nothing() => Assert.Null(Judge(Paste.OfProgram("exit-137")));

    [Fact]
    public void A_limit_that_the_program_sets_itself_and_names_confirms_it() => Assert.Equal(Verdict.Confirmed, Judge(Paste.OfProgram("program-memory-limit"))!.Verdict);
}
