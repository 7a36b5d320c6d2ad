using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.Teams.Tests.Doubles;

namespace MemHelpBot.Channels.Teams.Tests.Contract;

/// <summary>What each type of activity does.</summary>
public sealed class ActivityTests
{
    private const string Log = "Out of memory: Killed process 4711 (solver) total-vm:33554432kB, anon-rss:25165824kB, file-rss:8192kB, shmem-rss:0kB";

    [Fact]
    public async Task A_message_is_kept_acknowledged_and_answered_under_it()
    {
        await using var bot = await RunningBot.StartAsync();
        var activity = Some.Message(Log);
        using var response = await bot.PostAsync(activity);
        Assert.Equal(202, (int)response.StatusCode);
        var reply = Assert.Single(await bot.Outside.MessagesAsync(1));
        Assert.Equal((string?)activity["id"], (string?)reply["replyToId"]);
        Assert.Equal("29:person-1", (string?)reply["recipient"]!["id"]);
        Assert.Equal(Some.BotId, (string?)reply["from"]!["id"]);
        Assert.Equal("markdown", (string?)reply["textFormat"]);
        Assert.StartsWith("**", (string?)reply["text"], StringComparison.Ordinal);
        Assert.Equal("default", (string?)reply["channelData"]!["feedbackLoop"]!["type"]);
        Assert.Equal("AdaptiveCard", (string?)reply["attachments"]![0]!["content"]!["type"]);
        Assert.Equal("Bearer outbound-token", Assert.Single(bot.Outside.Sent).Authorization);
        Assert.Equal(("aad-person-1", Log), (Assert.Single(bot.Desk.Accepted).User, bot.Desk.Accepted.Single().Text));
    }

    [Fact]
    public async Task A_message_delivered_twice_is_answered_once()
    {
        await using var bot = await RunningBot.StartAsync();
        var activity = Some.Message(Log);
        for (var i = 0; i < 3; i++)
        {
            using var response = await bot.PostAsync(activity);
            Assert.Equal(202, (int)response.StatusCode);
        }

        await bot.Outside.MessagesAsync(1);
        using var next = await bot.PostAsync(Some.Message("why"));
        Assert.Equal(2, (await bot.Outside.MessagesAsync(2)).Count);
        Assert.Equal(2, bot.Desk.Accepted.Count);
    }

    [Fact]
    public async Task The_token_for_replies_is_asked_for_once_with_the_credentials_of_the_tenant()
    {
        await using var bot = await RunningBot.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            using var response = await bot.PostAsync(Some.Message(Log));
            await bot.Outside.MessagesAsync(i);
        }

