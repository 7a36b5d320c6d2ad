using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.DirectLine.Tests.Doubles;

namespace MemHelpBot.Channels.DirectLine.Tests.Contract;

/// <summary>The calls of the protocol, as a client makes them.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task A_token_begins_its_conversation_and_is_renewed()
    {
        await using var bot = await RunningBot.StartAsync();
        var (generated, token) = await bot.SendAsync(HttpMethod.Post, "tokens/generate", RunningBot.Secret, new JsonObject { ["user"] = new JsonObject { ["id"] = "dl_anna-1", ["name"] = "Anna" } });
        Assert.Equal(HttpStatusCode.OK, generated.StatusCode);
        Assert.Equal(1800, (int)token["expires_in"]!);
        var (started, body) = await bot.SendAsync(HttpMethod.Post, "conversations", (string)token["token"]!, []);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        Assert.Equal((string?)token["conversationId"], (string?)body["conversationId"]);
        Assert.StartsWith($"ws://{bot.Address.Authority}/v3/directline/conversations/", (string?)body["streamUrl"], StringComparison.Ordinal);
        var (refreshed, renewed) = await bot.SendAsync(HttpMethod.Post, "tokens/refresh", (string)body["token"]!, []);
        Assert.Equal((HttpStatusCode.OK, (string?)token["conversationId"]), (refreshed.StatusCode, (string?)renewed["conversationId"]));
        Assert.Equal("dl_anna-1", (string?)JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(((string)renewed["token"]!).Split('.')[1]))!["user"]);
    }

    [Fact]
    public async Task A_server_that_shows_the_secret_may_do_what_a_client_does()
    {
        await using var bot = await RunningBot.StartAsync();
        var (started, body) = await bot.SendAsync(HttpMethod.Post, "conversations", RunningBot.Secret, []);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        var path = $"conversations/{body["conversationId"]}/activities";
        Assert.Equal(HttpStatusCode.OK, (await bot.SendAsync(HttpMethod.Post, path, RunningBot.Secret, Session.Message("what does overcommit mean?"))).Response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bot.SendAsync(HttpMethod.Get, path, RunningBot.Secret)).Response.StatusCode);
    }

    [Fact]
    public async Task The_welcome_then_the_message_with_its_channel_data_then_the_answer_are_there_when_the_client_polls()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.StartAsync();
        var (first, mark) = await session.PollAsync();
        Assert.EndsWith("|welcome", (string?)Assert.Single(first)["id"], StringComparison.Ordinal);
        var id = await session.SayAsync(RunningBot.Fixture("003-kvm-host.log"), "client-1");
        var (activities, later) = await session.AnswersAsync(1, mark);
        Assert.Equal(2, activities.Count);
        var echo = activities[0];
        Assert.Equal((id, "visitor-1", "user", "client-1", "kept"), ((string?)echo["id"], (string?)echo["from"]!["id"], (string?)echo["from"]!["role"], (string?)echo["channelData"]!["clientActivityID"], (string?)echo["channelData"]!["mine"]));
        Assert.Equal(RunningBot.Fixture("003-kvm-host.log"), (string?)echo["text"]);
        var answer = activities[1];
        Assert.Equal((id, "markdown", "bot"), ((string?)answer["replyToId"], (string?)answer["textFormat"], (string?)answer["from"]!["role"]));
        Assert.Contains("\\[L15, L9, L16, L2\\]", (string)answer["text"]!, StringComparison.Ordinal);
        Assert.Equal("AdaptiveCard", (string?)answer["attachments"]![0]!["content"]!["type"]);
        Assert.Equal(["why?", "only the commands", "text for the admins"], answer["suggestedActions"]!["actions"]!.AsArray().Select(a => (string)a!["value"]!));
        Assert.Null(answer["channelData"]);
        Assert.Empty((await session.PollAsync(later)).Activities);
        Assert.Equal(3, (await session.PollAsync()).Activities.Count);
    }

    [Theory]
    [InlineData("zh-CN", "我回答")]
    [InlineData("pl-PL", "Odpowiadam")]
    [InlineData("de-DE", "I answer")]
    public async Task The_welcome_speaks_the_language_of_the_client(string locale, string begins)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        var (_, started) = await session.StartAsync(locale);
        var (_, body) = await bot.SendAsync(HttpMethod.Get, $"{session.Path}/activities", (string)started["token"]!);
        Assert.StartsWith(begins, (string?)body["activities"]![0]!["attachments"]![0]!["content"]!["body"]![1]!["inlines"]![0]!["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "为什么？", "只要命令")]
    [InlineData("pl", "dlaczego?", "tylko polecenia")]
    public async Task Follow_ups_are_offered_in_the_language_of_the_answer_and_understood(string language, string why, string commands)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.SayAsync(RunningBot.Fixture("003-kvm-host.log") + (language == "zh" ? "\n这是为什么？请解释。" : "\nDlaczego tak się stało? Proszę o wyjaśnienie."));
        var (first, mark) = await session.AnswersAsync(1);
        Assert.Equal([why, commands], first[^1]["suggestedActions"]!["actions"]!.AsArray().Take(2).Select(a => (string)a!["value"]!));
        await session.SayAsync(commands);
        var (second, _) = await session.AnswersAsync(1, mark);
        Assert.Contains("cat /proc/buddyinfo", (string)second[^1]["text"]!, StringComparison.Ordinal);
        Assert.Null(second[^1]["attachments"]);
    }

    [Fact]
    public async Task A_message_that_is_sent_again_has_the_same_id_and_is_answered_once()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => session.SayAsync("what does overcommit mean?", "client-7")));
        Assert.Single(ids.Distinct(StringComparer.Ordinal));
        await session.AnswersAsync(1);
        await session.SayAsync("what does overcommit mean?", "client-7");
        Assert.Equal(3, (await session.AnswersAsync(1)).Activities.Count);
        Assert.Equal(1, bot.Product.Turns);
    }

    [Fact]
    public async Task Files_come_by_upload_and_a_repeated_upload_is_answered_once()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        var meminfo = Encoding.UTF8.GetBytes(RunningBot.Fixture("004-meminfo-slab.txt"));
        var (response, first) = await session.UploadAsync(Session.Message("where did the memory go?", "up-1"), ("meminfo.log", meminfo));
        Assert.True(response.IsSuccessStatusCode, first.ToJsonString());
        var (_, again) = await session.UploadAsync(Session.Message("where did the memory go?", "up-1"), ("meminfo.log", meminfo));
        Assert.Equal((string?)first["id"], (string?)again["id"]);
        var (activities, _) = await session.AnswersAsync(1);
        Assert.Equal(3, activities.Count);
        Assert.Equal("meminfo.log", (string?)Assert.Single(activities[1]["attachments"]!.AsArray())!["name"]);
        Assert.Contains("meminfo", activities[2]["attachments"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_of_both_forms_is_kept_with_its_answer_and_an_answer_that_is_gone_is_told()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.SayAsync(RunningBot.Fixture("002-memhog.log"));
        var (activities, mark) = await session.AnswersAsync(1);
        var like = activities[^1]["entities"]![0]!["potentialAction"]![0]!.DeepClone();
        Assert.Equal("LikeAction", (string?)like["@type"]);
        await session.PostAsync(new JsonObject { ["type"] = "event", ["name"] = "webchat:activity-status/feedback", ["entities"] = new JsonArray(like), ["from"] = new JsonObject { ["id"] = "visitor-1" } });
        await session.PostAsync(new JsonObject
        {
            ["type"] = "invoke",
            ["name"] = "message/submitAction",
            ["replyToId"] = (string?)activities[^1]["id"],
            ["from"] = new JsonObject { ["id"] = "visitor-2" },
            ["value"] = new JsonObject { ["actionName"] = "feedback", ["actionValue"] = new JsonObject { ["reaction"] = "dislike", ["feedback"] = new JsonObject { ["feedbackText"] = "too long" } } },
        });
        var ratings = (await bot.Get<Assistant.State.ConversationDesk>().ReadAsync(ConversationIds.KeyOf(session.Id), TestContext.Current.CancellationToken)).Ratings.ToList();
        Assert.Equal([(true, "visitor-1", (string?)null), (false, "visitor-2", "too long")], ratings.Select(r => (r.Helpful, r.Person, r.Reason)));
        await session.PostAsync(new JsonObject { ["type"] = "event", ["name"] = "webchat:activity-status/feedback", ["entities"] = new JsonArray(new JsonObject { ["@id"] = "like:nothing" }) });
        Assert.Contains("no longer kept", (string?)Assert.Single((await session.AnswersAsync(1, mark)).Activities)["text"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    [InlineData("event")]
    [InlineData("messageReaction")]
    public async Task What_needs_no_answer_is_taken_and_gets_none(string type)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        Assert.True((await session.PostAsync(new JsonObject { ["type"] = type, ["name"] = "something", ["from"] = new JsonObject { ["id"] = "x" } })).Response.IsSuccessStatusCode);
        Assert.Single((await session.PollAsync()).Activities);
        Assert.Equal(0, bot.Product.Turns);
    }

    [Fact]
    public async Task A_pressed_button_asks_what_it_carries()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.PostAsync(new JsonObject { ["type"] = "message", ["value"] = "What does overcommit mean?", ["channelData"] = new JsonObject { ["postBack"] = true } });
        await session.PostAsync(new JsonObject { ["type"] = "message", ["value"] = new JsonObject { ["memhelpAsk"] = "What does swappiness mean?" } });
        var (activities, _) = await session.AnswersAsync(2);
        Assert.Contains("overcommit", (string)activities.First(Session.IsAnswer)["text"]!, StringComparison.OrdinalIgnoreCase);
        Assert.True((bool)activities[1]["channelData"]!["postBack"]!);
    }

    [Fact]
    public async Task Who_asks_to_be_forgotten_is_and_who_ends_the_conversation_leaves_nothing()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.SayAsync(RunningBot.Fixture("002-memhog.log"));
        var (_, mark) = await session.AnswersAsync(1);
        await session.SayAsync("forget this conversation", "bye");
        var (farewell, _) = await session.AnswersAsync(1, mark);
        Assert.Equal("bye", (string?)farewell[0]["channelData"]!["clientActivityID"]);
        Assert.Contains("Forgotten", (string?)farewell[^1]["text"], StringComparison.Ordinal);
        var desk = bot.Get<Assistant.State.ConversationDesk>();
        for (var i = 0; i < 600 && (await desk.ReadAsync(ConversationIds.KeyOf(session.Id), TestContext.Current.CancellationToken)).Events.Count > 0; i++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Empty((await desk.ReadAsync(ConversationIds.KeyOf(session.Id), TestContext.Current.CancellationToken)).Events);
        Assert.DoesNotContain("memhog", string.Concat((await session.PollAsync()).Activities.Select(a => a.ToJsonString())), StringComparison.Ordinal);

        await session.SayAsync("what does overcommit mean?");
        await using var stream = await session.StreamAsync();
        await session.PostAsync(new JsonObject { ["type"] = "endOfConversation" });
        while (await stream.NextAsync() is not null)
        {
            // What was on its way before the end.
        }

        Assert.IsType<Assistant.State.Ended>(Assert.Single((await desk.ReadAsync(ConversationIds.KeyOf(session.Id), TestContext.Current.CancellationToken)).Events));
        await ClosedAsync(bot);
        await bot.DisposeAsync();
        await using var again = await RunningBot.StartAsync(data: bot.Data);
        await ClosedAsync(again);

        async Task ClosedAsync(RunningBot to)
        {
            foreach (var (method, path) in new[] { (HttpMethod.Get, $"{session.Path}/activities"), (HttpMethod.Get, session.Path), (HttpMethod.Post, "tokens/refresh"), (HttpMethod.Post, "conversations") })
                Assert.Equal(HttpStatusCode.NotFound, (await to.SendAsync(method, path, session.Token)).Response.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await session.With(to).PostAsync(Session.Message("after the end"))).Response.StatusCode);
        }
    }

    [Fact]
    public async Task What_is_said_right_behind_a_wish_to_be_forgotten_is_answered_and_shown_to_a_client_that_read_on()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.SayAsync(RunningBot.Fixture("002-memhog.log"));
        await session.AnswersAsync(1);
        var said = new TaskCompletionSource();
        bot.Product.Before = () => said.Task;
        await session.SayAsync("forget this conversation", "bye");
        await session.SayAsync("What does overcommit mean?", "next");
        var (_, mark) = await session.PollAsync();
        said.SetResult();
        var (activities, _) = await session.AnswersAsync(2, mark);
        Assert.Contains(activities, a => ((string?)a["text"])?.Contains("Forgotten", StringComparison.Ordinal) == true);
        Assert.Contains(activities, a => Session.IsAnswer(a) && ((string?)a["text"])?.Contains("overcommit", StringComparison.OrdinalIgnoreCase) == true);
    }
}
