namespace MemHelpBot.Scenarios.Tests;

/// <summary>A job that was killed while nobody looked, and an article whose advice is partly wrong.</summary>
public sealed class Seed001Tests
{
    private const string Question = "I ran a job that took 70 % of the memory. When I logged in a day later it had been killed; the terminal only says Killed. Why?";

    [Fact]
    public void It_does_not_decide_and_the_kernel_log_is_asked_for()
    {
        var answer = Bot.Ask(Question);
        Assert.Equal("insufficient-evidence", answer.Causes[0].Id);
        Assert.Equal("kernel-log", answer.Questions[0].Id);
        Assert.Matches("dmesg|journalctl", answer.Questions[0].Command);
    }

    [Fact]
    public void The_sizes_of_the_kill_line_are_told_beforehand()
    {
        var answer = Bot.Ask(Question);
        Assert.Contains(answer.Saying("anon-rss"), c => c.Text.Contains("total-vm", StringComparison.Ordinal) && c.Citations.Contains("C:note-kill-line#mechanism"));
    }

    [Fact]
    public void The_article_behind_it_is_cited_with_corrections()
    {
        var answer = Bot.Ask(Question);
        Assert.Contains(answer.Sources, s => s.Lang.Length == 2 && s.Match is "related" or "exact");
        Assert.Contains(answer.Sections, s => s.Kind == "corrections");
    }

    [Theory]
    [InlineData("Does vm.overcommit_memory=2 allow more than RAM plus swap?", "CommitLimit")]
    [InlineData("Should I set oom_score_adj to -15 to protect my job?", "oom_adj")]
    public void Its_errors_are_not_repeated_but_corrected(string claim, string right)
    {
        var bot = new Bot();
        bot.Say(Question);
        Assert.Contains(right, bot.Say(claim).Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sizes_of_a_kill_line_are_explained_on_request()
    {
        var bot = new Bot();
        bot.Say(Question);
        var reply = bot.Say("what does anon-rss mean?");
        Assert.Equal("term", reply.Sections[0].Kind);
        Assert.All(reply.Sections[0].Claims, c => Assert.StartsWith("C:", c.Citations[0], StringComparison.Ordinal));
    }
}
