using System.Net;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Teams.Tests.Doubles;

namespace MemHelpBot.Channels.Teams.Tests.Contract;

/// <summary>How replies reach the connector: when it is slow, full, or refuses; and what a person sees while waiting.</summary>
public sealed class DeliveryTests
{
    private const string Log = "Out of memory: Killed process 4711 (solver) total-vm:33554432kB, anon-rss:25165824kB, file-rss:8192kB, shmem-rss:0kB";

    private static readonly TeamsSettings Prompt = RunningBot.Settings with { WorkingAfter = TimeSpan.Zero };

    [Fact]
    public async Task An_answer_that_takes_time_is_streamed_in_a_personal_chat()
    {
        await using var bot = await RunningBot.StartAsync(Prompt);
        bot.Desk.Before = () => UntilAsync(() => !bot.Outside.Sent.IsEmpty);
        using var response = await bot.PostAsync(Some.Message(Log));
        await bot.Outside.MessagesAsync(1);
        var (working, answer) = (bot.Outside.Sent.First(), bot.Outside.Sent.Last());
        Assert.Equal(("typing", "message"), (working.Type, answer.Type));
        var (begun, ended) = (Stream(working.Body)!, Stream(answer.Body)!);
        Assert.NotEqual("", (string?)working.Body["text"]);
        Assert.Equal(("informative", 1, null), ((string?)begun["streamType"], (int?)begun["streamSequence"], (string?)begun["streamId"]));
        Assert.Equal(("final", null, "sent-1"), ((string?)ended["streamType"], (int?)ended["streamSequence"], (string?)ended["streamId"]));
        Assert.Equal("final", (string?)answer.Body["channelData"]!["streamType"]);
        Assert.Equal("default", (string?)answer.Body["channelData"]!["feedbackLoop"]!["type"]);
        Assert.NotNull(answer.Body["attachments"]);
    }