        var asked = Assert.Single(bot.Outside.TokenRequests);
        Assert.StartsWith($"/{RunningBot.TenantId}/oauth2/v2.0/token ", asked, StringComparison.Ordinal);
        Assert.Contains("grant_type=client_credentials", asked, StringComparison.Ordinal);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", asked, StringComparison.Ordinal);
        Assert.Contains($"client_id={RunningBot.AppId}", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("groupChat", "19:chat@thread.v2")]
    [InlineData("channel", "19:channel@thread.tacv2;messageid=1700000000001")]
    public async Task In_a_group_the_bot_reads_what_mentions_it_without_the_mention_and_nothing_else(string type, string conversation)
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        using var overheard = await bot.PostAsync(Some.Message("secret of the group", conversation, type));
        Assert.Equal(200, (int)overheard.StatusCode);
        Assert.Empty(bot.Desk.Accepted);
        using var mentioned = await bot.PostAsync(Some.Mention("why was &lt;solver&gt;&nbsp;killed?", conversation, type));
        Assert.Equal("why was <solver> killed?", Assert.Single(bot.Desk.Accepted).Text);
    }

    [Fact]
    public async Task Other_people_who_are_mentioned_stay_as_names()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        using var response = await bot.PostAsync(Some.With(Some.Mention("<at>Grace</at> sees exit code 137"), a => a["entities"]!.AsArray().Add(
            new JsonObject { ["type"] = "mention", ["text"] = "<at>Grace</at>", ["mentioned"] = new JsonObject { ["id"] = "29:grace", ["name"] = "Grace" } })));
        Assert.Equal("@Grace sees exit code 137", Assert.Single(bot.Desk.Accepted).Text);
    }

    [Fact]
    public async Task A_pressed_button_asks_what_it_says_also_in_a_group()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        using var response = await bot.PostAsync(Some.With(Some.Activity("message", "19:chat@thread.v2", "groupChat"), a => a["value"] = new JsonObject { ["memhelpAsk"] = "What does overcommit mean?" }));
        Assert.Equal("What does overcommit mean?", Assert.Single(bot.Desk.Accepted).Text);
    }

    [Fact]
    public async Task A_new_conversation_is_welcomed_once_although_Teams_tells_of_it_twice()
    {
        await using var bot = await RunningBot.StartAsync();
        JsonObject[] told = [Some.Installation("add"), Some.Added(Some.BotId), Some.Added("29:person-2")];
        foreach (var response in await Task.WhenAll(told.Select(a => bot.PostAsync(a))))
            using (response)
                Assert.Equal(200, (int)response.StatusCode);
        var welcome = Assert.Single(await bot.Outside.MessagesAsync(1));
        var card = welcome["attachments"]![0]!["content"]!;
        Assert.Equal(3, card["body"]!.AsArray().Single(e => (string?)e!["type"] == "ActionSet")!["actions"]!.AsArray().Count);
        Assert.All(card["body"]!.AsArray().Last()!["actions"]!.AsArray(), a => Assert.NotEmpty((string)a!["data"]!["memhelpAsk"]!));
        Assert.Empty(bot.Desk.Accepted);
    }

    [Theory]
    [InlineData("zh-CN", "我回答")]
    [InlineData("pl", "Odpowiadam")]
    [InlineData("de-DE", "I answer")]
    public async Task The_welcome_speaks_the_language_of_the_client(string locale, string begins)
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.With(Some.Added(Some.BotId), a => a["locale"] = locale));
        Assert.Contains(begins, (await bot.Outside.MessagesAsync(1))[0]["attachments"]![0]!["content"]!["body"]![1]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_removes_the_bot_has_the_conversation_forgotten()
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.Installation("remove"));
        Assert.Equal("a:1-personal", Assert.Single(bot.Desk.Forgotten).Id);
        Assert.Empty(bot.Outside.Sent);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("messageReaction")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("endOfConversation")]
    [InlineData("event")]
    [InlineData("trace")]
    [InlineData("somethingOfTheFuture")]
    public async Task Other_activities_are_taken_and_need_nothing(string type)
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.With(Some.Activity(type), a => a["text"] = Log));
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Empty(bot.Desk.Accepted);
        Assert.Empty(bot.Outside.Sent);
    }

    [Fact]
    public async Task Its_own_messages_are_not_answered()
    {
        await using var bot = await RunningBot.StartAsync();
        using var own = await bot.PostAsync(Some.With(Some.Message(Log), a => a["from"]!["id"] = Some.BotId));
        using var role = await bot.PostAsync(Some.With(Some.Message(Log), a => a["from"]!["role"] = "bot"));
        Assert.Empty(bot.Desk.Accepted);
    }

    [Fact]
    public async Task A_mention_with_nothing_else_is_answered_with_how_to_ask()
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.Mention(""));
        Assert.Contains("Here I read only messages that mention me", (await bot.Outside.MessagesAsync(1))[0].ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(bot.Desk.Accepted);
    }

    [Fact]
    public async Task A_file_is_fetched_and_read_with_the_message()
    {
        await using var bot = await RunningBot.StartAsync();
        const string address = "https://contoso-my.sharepoint.com/personal/ada/_layouts/15/download.aspx?UniqueId=1&tempauth=x";
        bot.Outside.Files[address] = () => Outside.Bytes(Encoding.UTF8.GetBytes(RunningBot.Fixture("002-memhog.log")));
        using var response = await bot.PostAsync(Some.File("messages.log", address));
        Assert.Equal(202, (int)response.StatusCode);
        var file = Assert.Single(Assert.Single(bot.Desk.Accepted).Files);
        Assert.Equal("messages.log", file.Name);
        Assert.Contains("cgroup", (string?)(await bot.Outside.MessagesAsync(1))[0]["text"], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_picture_is_not_read_and_the_person_is_told()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        using var response = await bot.PostAsync(Some.With(Some.Message("see this"), a => a["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "image/png", ["contentUrl"] = "https://smba.trafficmanager.net/emea/v3/attachments/1/views/original", ["name"] = "screen.png" })));
        Assert.StartsWith("screen.png is a picture", (string?)(await bot.Outside.MessagesAsync(1))[0]["text"], StringComparison.Ordinal);
        Assert.Equal("see this", Assert.Single(bot.Desk.Accepted).Text);
    }

    [Theory]
    [InlineData("like", true)]
    [InlineData("dislike", false)]
    public async Task Feedback_reaches_the_answer_it_is_about_with_its_reason(string reaction, bool helpful)
    {
        await using var bot = await RunningBot.StartAsync();
        using var first = await bot.PostAsync(Some.Message(Log));
        await bot.Outside.MessagesAsync(1);
        using var second = await bot.PostAsync(Some.Message("why"));
        await bot.Outside.MessagesAsync(2);
        using var response = await bot.PostAsync(Some.Feedback(reaction, "sent-1", """{"feedbackText":"the command was right"}"""));
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var opinion = Assert.Single(bot.Desk.Opinions);
        Assert.Equal(("answer-1", helpful, "the command was right", "aad-person-1"), (opinion.AnswerId, opinion.Helpful, opinion.Reason, opinion.User));
        using var unnamed = await bot.PostAsync(Some.Feedback(reaction, null, ""));
        Assert.Equal(("answer-2", ""), (bot.Desk.Opinions.Last().AnswerId, bot.Desk.Opinions.Last().Reason));
    }

    [Fact]
    public async Task An_unknown_invoke_is_not_implemented_and_a_broken_one_is_told_so()
    {
        await using var bot = await RunningBot.StartAsync();
        using var unknown = await bot.PostAsync(Some.With(Some.Activity("invoke"), a => a["name"] = "composeExtension/query"));
        using var broken = await bot.PostAsync(Some.Feedback("perhaps", "sent-1"));
        Assert.Equal((501, 400), ((int)unknown.StatusCode, (int)broken.StatusCode));
        Assert.Empty(bot.Desk.Opinions);
    }

    [Fact]
    public async Task With_expectReplies_the_reply_stands_in_the_response_and_is_not_sent_again()
    {
        await using var bot = await RunningBot.StartAsync();
        var activity = Some.With(Some.Message(Log), a => a["deliveryMode"] = "expectReplies");
        using var response = await bot.PostAsync(activity);
        Assert.Equal(200, (int)response.StatusCode);
        var replies = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["activities"]!.AsArray();
        Assert.Equal((string?)activity["id"], (string?)Assert.Single(replies)!["replyToId"]);
        using var again = await bot.PostAsync(activity);
        Assert.Equal("""{"activities":[]}""", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var opinion = await bot.PostAsync(Some.Feedback("like", null));
        Assert.Equal("answer-1", Assert.Single(bot.Desk.Opinions).AnswerId);
        Assert.Empty(bot.Outside.Sent);
    }

    [Fact]
    public async Task A_repeated_request_takes_no_reply_from_the_one_that_waits()
    {
        await using var bot = await RunningBot.StartAsync();
        var release = new TaskCompletionSource();
        bot.Desk.Before = () => release.Task;
        var activity = Some.With(Some.Message(Log), a => a["deliveryMode"] = "expectReplies");
        var first = bot.PostAsync(activity);
        for (var i = 0; i < 6000 && bot.Desk.Accepted.IsEmpty; i++)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        using var repeated = await bot.PostAsync(activity);
        Assert.Equal("""{"activities":[]}""", await repeated.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        release.SetResult();
        using var response = await first;
        var replies = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["activities"]!.AsArray();
        Assert.Equal((string?)activity["id"], (string?)Assert.Single(replies)!["replyToId"]);
        Assert.Empty(bot.Outside.Sent);
    }

    [Fact]
    public async Task A_request_that_is_given_up_has_its_reply_sent_to_the_connector()
    {
        await using var bot = await RunningBot.StartAsync();
        var release = new TaskCompletionSource();
        bot.Desk.Before = () => release.Task;
        using var giveUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages");
        request.Content = new StringContent(Some.With(Some.Message(Log), a => a["deliveryMode"] = "expectReplies").ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + bot.Channel.Token());
        var pending = bot.Client.SendAsync(request, giveUp.Token);
        while (bot.Desk.Accepted.IsEmpty)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        release.SetResult();
        Assert.Single(await bot.Outside.MessagesAsync(1));
    }
}
