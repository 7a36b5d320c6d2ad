using MemHelpBot.Answers.Composing;

namespace MemHelpBot.Scenarios.Tests;

/// <summary>The answer is short at first, and what a person asks next unfolds the rest; in three languages.</summary>
public sealed class UnfoldingTests
{
    private static readonly string Log = Bot.Fixture("003-kvm-host.log");

    [Theory]
    [InlineData("003-kvm-host.log")]
    [InlineData("002-global.log")]
    [InlineData("000-gromacs-realloc.log")]
    [InlineData("004-meminfo-slab.txt")]
    public void The_short_form_is_a_headline_few_sentences_few_commands_and_one_question(string fixture)
    {
        var brief = Brief.Of(Bot.Ask(Bot.Fixture(fixture)));
        Assert.InRange(brief.Sections.Where(s => s.Kind != "related").SelectMany(s => s.Claims).Count(), 2, 6);
        Assert.True(brief.Sections.Where(s => s.Kind == "related").SelectMany(s => s.Claims).Count() <= 1);
        Assert.InRange(brief.Actions.Count, 1, 3);
        Assert.InRange(brief.Questions.Count, 0, 1);
        Assert.Equal("headline", brief.Sections[0].Kind);
    }

    [Theory]
    [InlineData("more", "en")]
    [InlineData("更多", "zh")]
    [InlineData("więcej", "pl")]
    public void More_shows_the_whole_argument_and_every_command(string wish, string lang)
    {
        var bot = new Bot();
        var first = bot.Say(Log, lang);
        var more = bot.Say(wish, lang);
        Assert.All(first.Causes[0].For, c => Assert.Contains(c.Text, more.Sections.Single(s => s.Kind == "why").Claims.Select(x => x.Text)));
        Assert.All(first.Actions, a => Assert.Contains(a.Command.Split('\n')[0], more.Markdown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("what does line 13 mean?", "en", "Watermark below which only reserves are served")]
    [InlineData("第13行是什么意思？", "zh", "zone[1/DMA].min_kb 为 20 kB")]
    [InlineData("co znaczy wiersz 13?", "pl", "zone[1/DMA].min_kb wynosi 20 kB")]
    public void A_cited_line_is_explained_by_what_was_read_from_it(string question, string lang, string said)
    {
        var bot = new Bot();
        bot.Say(Log, lang);
        var reply = bot.Say(question, lang);
        Assert.Equal("line", reply.Sections[0].Kind);
        Assert.Contains(reply.Sections[0].Claims, c => c.Text.Contains(said, StringComparison.Ordinal));
        Assert.All(reply.Sections[0].Claims, c => Assert.Contains("L13", c.Citations));
    }

    [Theory]
    [InlineData("why not a container limit?", "en")]
    [InlineData("为什么不是容器限制？", "zh")]
    [InlineData("dlaczego nie limit kontenera?", "pl")]
    public void Why_not_another_cause_is_answered_from_its_judgement(string question, string lang)
    {
        var bot = new Bot();
        var first = bot.Say(Log, lang);
        var reply = bot.Say(question, lang);
        Assert.Equal("topic", reply.Sections[0].Kind);
        Assert.Contains(first.Cause("cgroup-limit")!.Against[0].Text, reply.Sections[0].Claims.Select(c => c.Text));
    }

    [Theory]
    [InlineData("what does oom_score_adj mean?", "oom_score_adj")]
    [InlineData("解释 oom_score_adj", "oom_score_adj")]
    [InlineData("co to jest lowmem_reserve?", "lowmem_reserve")]
    public void What_a_term_means_can_be_asked_first_of_all(string question, string term)
    {
        var answer = Bot.Ask(question);
        Assert.Contains(answer.Sections, s => s.Kind == "term" && s.Claims.Any(c => c.Text.Contains(term, StringComparison.Ordinal) && c.Citations.Count > 0));
    }

    [Fact]
    public void For_root_nothing_is_to_be_passed_on_though_the_channel_says_user()
    {
        var bot = new Bot();
        bot.Say(Log, role: "user");
        var reply = bot.Say("for root", role: "user");
        Assert.DoesNotContain(reply.Actions, a => a.ForAdministrator && a.RunAs == "root");
        Assert.Equal("commands", reply.Sections[0].Kind);
    }

    [Fact]
    public void A_fact_is_explained_by_its_name_with_its_line()
    {
        var bot = new Bot();
        bot.Say(Log);
        var claim = bot.Say("explain oom.gfp_mask").Sections[0].Claims[0];
        Assert.StartsWith("oom.gfp_mask is ", claim.Text, StringComparison.Ordinal);
        Assert.Equal(["L2"], claim.Citations);
    }

    [Fact]
    public void A_sentence_on_another_batch_system_is_not_told()
    {
        var answer = Bot.Ask("=>> PBS: job killed: mem 38427376kb exceeded limit 33554432kb");
        Assert.Equal("scheduler-memory-limit", answer.Causes[0].Id);
        Assert.NotEmpty(answer.Saying("PBS polls"));
        Assert.Empty(answer.Saying("cgroup limit on"));
    }

    [Fact]
    public void A_full_connection_table_gets_a_headline_that_fits()
    {
        var answer = Bot.Ask("[123456.789012] nf_conntrack: nf_conntrack: table full, dropping packet");
        Assert.Contains("network stack", answer.Sections[0].Claims[0].Text, StringComparison.Ordinal);
    }
}