    [Fact]
    public async Task An_answer_that_overtakes_the_acceptance_leaves_no_sign_behind()
    {
        await using var bot = await RunningBot.StartAsync(Prompt);
        bot.Desk.BeforeReturn = _ => UntilAsync(() => !bot.Desk.Delivered.IsEmpty);
        using var response = await bot.PostAsync(Some.Message(Log));
        // The sign of another message, begun after it, is seen: one of the first would be too.
        bot.Desk.BeforeReturn = _ => Task.CompletedTask;
        bot.Desk.Before = () => UntilAsync(() => bot.Outside.Sent.Any(s => s.Type == "typing"));
        using var second = await bot.PostAsync(Some.Message(Log, "a:2-personal"));
        await bot.Outside.MessagesAsync(2);
        Assert.Contains("a%3A2-personal", Assert.Single(bot.Outside.Sent, s => s.Type == "typing").Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_group_it_is_only_typing()
    {
        await using var bot = await RunningBot.StartAsync(Prompt);
        bot.Desk.Before = () => UntilAsync(() => !bot.Outside.Sent.IsEmpty);
        using var response = await bot.PostAsync(Some.Mention(Log));
        await bot.Outside.MessagesAsync(1);
        Assert.Equal("typing", bot.Outside.Sent.First().Type);
        Assert.All(bot.Outside.Sent, s => Assert.Null(Stream(s.Body)));
    }

    [Fact]
    public async Task A_stream_that_Teams_has_ended_is_replaced_by_the_message()
    {
        await using var bot = await RunningBot.StartAsync(Prompt);
        bot.Desk.Before = async () =>
        {
            await UntilAsync(() => !bot.Outside.Sent.IsEmpty);
            bot.Outside.Refusals.Enqueue(() => Outside.Json(HttpStatusCode.Forbidden, """{"error":{"code":"ContentStreamNotAllowed","message":"Content stream finished due to exceeded streaming time."}}"""));
        };
        using var response = await bot.PostAsync(Some.Message(Log));
        await bot.Outside.MessagesAsync(1);
        var last = bot.Outside.Sent.Last();
        Assert.Equal("PUT", last.Method);
        Assert.EndsWith("/activities/sent-1", last.Url, StringComparison.Ordinal);
        Assert.Null(Stream(last.Body));
    }

    [Fact]
    public async Task A_stream_that_the_person_stopped_stays_stopped()
    {
        await using var bot = await RunningBot.StartAsync(Prompt);
        bot.Desk.Before = async () =>
        {
            await UntilAsync(() => !bot.Outside.Sent.IsEmpty);
            bot.Outside.Refusals.Enqueue(() => Outside.Json(HttpStatusCode.Forbidden, """{"error":{"code":"ContentStreamNotAllowed","message":"Content stream was canceled by user."}}"""));
        };
        using var response = await bot.PostAsync(Some.Message(Log));
        await UntilAsync(() => !bot.Desk.Delivered.IsEmpty);
        Assert.Empty(bot.Outside.Messages);
        Assert.Equal(2, bot.Outside.Sent.Count);
    }

    [Fact]
    public async Task A_short_refusal_is_waited_out()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Outside.Refusals.Enqueue(() => TooMany(seconds: 0));
        bot.Outside.Refusals.Enqueue(() => new HttpResponseMessage(HttpStatusCode.BadGateway));
        bot.Outside.Refusals.Enqueue(() => new HttpResponseMessage(HttpStatusCode.PreconditionFailed));
        using var response = await bot.PostAsync(Some.Message(Log));
        Assert.Single(await bot.Outside.MessagesAsync(1));
        Assert.Equal(4, bot.Outside.Sent.Count);
        Assert.Empty(bot.Desk.Undelivered);
    }

    [Fact]
    public async Task A_long_one_is_handed_to_the_desk_with_the_time_that_the_service_asked_for()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Outside.Refusals.Enqueue(() => TooMany(seconds: 30));
        using var response = await bot.PostAsync(Some.Message(Log));
        Assert.Single(await bot.Outside.MessagesAsync(1));
        var told = Assert.IsType<ChannelUnavailableException>(Assert.Single(bot.Desk.Undelivered));
        Assert.Equal(TimeSpan.FromSeconds(30), told.RetryAfter);
        Assert.DoesNotContain("solver", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_attempt_sends_only_what_the_first_did_not()
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.Message(Log));
        await bot.Outside.MessagesAsync(1);
        await UntilAsync(() => !bot.Desk.Delivered.IsEmpty);
        var channel = bot.Services.GetService(typeof(IChannel)) as IChannel;
        await channel!.DeliverAsync(bot.Desk.Delivered.Single(), TestContext.Current.CancellationToken);
        Assert.Single(bot.Outside.Messages);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_refusal_for_good_is_not_tried_for_ever(HttpStatusCode status)
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Outside.Refusals.Enqueue(() => new HttpResponseMessage(status));
        using var response = await bot.PostAsync(Some.Message(Log));
        await UntilAsync(() => !bot.Desk.Delivered.IsEmpty);
        Assert.Single(bot.Outside.Sent);
        Assert.Empty(bot.Desk.Undelivered);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_refused_card_leaves_the_text(HttpStatusCode status)
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Outside.Refusals.Enqueue(() => new HttpResponseMessage(status));
        using var response = await bot.PostAsync(Some.Message(Log));
        var message = Assert.Single(await bot.Outside.MessagesAsync(1));
        Assert.Null(message["attachments"]);
        Assert.StartsWith("**", (string?)message["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_Playground_messages_of_this_machine_need_no_token_and_get_none()
    {
        await using var bot = await RunningBot.StartAsync(new TeamsSettings { Playground = true }, new Mirror());
        bot.Desk.Answers = false;
        var near = Some.With(Some.Message(Log), a => a["serviceUrl"] = "http://localhost:56150/_connector");
        using var taken = await bot.PostAsync(near, token: "");
        using var far = await bot.PostAsync(Some.Message(Log), token: "");
        bot.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var passedOn = await bot.PostAsync(near, token: "");
        Assert.Equal((202, 403, 403), ((int)taken.StatusCode, (int)far.StatusCode, (int)passedOn.StatusCode));
        Assert.Single(bot.Desk.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_models_words_take_the_place_of_the_answer_and_bear_the_label(bool streamed)
    {
        await using var bot = await RunningBot.StartAsync(streamed ? Prompt : RunningBot.Settings);
        if (streamed)
            bot.Desk.Before = () => UntilAsync(() => !bot.Outside.Sent.IsEmpty);
        using var response = await bot.PostAsync(Some.Message(Log));
        await bot.Outside.MessagesAsync(1);
        var better = await BetterAsync(bot);
        var sent = bot.Outside.Sent.Count;
        await Channel(bot).ImproveAsync(better, TestContext.Current.CancellationToken);
        var update = Assert.Single(bot.Outside.Sent.Skip(sent));
        Assert.Equal("PUT", update.Method);
        Assert.EndsWith("/activities/sent-1", update.Url, StringComparison.Ordinal);
        Assert.Null(Stream(update.Body));
        Assert.Contains("Here it is worded", (string?)update.Body["text"], StringComparison.Ordinal);
        Assert.Contains("*A model worded this.*", (string?)update.Body["text"], StringComparison.Ordinal);
        Assert.Equal("AIGeneratedContent", (string?)update.Body["entities"]![0]!["additionalType"]![0]);
        Assert.Equal("default", (string?)update.Body["channelData"]!["feedbackLoop"]!["type"]);
        Assert.NotNull(update.Body["attachments"]);
    }

    [Fact]
    public async Task An_update_that_is_refused_leaves_the_answer_and_is_no_second_message()
    {
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.Message(Log));
        await bot.Outside.MessagesAsync(1);
        var better = await BetterAsync(bot);
        bot.Outside.Refusals.Enqueue(() => new HttpResponseMessage(HttpStatusCode.MethodNotAllowed));
        await Channel(bot).ImproveAsync(better, TestContext.Current.CancellationToken);
        await Channel(bot).ImproveAsync(better with { AnswerId = "of another process" }, TestContext.Current.CancellationToken);
        Assert.Single(bot.Outside.Messages);
        Assert.Equal(2, bot.Outside.Sent.Count);
    }

    private static IChannel Channel(RunningBot bot) => (IChannel)bot.Services.GetService(typeof(IChannel))!;

    private static async Task<ChannelReply> BetterAsync(RunningBot bot)
    {
        await UntilAsync(() => !bot.Desk.Delivered.IsEmpty);
        var delivery = bot.Desk.Delivered.Single();
        var answer = delivery.Reply.Answer;
        var sections = answer.Sections.Select(s => s.Kind is "why" or "what-happened" ? s with { Claims = [.. s.Claims.Select(c => c with { Text = "Here it is worded: " + c.Text })] } : s);
        answer = answer with { Sections = [.. sections], Wording = new Answers.Model.AnswerWording(3, 0) { Label = "A model worded this." } };
        return delivery with { Reply = delivery.Reply with { Answer = answer, WrittenByModel = true } };
    }

    private static JsonNode? Stream(JsonObject activity) => activity["entities"]?.AsArray().FirstOrDefault(e => (string?)e!["type"] == "streaminfo");

    private static HttpResponseMessage TooMany(int seconds)
    {
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return response;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }

    /// <summary>Takes everything.</summary>
    private sealed class Mirror : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Outside.Json(HttpStatusCode.Created, """{"id":"m"}"""));
    }
}
