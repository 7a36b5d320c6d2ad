using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Answers.Composing;
using MemHelpBot.Assistant;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Replies;
using MemHelpBot.Channels.Teams.Tests.Doubles;
using MemHelpBot.Rendering.Cards;

namespace MemHelpBot.Channels.Teams.Tests.Cards;

/// <summary>Answers of the real product as messages.</summary>
public sealed class AnswerCardTests
{
    private const int MostCardBytes = 28 * 1024;
    private const int MostMessageBytes = 80 * 1024;

    private static readonly string[] Known =
        ["AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Container", "ActionSet", "Action.ToggleVisibility", "Action.OpenUrl", "Action.Submit", "FactSet", "CodeBlock", "Chart.Gauge", "Chart.Donut", "Chart.HorizontalBar"];

    private static readonly ReplyAddress To = new(RunningBot.ServiceUrl, "a:1", "personal", RunningBot.TenantId, "msteams", new Account("28:b"), new Account("29:u"), "1", "en");

    public static TheoryData<string, string> Logs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var log in (string[])["002-memhog.log", "002-global.log", "003-kvm-host.log", "004-meminfo-slab.txt", "000-gromacs-realloc.log", "000-commit.txt"])
            {
                foreach (var language in (string[])["en", "zh", "pl"])
                    data.Add(log, language);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task An_answer_keeps_every_limit_and_every_command(string log, string language)
    {
        var reply = await ReplyAsync(RunningBot.Fixture(log), language);
        var messages = ReplyMessages.Of(reply);
        Assert.All(messages, m => Assert.InRange(2 * Encoding.UTF8.GetString(ActivityJson.Bytes(To.Addressed(m))).Length, 1, MostMessageBytes));
        var cards = messages.SelectMany(m => m.Attachments ?? []).Select(a => a!.Content!.AsObject()).ToList();
        Assert.NotEmpty(cards);
        Assert.All(cards, c => Assert.InRange(CardPacker.Size(c), 1, MostCardBytes));
        Assert.All(cards, CheckStructure);
        var written = string.Concat(cards.SelectMany(Strings));
        // Every command stands in the card, or all further ones are a button's press away.
        var asked = cards.SelectMany(All).Any(o => (string?)o["type"] == "Action.Submit" && (string?)o["data"]!["memhelpAsk"] == CardWords.AskCommands.In(language));
        Assert.All(asked ? Brief.Of(reply.Answer).Actions : reply.Answer.Actions, a => Assert.Contains(CardText.Plain(a.Command.TrimEnd('\n')), written, StringComparison.Ordinal));
        Assert.InRange(cards.Count, 1, 2);
        // What the related documents are called stands among the sources.
        Assert.All(reply.Answer.Sections.Where(s => s.Kind != "related").SelectMany(s => s.Claims), c => Assert.Contains(CardText.Plain(c.Text), written + messages[0].Text!.Replace("\\", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.NotNull(messages[^1].ChannelData);
        Assert.All(messages.SkipLast(1), m => Assert.Null(m.ChannelData));
    }

    [Fact]
    public async Task Documents_are_cited_by_number_in_one_entity_and_no_label_says_that_a_model_wrote()
    {
        var message = ReplyMessages.Of(await ReplyAsync(RunningBot.Fixture("003-kvm-host.log"), "en"))[0];
        Assert.Contains("\\[L15, L9, L16, L2\\]", message.Text, StringComparison.Ordinal);
        var follow = await ReplyAsync(RunningBot.Fixture("003-kvm-host.log"), "en", "why not more RAM?");
        var cited = ReplyMessages.Of(follow)[0];
        var entity = JsonObject.Create(Assert.Single(cited.Entities!))!;
        Assert.Equal(("https://schema.org/Message", "Message"), ((string?)entity["type"], (string?)entity["@type"]));
        Assert.Null(entity["additionalType"]);
        var citations = entity["citation"]!.AsArray();
        Assert.InRange(citations.Count, 1, 10);
        Assert.All(citations, c =>
        {
            Assert.Contains($"[{(int)c!["position"]!}]", cited.Text, StringComparison.Ordinal);
            Assert.InRange(((string)c["appearance"]!["name"]!).Length, 1, 80);
            Assert.InRange(((string)c["appearance"]!["abstract"]!).Length, 1, 160);
        });
        Assert.DoesNotContain("C:", cited.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_wrote_bears_the_label()
    {
        var reply = await ReplyAsync(RunningBot.Fixture("002-memhog.log"), "en") with { WrittenByModel = true };
        Assert.Equal("AIGeneratedContent", (string?)JsonObject.Create(Assert.Single(ReplyMessages.Of(reply)[0].Entities!))!["additionalType"]![0]);
    }

    [Fact]
    public async Task A_cgroup_kill_shows_its_use_against_its_limit_with_the_numbers_as_fallback()
    {
        var card = ReplyMessages.Of(await ReplyAsync(RunningBot.Fixture("002-memhog.log"), "en"))[0].Attachments![0]!.Content!;
        var gauge = card["body"]!.AsArray().First(e => (string?)e!["type"] == "Chart.Gauge")!;
        Assert.True((double)gauge["value"]! > 0);
        Assert.Equal("FactSet", (string?)gauge["fallback"]!["type"]);
    }

    [Fact]
    public async Task A_follow_up_is_text_with_its_commands_in_fences_and_no_card()
    {
        var reply = await ReplyAsync(RunningBot.Fixture("003-kvm-host.log"), "en", "only the commands");
        var message = Assert.Single(ReplyMessages.Of(reply));
        Assert.Null(message.Attachments);
        Assert.Contains("```sh\ncat /proc/buddyinfo\n```", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("### ", message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    [InlineData("pl")]
    public async Task What_a_card_cannot_hold_is_asked_for_by_its_button(string language)
    {
        var all = await ReplyAsync(RunningBot.Fixture("004-meminfo-slab.txt"), language, CardWords.AskCommands.In(language));
        var written = string.Join('\n', ReplyMessages.Of(all).Select(m => m.Text));
        Assert.True(all.IsFollowUp);
        Assert.All(all.Answer.Actions, a => Assert.All(a.Command.TrimEnd('\n').Split('\n'), l => Assert.Contains(l, written, StringComparison.Ordinal)));
        var letter = await ReplyAsync(RunningBot.Fixture("004-meminfo-slab.txt"), language, CardWords.AskLetter.In(language));
        Assert.NotNull(letter.Answer.Letter);
        Assert.All(letter.Answer.Letter.Text.Split('\n'), l => Assert.Contains(l, string.Join('\n', ReplyMessages.Of(letter).Select(m => m.Text)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_section_longer_than_a_card_goes_on_in_the_next()
    {
        List<JsonObject> lines = [.. Enumerable.Range(0, 1500).Select(i => Element.Paragraph(Element.Run($"line {i} of a long section with 内存 in it")))];
        var cards = CardPacker.Pack([new("main", "", [Element.Heading("Head")]), new("why", "Why", lines), new("letter", "Letter", [.. lines.Select(l => (JsonObject)l.DeepClone())], "the letter")], "fallback", "en", TeamsCards.Form);
        Assert.True(cards.Count > 2);
        Assert.All(cards, c => Assert.InRange(CardPacker.Size(c), 1, MostCardBytes));
        Assert.All(cards, CheckStructure);
        var written = cards.SelectMany(Strings).ToList();
        Assert.All(Enumerable.Range(0, 1500), i => Assert.Single(written, w => w == $"line {i} of a long section with 内存 in it"));
        Assert.Contains($"continued (2/{cards.Count})", written);
        Assert.Equal("the letter", (string?)All(cards[^1]).Single(o => (string?)o["type"] == "Action.Submit")["data"]!["memhelpAsk"]);
    }

    private static async Task<Reply> ReplyAsync(string log, string language, string? followUp = null)
    {
        var conversation = new Conversation();
        var reply = await RunningBot.Assistant.ReplyAsync(conversation, new Turn(log, language), TestContext.Current.CancellationToken);
        return followUp is null ? reply : await RunningBot.Assistant.ReplyAsync(conversation, new Turn(followUp, language), TestContext.Current.CancellationToken);
    }

    private static void CheckStructure(JsonObject card)
    {
        Assert.Equal(("AdaptiveCard", "1.5"), ((string?)card["type"], (string?)card["version"]));
        Assert.NotEqual("", (string?)card["fallbackText"]);
        var all = All(card).ToList();
        Assert.All(all, o => Assert.Contains((string?)o["type"] ?? "TextRun", Known));
        var ids = all.Select(o => (string?)o["id"]).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        foreach (var toggle in all.Where(o => (string?)o["type"] == "Action.ToggleVisibility"))
            Assert.Contains((string)toggle["targetElements"]![0]!, ids);
        // A client that knows neither charts nor code shows something in their place.
        Assert.All(all.Where(o => ((string?)o["type"])!.StartsWith("Chart.", StringComparison.Ordinal) || (string?)o["type"] == "CodeBlock"), o => Assert.NotNull(o["fallback"]));
        Assert.InRange(all.Count(o => (string?)o["type"] == "Action.ToggleVisibility"), 0, 6);
    }

    private static IEnumerable<JsonObject> All(JsonNode node) => node switch
    {
        JsonObject o => (o.ContainsKey("type") && o["type"]!.GetValueKind() == JsonValueKind.String ? [o] : Enumerable.Empty<JsonObject>()).Concat(o.Where(p => p.Value is not null).SelectMany(p => All(p.Value!))),
        JsonArray a => a.Where(n => n is not null).SelectMany(n => All(n!)),
        _ => [],
    };

    private static IEnumerable<string> Strings(JsonNode node) => node switch
    {
        JsonObject o => o.Where(p => p.Value is not null).SelectMany(p => Strings(p.Value!)),
        JsonArray a => a.Where(n => n is not null).SelectMany(n => Strings(n!)),
        JsonValue v when v.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
