using MemHelpBot.Answers;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>Questions without a paste, on the real corpus: what is often asked is answered in the language of the question, with its commands.</summary>
public sealed class AdviceTests
{
    [Theory]
    [InlineData("en", "how do I add swap?", "add-swap-file")]
    [InlineData("en", "free shows almost nothing free but buff/cache is 50G, is that a problem?", "check-meminfo")]
    [InlineData("en", "how can I protect sshd from the OOM killer", "protect-service")]
    [InlineData("en", "How much memory should I ask for in Slurm?", "slurm-mem")]
    [InlineData("en", "why does my pod get OOMKilled?", "raise-pod-limit")]
    [InlineData("en", "my python script says MemoryError when loading a 20GB csv on a 16GB laptop", "check-ulimits")]
    [InlineData("en", "is there a way to limit the memory of a systemd service", "cap-unit-memory")]
    [InlineData("zh", "怎么添加 swap？", "add-swap-file")]
    [InlineData("zh", "docker 里 /dev/shm 太小怎么办？", "docker-shm-size")]
    [InlineData("zh", "如何查看哪个进程占用内存最多", "check-process-list")]
    [InlineData("pl", "Jak dodać swap?", "add-swap-file")]
    [InlineData("pl", "jak ograniczyć pamięć usługi systemd?", "cap-unit-memory")]
    [InlineData("pl", "czy da się wyłączyć OOM killera?", "check-oom-settings")]
    public void A_question_is_answered_with_its_commands(string language, string question, string remedy)
    {
        var answer = new Bot().Say(question, "auto");
        Assert.Equal((FocusKind.Advice, language), (answer.Part, answer.Language));
        Assert.Contains(answer.Actions, a => a.Id == remedy);
        Assert.Equal("insufficient-evidence", Assert.Single(answer.Causes).Id);
    }

    [Theory]
    [InlineData("which vegetable is best for soup?")]
    [InlineData("how do I bake bread at home?")]
    public void What_is_of_another_field_stays_outside(string question) =>
        Assert.Contains("outside what this bot knows", new Bot().Say(question).Markdown, StringComparison.Ordinal);

    [Theory]
    [InlineData("yes")]
    [InlineData("how do I configure an nginx reverse proxy?")]
    public void What_the_corpus_does_not_know_is_not_answered_with_something_else(string question) => Assert.Null(new Bot().Say(question).Part);

    [Fact]
    public void In_a_case_only_a_question_of_its_own_leaves_the_case()
    {
        var bot = new Bot();
        bot.Say(Bot.Fixture("002-memhog.log"));
        Assert.NotEqual(FocusKind.Advice, bot.Say("can I raise the limit?").Part);
        Assert.NotEqual(FocusKind.Advice, bot.Say("what should I do now?").Part);
        var swap = bot.Say("how do I add swap?");
        Assert.Equal(FocusKind.Advice, swap.Part);
        Assert.Equal("cgroup-limit", swap.Causes[0].Id);
        Assert.NotEqual(FocusKind.Advice, bot.Say("why?").Part);
    }
}
