using MemHelpBot.Answers.Planning;
using MemHelpBot.Cases.Model;
using MemHelpBot.Facts;

namespace MemHelpBot.Answers.Tests.Planning;

public sealed class CommandBookTests
{
    private static CommandBook Book(params IEnumerable<Fact> facts) => new(Some.Corpus, new FactSet([.. facts]));

    [Theory]
    [InlineData("kernel.pid_max<4194304", 32768, true)]
    [InlineData("kernel.pid_max<4194304", 4194304, false)]
    [InlineData("kernel.pid_max>32768", 32768, false)]
    [InlineData("kernel.pid_max>32768", 32769, true)]
    public void A_bound_of_a_fact_holds_for_the_figure_shown(string condition, long shown, bool holds)
    {
        var bound = FactBound.Parse(condition)!;
        Assert.Equal(holds, Book(Some.Read(SettingFacts.KernelSetting, FactValue.Of(shown), 1, "pid_max")).Holds(bound, null));
        Assert.True(Book().Holds(bound, null));
        Assert.True(Book(Some.Read(SettingFacts.KernelSetting, FactValue.Of("unlimited"), 1, "pid_max")).Holds(bound, null));
    }

    [Theory]
    [InlineData("kernel>=5.9")]
    [InlineData("kernel<4.9")]
    [InlineData("docker")]
    [InlineData("vm.swappiness")]
    [InlineData("vm.swappiness<")]
    [InlineData("vm.swappiness<-1")]
    [InlineData("vm.swappiness<1.5")]
    [InlineData("<5")]
    [InlineData("")]
    public void What_is_no_bound_of_a_fact_is_not_taken_for_one(string condition) => Assert.Null(FactBound.Parse(condition));
}
