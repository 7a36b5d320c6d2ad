using MemHelpBot.Answers.Model;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>Talk about the conversation itself, in three languages, on the real product.</summary>
public sealed class DialogueTests
{
    [Theory]
    [InlineData("yes", "en")]
    [InlineData("Tak, poproszę.", "pl")]
    [InlineData("是的", "zh")]
    public void Yes_means_the_question_asked_last(string word, string language)
    {
        var (bot, asked) = Asked(language);
        var reply = bot.Say(word, language);
        Assert.Equal(asked.Id, Assert.Single(reply.Questions).Id);
        Assert.Contains(asked.Command, reply.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain(reply.Sections, s => s.Kind == "what-happened");
    }

    [Theory]
    [InlineData("no, I can't", "en")]
    [InlineData("nie mogę", "pl")]
    [InlineData("不能", "zh")]
    public void No_goes_on_to_the_next_question_and_then_to_what_can_be_done(string word, string language)
    {
        var (bot, asked) = Asked(language);
        var seen = new List<string> { asked.Id };
        for (var i = 0; i < 6; i++)
        {
            var reply = bot.Say(word, language);
            if (reply.Markdown.Contains("```sh", StringComparison.Ordinal) && reply.Questions.Count == 1 && !seen.Contains(reply.Questions[0].Id))
            {
                seen.Add(reply.Questions[0].Id);
                continue;
            }

            break;
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count > 1);
    }

    [Theory]
    [InlineData("it worked, thanks", "Good.", "en")]
    [InlineData("zadziałało!", "Dobrze.", "pl")]
    [InlineData("解决了", "很好。", "zh")]
    public void After_it_worked_comes_what_makes_it_last(string word, string said, string language)
    {
        var bot = new Bot();
        bot.Say(Bot.Fixture("003-kvm-host.log"), language, "root");
        var reply = bot.Say(word, language, "root");
        Assert.StartsWith("**" + said, reply.Markdown, StringComparison.Ordinal);
        Assert.Contains(reply.Actions, a => a.Kind == "verify" || a.Lasts == "permanent");
    }

    [Theory]
    [InlineData("it did not work", "en")]
    [InlineData("nie pomogło", "pl")]
    [InlineData("没用", "zh")]
    public void After_it_did_not_work_comes_what_was_not_tried(string word, string language)
    {
        var bot = new Bot();
        bot.Say(Bot.Fixture("003-kvm-host.log"), language, "root");
        var commands = bot.Say(language == "zh" ? "只要命令" : language == "pl" ? "tylko polecenia" : "only the commands", language, "root");
        var reply = bot.Say(word, language, "root");
        var shown = commands.Actions.Where(a => a.Kind is "mitigate" or "fix").Select(a => a.Command).ToList();
        Assert.NotEmpty(shown);
        Assert.DoesNotContain(shown, c => reply.Markdown.Contains("\n" + c + "\n", StringComparison.Ordinal));
        Assert.Equal("headline", reply.Sections[0].Kind);
    }

    [Fact]
    public void It_did_not_and_now_it_says_is_judged_anew()
    {
        var bot = new Bot();
        bot.Say("My job with 40 GB per process ends with: fork: Cannot allocate memory");
        var reply = bot.Say("it did not, now it says:\n" + Bot.Fixture("002-memhog.log"));
        Assert.Contains(reply.Sections, s => s.Kind == "what-happened");
        Assert.Contains(reply.Sections, s => s.Kind == "changed");
    }

    [Theory]
    [InlineData("is it safe?", "en")]
    [InlineData("czy to bezpieczne?", "pl")]
    [InlineData("安全吗？", "zh")]
    public void It_is_the_command_proposed_last(string word, string language)
    {
        var bot = new Bot();
        var proposed = bot.Say(Bot.Fixture("003-kvm-host.log"), language, "root").Actions.First(a => a.Kind is "mitigate" or "fix");
        var reply = bot.Say(word, language, "root");
        Assert.Equal(proposed.Command, reply.Actions[0].Command);
        Assert.Contains(reply.Actions, a => a.Kind == "undo");
    }

    [Theory]
    [InlineData("What is the capital of France?", "en", "outside what this bot knows")]
    [InlineData("who won the world cup", "en", "outside what this bot knows")]
    [InlineData("Jaka jest stolica Francji?", "pl", "wykracza poza wiedzę")]
    [InlineData("今天天气怎么样？", "zh", "超出了本机器人的范围")]
    public void What_is_of_another_field_gets_one_honest_sentence(string question, string language, string said)
    {
        foreach (var bot in new[] { new Bot(), After("002-memhog.log") })
        {
            var reply = bot.Say(question);
            Assert.Equal(language, reply.Language);
            Assert.Contains(said, Assert.Single(reply.Claims).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("```", reply.Markdown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("my server freezes every night")]
    [InlineData("why does it die")]
    [InlineData("serwer się zawiesza")]
    [InlineData("程序老是崩溃")]
    [InlineData("hello")]
    [InlineData("is the culprit the batch system?")]
    public void What_may_be_of_the_field_is_not_turned_away(string question) =>
        Assert.DoesNotContain("outside what", new Bot().Say(question, "en").Markdown, StringComparison.Ordinal);

    [Fact]
    public void New_evidence_says_what_is_out_with_its_reason_and_what_remains()
    {
        var bot = new Bot();
        bot.Say("My job with 40 GB per process ends with: fork: Cannot allocate memory");
        var changed = bot.Say(Bot.Fixture("000-commit.txt")).Sections.Single(s => s.Kind == "changed");
        Assert.Contains(changed.Claims, c => c.Text.Contains("1.7", StringComparison.Ordinal) && c.Text.Contains("That rules out:", StringComparison.Ordinal));
        Assert.StartsWith("What remains:", changed.Claims[^1].Text, StringComparison.Ordinal);
    }

    private static Bot After(string log)
    {
        var bot = new Bot();
        bot.Say(Bot.Fixture(log));
        return bot;
    }

    private static (Bot Bot, AnswerQuestion Asked) Asked(string language)
    {
        var bot = new Bot();
        var answer = bot.Say("My job with 40 GB per process ends with: fork: Cannot allocate memory", language);
        Assert.NotEmpty(answer.Questions);
        return (bot, answer.Questions[0]);
    }
}
