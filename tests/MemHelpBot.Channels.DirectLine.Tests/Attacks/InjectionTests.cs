using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MemHelpBot.Channels.DirectLine.Tests.Doubles;
using MemHelpBot.Rendering.Cards;
using MemHelpBot.Rendering.Chat;

namespace MemHelpBot.Channels.DirectLine.Tests.Attacks;

/// <summary>Text of a paste is never markup, nor a link that a client makes by itself. What Web Chat makes of it is tested in the browser.</summary>
public sealed class InjectionTests
{
    private static readonly string[] Hostile =
    [
        "[click](https://attacker.example)", "![x](https://attacker.example/p.png)", "<img src=x>", "<script>", "**bold**", " # head", "# head", "`code`", "```", "https://attacker.example/a-b",
        "http://a", "www.attacker.example", "setup.sh", "a@b.example", "//attacker.example", "ftp://x.y", "mailto:a@b.c", "{aria-label=\"x\"}", "{aria-label}", "⟬aria-label=x⟭", "(c)", "--long", "...", "+-",
        "\"q\"", "{{DATE(2026-01-01T00:00:00Z,SHORT)}}", "&lt;b&gt;", "- item", "1. one", "> quote", "\\", "](", "\u202e", "\ud800", "\u0000", "javascript:alert(1)", "[x]: https://attacker.example", "~~s~~", "\r\n\r\n",
    ];

    private static readonly Gen<string> Text = Gen.Elements(Hostile).Or(Gen.Elements("oom", " ", "a_b", "1", "内存", "\t", ".", ":", "/", "@")).ListOf().Select(parts => string.Concat(parts));

    // Markdig's links of bare addresses stand for those of the client.
    private static readonly MarkdownPipeline Linkifying = new MarkdownPipelineBuilder().UseAutoLinks().UseEmphasisExtras().Build();

    [Fact]
    public void Escaped_text_is_shown_as_written_and_makes_no_markup() => Prop.ForAll(Arb.From(Text), text =>
    {
        var document = Markdown.Parse(ChatMarkdown.Linkifying.Escape(text), Linkifying);
        Assert.DoesNotContain(document.Descendants(), IsMarkup);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_part_of_it_looks_like_an_address_or_an_attribute() => Prop.ForAll(Arb.From(Text), text =>
    {
        var written = ChatMarkdown.Linkifying.Escape(text);
        foreach (var (acting, i) in written.Select((c, i) => (c, i)).Where(p => p.c is '@' or '"' or '{' or '}' or '='))
            Assert.True(i > 0 && written[i - 1] == '\\', $"{acting} at {i} of {written}");
        Assert.DoesNotContain("://", written, StringComparison.Ordinal);
        Assert.DoesNotContain("e.s", written, StringComparison.Ordinal);
        Assert.DoesNotContain('⟬', written);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_of_a_fact_makes_no_markup_either() => Prop.ForAll(Arb.From(Text), text =>
    {
        var written = Replies.ReplyActivity.Form.InMarkdown(text);
        Assert.DoesNotContain(Markdown.Parse(written, Linkifying).Descendants(), IsMarkup);
        Assert.DoesNotContain("{{DATE", CardText.Plain(text), StringComparison.OrdinalIgnoreCase);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Markup_of_our_composer_stays_and_bare_text_in_it_is_inert()
    {
        var written = ChatMarkdown.Linkifying.Of("### Head\n\n- **Check** (read-only): run setup.sh, see http://a.b \\[L1\\]\n  1. one `x.sh --y`\n\n```sh\ncat a.sh --z \"q\"\n```\n> quote -- it's", c => $" ({string.Join('+', c)})");
        Assert.Equal("**Head**\n\n- **Check** (read-only): run setup\\.sh, see http\\:\\/\\/a\\.b (L1)\n  1. one `x.sh --y`\n\n```sh\ncat a.sh --z \"q\"\n```\n> quote \\-\\- it\\'s", written);
    }

    [Fact]
    public async Task Nothing_of_the_inside_is_in_an_answer()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.SayAsync(RunningBot.Fixture("003-kvm-host.log"));
        var answer = (await session.AnswersAsync(1)).Activities[^1];
        string[] known = ["type", "id", "timestamp", "channelId", "from", "conversation", "replyToId", "locale", "text", "textFormat", "attachments", "suggestedActions", "entities"];
        Assert.All(answer, p => Assert.Contains(p.Key, known));
        Assert.DoesNotContain(bot.Data, answer.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(new JsonArray(answer["entities"]!.DeepClone()).ToJsonString(), RunningBot.Secret, StringComparison.Ordinal);
    }

    private static bool IsMarkup(MarkdownObject part) =>
        part is LinkInline or HtmlInline or HtmlBlock or EmphasisInline or CodeInline or HeadingBlock or FencedCodeBlock or QuoteBlock or AutolinkInline or LinkReferenceDefinition;
}
