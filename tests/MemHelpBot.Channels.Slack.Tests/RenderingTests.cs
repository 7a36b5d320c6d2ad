using System.Text.Json;
using FsCheck.Fluent;
using MemHelpBot.Assistant;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Tests.Double;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>Whatever an answer holds: Slack takes it, and nothing in it acts.</summary>
public sealed class RenderingTests
{
    private static readonly SlackSeal Seal = new(new SlackSettings { BotToken = SlackWorld.BotToken });

    public static TheoryData<string> HostileTexts() =>
    [
        "<!channel> <!here> <!everyone> <@U0ANN00001> <#C0GENERAL1> <!subteam^S1>",
        "<https://evil.example|the vendor's page> and <javascript:alert(1)|x>",
        "*bold* _italic_ ~gone~ `code` ```fence``` > quote",
        "```\n<!channel>\n```\n# heading\n- item\n1. one",
        "&lt;!channel&gt; &amp;lt;",
        "@channel @here @everyone :rotating_light: |a|b|",
        "\u202e\u0007\u0000\u001b[31m\ud800 lone",
        new string('x', 40_000),
        string.Concat(Enumerable.Repeat("\U0001F600", 5000)),
        string.Concat(Enumerable.Repeat("\"\\\n", 5000)),
        string.Concat(Enumerable.Repeat("中文 ", 6000)),
        "",
        " ",
        "\n\n\n",
    ];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void An_answer_of_any_text_is_taken_and_does_nothing(string text)
    {
        foreach (var times in (int[])[1, 7, 120])
        {
            Check(new Reply(Some.Hostile(text, times), text, IsFollowUp: false));
            Check(new Reply(Some.Hostile(text, times), string.Join("\n\n", Enumerable.Repeat(text, times)), IsFollowUp: true));
        }
    }

    [Fact]
    public void A_follow_up_of_any_markdown_is_taken_and_does_nothing()
    {
        var parts = Gen.Elements("# ", "- ", "```", "````", "**", "`", "[L1]", "\\[", "\\", "<!channel>", "a", " ", "\n", "\n\n", "> ", "1. ", "<@U1>", "中");
        var texts = parts.ListOf().Select(p => string.Concat(p)).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(texts, text =>
        {
            Check(new Reply(Some.Answer("headline"), text, IsFollowUp: true));
            return true;
        }));
    }

    [Fact]
    public void Any_text_as_mrkdwn_shows_itself_and_does_nothing() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var shown = SlackText.Escaped(text ?? "");
            return !SlackWorld.Acts(shown) && !shown.Contains("**", StringComparison.Ordinal) && !shown.Contains("```", StringComparison.Ordinal);
        }));

    [Fact]
    public void A_command_can_be_copied_letter_by_letter()
    {
        const string Command = "awk '$2 > 5 && /<!x>/ { print \"a\\t\" $1 }' /proc/buddyinfo # *not* _bold_";
        var answer = Some.Answer("h") with { Actions = [new("a", "memory-leak", "check", "read-only", "user", Command, "Why.", [], false)] };
        var pieces = AnswerBlocks.Of(answer).Select(b => SlackWorld.Element(b)).SelectMany(b => b.Items("elements")).Where(e => e.Text("type") == "rich_text_preformatted").ToList();
        Assert.Equal(Command, Assert.Single(pieces).Items("elements").Single().Text("text"));
    }

    [Fact]
    public void A_follow_up_keeps_its_structure()
    {
        var blocks = MarkdownBlocks.Of("**Bold** start \\[L1\\]\n\n### Title\n\n- one `code`\n- two\n  going on\n\n```sh\necho <a>\n\n  b\n```\n\nend");
        var kinds = blocks.Select(b => SlackWorld.Element(b)).SelectMany(b => b.Items("elements")).Select(e => e.Text("type")).ToList();
        Assert.Equal(["rich_text_section", "rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_section"], kinds);
        var code = SlackWorld.Element(blocks[3]).Items("elements").Single().Items("elements").Single().Text("text");
        Assert.Equal("echo <a>\n\n  b", code);
        Assert.Equal(2, SlackWorld.Element(blocks[2]).Items("elements").Single().Items("elements").Count());
    }

    [Fact]
    public void The_line_for_notifications_is_read_aloud_without_marks()
    {
        var follow = SlackReply.Of(new Reply(Some.Answer("headline"), "### Why not just more RAM?\n\n- Because **it** does not help \\[L1\\]\n", IsFollowUp: true), Seal, "C1:1.1", "a");
        Assert.Equal("Why not just more RAM? · Because it does not help [L1]", follow.Text);
        Assert.Equal("headline", SlackReply.Of(new Reply(Some.Answer("headline"), "x", IsFollowUp: false), Seal, "C1:1.1", "a").Text);
    }

    [Fact]
    public void A_source_is_a_link_only_when_it_leads_to_the_web()
    {
        var answer = Some.Answer("h") with { Sources = [new("a", "A", "javascript:alert(1)", "en", "forum", "related"), new("b", "B", "https://docs.kernel.org/x", "en", "kernel", "exact")] };
        var links = AnswerBlocks.Of(answer).Select(b => b.ToJsonString()).Where(j => j.Contains("\"link\"", StringComparison.Ordinal)).ToList();
        Assert.Contains("https://docs.kernel.org/x", Assert.Single(links), StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", links[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Only the commands")]
    [InlineData("zh", "只要命令")]
    [InlineData("pl", "Tylko polecenia")]
    [InlineData("xx", "Only the commands")]
    public void Words_are_those_of_the_answers_language(string language, string word) => Assert.Contains(word, SlackWords.In(language).Follow);

    [Fact]
    public void A_text_is_never_cut_through_a_sign()
    {
        var text = string.Concat(Enumerable.Repeat("\U0001F600", 100));
        for (var most = 2; most < 50; most++)
            Assert.DoesNotContain('\ufffd', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(Block.Clipped(text, most))));
    }

    private static void Check(Reply reply)
    {
        var rendered = SlackReply.Of(reply, Seal, "C0GENERAL1:1.1", "answer-1");
        foreach (var plain in (bool[])[false, true])
        {
            var blocks = JsonDocument.Parse(rendered.Blocks(Seal, "C0GENERAL1:1.1", "answer-1", withFile: true, plain).Compacted()).RootElement;
            Assert.Empty(BlockRules.Check(blocks));
            Assert.InRange(blocks.GetRawText().Length, 1, 13_200);
            Assert.DoesNotContain(blocks.EnumerateArray(), b => b.GetRawText().Contains("\"mrkdwn\"", StringComparison.Ordinal));
        }

        Assert.InRange(rendered.Text.Length, 1, 4000);
        Assert.False(SlackWorld.Acts(rendered.Text));
        if (rendered.Body.Count > 0)
            Assert.True(rendered.Whole is null || rendered.WholeBytes.Length > 0);
    }
}
