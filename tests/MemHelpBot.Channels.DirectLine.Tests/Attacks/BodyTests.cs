using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.DirectLine.Tests.Doubles;
using MemHelpBot.Channels.DirectLine.Wire;

namespace MemHelpBot.Channels.DirectLine.Tests.Attacks;

/// <summary>Bodies that are too much, too slow, or not what they say.</summary>
public sealed class BodyTests
{
    [Fact]
    public async Task What_is_too_large_is_refused()
    {
        await using var bot = await RunningBot.StartAsync(RunningBot.Settings with { MaxFileMegabytes = 1 });
        var session = await bot.BeginAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await session.PostAsync(Session.Message(new string('x', Bodies.MostActivityBytes)))).Response.StatusCode);
        var (response, body) = await session.UploadAsync(Session.Message(""), ("a.log", new byte[700_000]), ("b.log", new byte[700_000]));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig"), (response.StatusCode, (string?)body["error"]!["code"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await session.UploadAsync(Session.Message(""), [.. Enumerable.Range(0, 11).Select(i => ($"{i}.log", "x"u8.ToArray()))])).Response.StatusCode);
        Assert.Single((await session.PollAsync()).Activities);
        Assert.Equal(0, bot.Product.Turns);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"type":"message"}""", 400)]
    [InlineData("""{"type":"message","text":"  "}""", 400)]
    [InlineData("""{"type":"message","text":"a","text":"b"}""", 400)]
    [InlineData("""{"type":"message","text":7}""", 400)]
    [InlineData("""{"type":"message","attachments":[{"contentType":"text/plain","contentUrl":"http://169.254.169.254/latest"}]}""", 400)]
    [InlineData("""{"type":"message","text":"what does overcommit mean?","entities":[null,7,"x",{}],"channelData":"x","value":[1],"from":null,"attachments":[null]}""", 200)]
    [InlineData("""{"type":"event","name":"webchat:activity-status/feedback","entities":[7]}""", 200)]
    [InlineData("""{"type":"event","name":"message/submitAction","value":{"actionName":"feedback","actionValue":7}}""", 200)]
    public async Task What_is_no_activity_is_refused_and_what_is_unknown_is_skipped(string json, int status)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        var (response, _) = await bot.SendAsync(HttpMethod.Post, $"{session.Path}/activities", session.Token, new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_body_of_another_kind_is_refused()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await bot.SendAsync(HttpMethod.Post, $"{session.Path}/activities", session.Token, new StringContent("type=message"))).Response.StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await bot.SendAsync(HttpMethod.Post, $"{session.Path}/upload", session.Token, Session.Message("x"))).Response.StatusCode);
        foreach (var body in (string[])["", "--b", "--b\r\n\r\nno disposition\r\n--b--", "--b\r\nContent-Disposition: form-data; name=\"activity\"\r\n\r\n{\r\n--b--", $"--b\r\n{new string('h', 9000)}: x\r\n\r\n\r\n--b--"])
        {
            var content = new StringContent(body);
            content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
            Assert.Equal(HttpStatusCode.BadRequest, (await bot.SendAsync(HttpMethod.Post, $"{session.Path}/upload", session.Token, content)).Response.StatusCode);
        }
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\\\Windows\\\\win.ini", "win.ini")]
    [InlineData("..", "file")]
    [InlineData("a<b>&.log", "a<b>&.log")]
    public async Task A_name_of_a_file_is_shown_and_never_a_path(string name, string shown)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        var (response, body) = await session.UploadAsync(Session.Message("?"), (name, "Out of memory: Killed process 1 (a)"u8.ToArray()));
        Assert.True(response.IsSuccessStatusCode, body.ToJsonString());
        Assert.Equal(shown, (string?)(await session.AnswersAsync(1)).Activities[1]["attachments"]![0]!["name"]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_told_and_harm_nothing()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.UploadAsync(null, ("bomb.gz", [0x1f, 0x8b, .. new byte[4000]]));
        Assert.NotEmpty((string)(await session.AnswersAsync(1)).Activities[^1]["text"]!);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        await using var bot = await RunningBot.StartAsync(RunningBot.Settings with { BodyPatience = TimeSpan.FromSeconds(1) });
        var session = await bot.BeginAsync();
        using var slow = new TcpClient();
        await slow.ConnectAsync(bot.Address.Host, bot.Address.Port, TestContext.Current.CancellationToken);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /v3/directline/{session.Path}/activities HTTP/1.1\r\nHost: {bot.Address.Authority}\r\nAuthorization: Bearer {session.Token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.Contains(" 408 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_too_often_waits_and_others_do_not()
    {
        await using var bot = await RunningBot.StartAsync(RunningBot.Settings with { Writes = (3, 1), Reads = (5, 1), ConversationsPerMinute = 4 });
        var (loud, quiet) = (await bot.BeginAsync(), await bot.BeginAsync());
        var statuses = new List<int>();
        for (var i = 0; i < 12; i++)
            statuses.Add((int)(await loud.PostAsync(new JsonObject { ["type"] = "typing" })).Response.StatusCode);
        Assert.Contains(429, statuses);
        var (refused, body) = (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bot.SendAsync(HttpMethod.Get, loud.Path, loud.Token)))).First(r => r.Response.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal("TooManyRequests", (string?)body["error"]!["code"]);
        Assert.True((await quiet.PostAsync(new JsonObject { ["type"] = "typing" })).Response.IsSuccessStatusCode);
        var begun = new List<int>();
        for (var i = 0; i < 8; i++)
            begun.Add((int)(await bot.SendAsync(HttpMethod.Post, "tokens/generate", RunningBot.Secret, [])).Response.StatusCode);
        Assert.Contains(429, begun);
    }

    [Fact]
    public async Task Thousands_of_conversations_that_say_nothing_take_no_room()
    {
        await using var bot = await RunningBot.StartAsync();
        for (var i = 0; i < 3000; i++)
        {
            var session = await bot.BeginAsync();
            if (i % 10 == 0)
                Assert.Single((await session.PollAsync()).Activities);
        }

        await foreach (var _ in bot.Get<Assistant.State.IConversationStore>().AllAsync(TestContext.Current.CancellationToken))
            Assert.Fail("A conversation in which nothing was said is kept.");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1-0-abc")]
    [InlineData("99999999999999999999-0-abc")]
    [InlineData("2147483647-2147483647-abc")]
    [InlineData("%00")]
    [InlineData("../..")]
    public async Task A_watermark_of_nobody_shows_the_conversation_and_breaks_nothing(string watermark)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        await session.SayAsync("what does overcommit mean?");
        await session.AnswersAsync(1);
        var (activities, _) = await session.PollAsync(watermark);
        Assert.InRange(activities.Count, 2, 3);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("0000000000000000000000000000000g")]
    [InlineData("0000000000000000000000000000000")]
    [InlineData("%2e%2e%2fx")]
    public async Task An_id_that_is_none_is_not_found(string id)
    {
        await using var bot = await RunningBot.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await bot.SendAsync(HttpMethod.Get, $"conversations/{id}/activities", RunningBot.Secret)).Response.StatusCode);
    }
}
