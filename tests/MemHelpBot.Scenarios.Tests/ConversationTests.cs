using MemHelpBot.Answers;
namespace MemHelpBot.Scenarios.Tests;

/// <summary>Several turns on the real product: evidence adds up, the reply says what changed, citations name their message.</summary>
public sealed class ConversationTests
{
    [Fact]
    public void New_evidence_changes_the_verdict_and_the_reply_says_so()
    {
        var bot = new Bot();
        var first = bot.Say("My job with 40 GB per process ends with: fork: Cannot allocate memory");
        Assert.NotEqual("ruled-out", first.Verdict("commit-limit"));
        var second = bot.Say(Bot.Fixture("000-commit.txt"));
        Assert.Equal("ruled-out", second.Verdict("commit-limit"));
        Assert.Contains(second.Sections, s => s.Kind == "changed" && s.Claims.Count > 0);
        Assert.Contains(second.Saying("1.7"), c => c.Citations.Any(x => x.StartsWith("M2:L", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_later_measurement_supersedes_an_earlier_one()
    {
        var bot = new Bot();
        bot.Say("MemTotal: 1000000 kB\nMemFree: 900000 kB\nMemAvailable: 950000 kB\n");
        var answer = bot.Say("MemTotal: 1000000 kB\nMemFree: 20000 kB\nMemAvailable: 30000 kB\n");
        Assert.NotEmpty(answer.Saying("30,000 kB"));
        Assert.Empty(answer.Saying("950,000 kB"));
    }

    [Fact]
    public void The_language_can_be_changed_on_the_way()
    {
        var bot = new Bot();
        Assert.Equal("en", bot.Say(Bot.Fixture("002-memhog.log")).Language);
        var reply = bot.Say("po polsku proszę, dlaczego?");
        Assert.Equal("pl", reply.Language);
        Assert.Contains("81\u00a0920\u00a0kB".Replace("\u00a0kB", " kB", StringComparison.Ordinal), reply.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_commands_shows_only_commands()
    {
        var bot = new Bot();
        bot.Say(Bot.Fixture("002-memhog.log"));
        var reply = bot.Say("only the commands");
        Assert.Equal("commands", Assert.Single(reply.Sections).Kind);
        Assert.NotEmpty(reply.Actions);
    }

    [Fact]
    public void As_root_nothing_is_passed_on()
    {
        var bot = new Bot();
        Assert.Contains(bot.Say(Bot.Fixture("003-kvm-host.log")).Actions, a => a.ForAdministrator);
        Assert.DoesNotContain(bot.Say("I am root here. Only the commands").Actions, a => a.RunAs == "root" && a.ForAdministrator);
    }

    [Theory]
    [InlineData("write a text for the cluster admins", "en", "81,920 kB", "Verify")]
    [InlineData("写一段给管理员的文本", "zh", "81,920 kB", "验证")]
    [InlineData("napisz do admina klastra", "pl", "81\u00a0920 kB", "Zweryfikuj")]
    public void A_user_gets_a_text_for_the_administrators(string asked, string lang, string figure, string verify)
    {
        var bot = new Bot();
        var whole = bot.Say(Bot.Fixture("002-memhog.log"), lang, "user");
        Assert.NotNull(whole.Letter);
        var reply = bot.Say(asked, lang);
        Assert.Equal(whole.Letter.Text, reply.Letter!.Text);
        Assert.Contains(figure, reply.Letter.Text, StringComparison.Ordinal);
        Assert.Contains("[L1]", reply.Letter.Text, StringComparison.Ordinal);
        Assert.Contains("systemctl set-property UNIT MemoryMax=102400K", reply.Letter.Text, StringComparison.Ordinal);
        Assert.Contains(verify, reply.Letter.Text, StringComparison.Ordinal);
        Assert.Contains("systemctl set-property UNIT MemoryMax=81920K", reply.Letter.Text, StringComparison.Ordinal);
        Assert.Contains(reply.Letter.Text.Split('\n')[0], reply.Markdown, StringComparison.Ordinal);
        Assert.Null(bot.Say("why?").Letter);
    }

    [Fact]
    public void Starting_over_forgets_the_evidence()
    {
        var bot = new Bot();
        bot.Say(Bot.Fixture("002-memhog.log"));
        var fresh = bot.Say("start over");
        Assert.Empty(fresh.Incidents);
        Assert.Null(fresh.Value("oom.victim"));
    }

    [Fact]
    public void A_question_about_forgetting_is_answered_with_a_question_and_loses_nothing()
    {
        var bot = new Bot();
        bot.Say(Bot.Fixture("002-memhog.log"));
        var asked = bot.Say("what happens if I say forget this conversation?");
        Assert.Contains("Say \"yes\"", Assert.Single(asked.Claims).Text, StringComparison.Ordinal);
        Assert.Single(bot.Say("no").Saying("stays as it is"));
        Assert.Empty(bot.Say("please do not forget this conversation").Saying("Forgotten"));
        // What was asked before the last turn is not meant by a later "yes".
        Assert.Empty(bot.Say("yes").Saying("Forgotten"));
        Assert.Equal("memhog", bot.Say("why?").Value("oom.victim"));
        bot.Say("能不能忘记这次对话？");
        Assert.Single(bot.Say("是的").Saying("已忘记"));
    }

    [Theory]
    [InlineData(FocusKind.Unread, "en", "a fault of this bot")]
    [InlineData(FocusKind.Unread, "zh", "本机器人的缺陷")]
    [InlineData(FocusKind.Unread, "pl", "błędem tego bota")]
    [InlineData(FocusKind.Forget, "en", "Forgotten")]
    [InlineData(FocusKind.Forget, "zh", "已忘记")]
    [InlineData(FocusKind.Forget, "pl", "Zapomniane")]
    public void What_is_said_of_the_conversation_itself_needs_nothing_of_it(FocusKind says, string lang, string words)
    {
        var answer = new Bot().Say("", lang, says: says);
        Assert.Contains(words, Assert.Single(answer.Claims).Text, StringComparison.Ordinal);
        Assert.Empty(answer.Actions);
    }

    [Fact]
    public void The_same_conversation_gives_the_same_bytes()
    {
        static string Run()
        {
            var bot = new Bot();
            return bot.Say(Bot.Fixture("004-meminfo-slab.txt")).Markdown + bot.Say("why not more RAM?").Markdown;
        }

        Assert.Equal(Run(), Run());
    }
}
