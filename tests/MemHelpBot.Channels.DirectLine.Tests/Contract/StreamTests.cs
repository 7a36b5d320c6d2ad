using System.Net.WebSockets;
using System.Text;
using MemHelpBot.Channels.DirectLine.Streams;
using MemHelpBot.Channels.DirectLine.Tests.Doubles;

namespace MemHelpBot.Channels.DirectLine.Tests.Contract;

/// <summary>The stream, its catching up, and what a restart leaves.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task A_stream_brings_the_welcome_the_echo_the_sign_of_typing_and_the_answer()
    {
        await using var bot = await RunningBot.StartAsync();
        var release = new TaskCompletionSource();
        bot.Product.Before = () => release.Task;
        var session = await bot.BeginAsync();
        await using var stream = await session.StreamAsync();
        Assert.EndsWith("|welcome", (string?)Assert.Single((await stream.NextAsync())!)["id"], StringComparison.Ordinal);
        await stream.Socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        var id = await session.SayAsync(RunningBot.Fixture("002-memhog.log"), "client-1");
        Assert.Equal(id, (string?)(await stream.UntilAsync(a => (string?)a["type"] == "message"))["id"]);
        await stream.UntilAsync(a => (string?)a["type"] == "typing");
        var mark = stream.Watermark;
        release.SetResult();
        Assert.Equal(id, (string?)(await stream.UntilAsync(Session.IsAnswer))["replyToId"]);
        Assert.NotEqual(mark, stream.Watermark);
    }

    [Fact]
    public async Task Better_words_of_a_model_come_under_the_id_of_the_answer_with_the_label_and_once()
    {
        await using var bot = await RunningBot.StartAsync();
        // A model is slower than a stream; without the gate both might come in one frame.
        var shown = new TaskCompletionSource();
        bot.Product.BeforeBetter = () => shown.Task;
        bot.Product.Better = reply => reply with { Text = "In better words, see run.sh.", WrittenByModel = true };
        var session = await bot.BeginAsync();
        await using var stream = await session.StreamAsync();
        await session.SayAsync("what does overcommit mean?");
        var first = await stream.UntilAsync(Session.IsAnswer);
        shown.SetResult();
        var better = await stream.UntilAsync(a => Session.IsAnswer(a) && ((string)a["text"]!).StartsWith("In better words", StringComparison.Ordinal));
        Assert.Equal(((string?)first["id"], (string?)first["timestamp"], (string?)first["replyToId"]), ((string?)better["id"], (string?)better["timestamp"], (string?)better["replyToId"]));
        Assert.Equal("In better words, see run\\.sh.", (string?)better["text"]);
        Assert.Equal("AIGeneratedContent", (string?)better["entities"]![0]!["additionalType"]![0]);
        Assert.Equal((string?)better["text"], (string?)Assert.Single((await session.PollAsync()).Activities, Session.IsAnswer)["text"]);
    }

    [Fact]
    public async Task A_reply_given_while_nobody_was_connected_comes_with_the_next_stream_and_no_other_does()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        string? mark;
        await using (var first = await session.StreamAsync())
        {
            await first.NextAsync();
            mark = first.Watermark;
        }

        await session.SayAsync("what does overcommit mean?");
        await session.AnswersAsync(1);
        await using var second = await session.StreamAsync(mark);
        var caught = (await second.NextAsync())!;
        Assert.Equal(["user", "bot"], caught.Select(a => (string)a["from"]!["role"]!));
    }

    [Fact]
    public async Task After_a_restart_tokens_watermarks_and_what_was_said_are_good_and_nothing_is_answered_again()
    {
        var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.SayAsync(RunningBot.Fixture("003-kvm-host.log"), "client-1");
        var (_, mark) = await session.AnswersAsync(1);
        await session.UploadAsync(Session.Message("and this?\nplease", "client-2"), ("more.log", Encoding.UTF8.GetBytes(RunningBot.Fixture("004-meminfo-slab.txt"))));
        var (before, _) = await session.AnswersAsync(2);
        await bot.DisposeAsync();

        await using var later = await RunningBot.StartAsync(data: bot.Data);
        session = session.With(later);
        var (after, end) = await session.AnswersAsync(2);
        Assert.Equal(before.Select(a => (string)a["id"]!), after.Select(a => (string)a["id"]!));
        Assert.Equal(before.Where(Session.IsAnswer).Select(a => a.ToJsonString()), after.Where(Session.IsAnswer).Select(a => a.ToJsonString()));
        Assert.Equal(("client-1", "client-2"), ((string?)after[1]["channelData"]!["clientActivityID"], (string?)after[3]["channelData"]!["clientActivityID"]));
        Assert.Equal(("and this?\nplease", "more.log"), ((string?)after[3]["text"], (string?)after[3]["attachments"]![0]!["name"]));
        Assert.Equal(after.Skip(3).Select(a => (string)a["id"]!), (await session.PollAsync(mark)).Activities.Select(a => (string)a["id"]!));
        Assert.Empty((await session.PollAsync(end)).Activities);
        Assert.Equal(2, later.Product.Turns);
        await session.SayAsync("only the commands");
        Assert.Contains("cat /proc/buddyinfo", (string?)(await session.AnswersAsync(1, end)).Activities[^1]["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_was_taken_when_the_process_ended_is_answered_by_the_next_one()
    {
        var bot = await RunningBot.StartAsync();
        bot.Product.Before = () => Task.Delay(Timeout.Infinite);
        var session = await bot.BeginAsync();
        var id = await session.SayAsync("what does overcommit mean?");
        await bot.DisposeAsync();
        await using var later = await RunningBot.StartAsync(data: bot.Data);
        Assert.Equal(id, (string?)(await session.With(later).AnswersAsync(1)).Activities[^1]["replyToId"]);
    }

    [Fact]
    public async Task Secrets_of_a_message_are_neither_kept_nor_repeated()
    {
        const string key = "AKIAQWERTYUIOPASDFGH";
        var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.SayAsync($"aws_access_key_id = {key}\nOut of memory: Killed process 4711 (solver) total-vm:33554432kB, anon-rss:25165824kB, file-rss:8192kB, shmem-rss:0kB");
        var (activities, _) = await session.AnswersAsync(1);
        Assert.DoesNotContain(key, activities[^1].ToJsonString(), StringComparison.Ordinal);
        await bot.DisposeAsync();
        await using var later = await RunningBot.StartAsync(data: bot.Data);
        Assert.DoesNotContain(key, string.Concat((await session.With(later).AnswersAsync(1)).Activities.Select(a => a.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_conversation_is_shown_again_from_its_last_answers_on()
    {
        var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        for (var i = 0; i < History.ConversationHistory.MostAnswers + 3; i++)
            await session.SayAsync($"what does overcommit mean? {i}");
        await session.AnswersAsync(History.ConversationHistory.MostAnswers);
        await bot.DisposeAsync();
        await using var later = await RunningBot.StartAsync(data: bot.Data);
        var (activities, _) = await session.With(later).AnswersAsync(History.ConversationHistory.MostAnswers);
        Assert.Equal(History.ConversationHistory.MostAnswers, activities.Count(Session.IsAnswer));
    }

    [Fact]
    public async Task One_stream_too_many_of_a_conversation_closes_its_oldest_and_of_all_is_refused()
    {
        await using var bot = await RunningBot.StartAsync(RunningBot.Settings with { MaxStreams = OpenStreams.MostOfConversation });
        var session = await bot.BeginAsync();
        var streams = new List<ClientStream>();
        for (var i = 0; i < OpenStreams.MostOfConversation; i++)
            streams.Add(await session.StreamAsync());
        var refused = await Assert.ThrowsAsync<WebSocketException>(async () => await (await bot.BeginAsync()).StreamAsync());
        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        streams.Add(await session.StreamAsync());
        await streams[0].NextAsync();
        Assert.Null(await streams[0].NextAsync());
        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    [Fact]
    public async Task A_stream_ends_after_its_time_and_when_its_client_says_too_much()
    {
        await using var bot = await RunningBot.StartAsync(RunningBot.Settings with { StreamLife = TimeSpan.FromSeconds(3) });
        await using var brief = await (await bot.BeginAsync()).StreamAsync();
        await brief.NextAsync();
        Assert.Null(await brief.NextAsync());
        await using var other = await RunningBot.StartAsync();
        await using var loud = await (await other.BeginAsync()).StreamAsync();
        await loud.NextAsync();
        await loud.Socket.SendAsync(new byte[8192], WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        Assert.Null(await loud.NextAsync());
    }
}
