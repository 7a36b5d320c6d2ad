using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.DirectLine.Tests.Doubles;

/// <summary>A client of one conversation, as a program would write it against the protocol.</summary>
internal sealed class Session(RunningBot bot, string id, string token)
{
    public string Id => id;

    public string Token => token;

    public string Path => $"conversations/{id}";

    /// <summary>The same client with another bot, as after a restart.</summary>
    public Session With(RunningBot other) => new(other, id, token);

    public async Task<(HttpResponseMessage Response, JsonObject Body)> StartAsync(string? locale = null) =>
        await bot.SendAsync(HttpMethod.Post, "conversations", token, locale is null ? [] : new JsonObject { ["locale"] = locale });

    public async Task<(HttpResponseMessage Response, JsonObject Body)> PostAsync(JsonObject activity) => await bot.SendAsync(HttpMethod.Post, $"{Path}/activities", token, activity);

    /// <summary>Says something, and gives the id that it got.</summary>
    public async Task<string> SayAsync(string text, string? clientId = null)
    {
        var (response, body) = await PostAsync(Message(text, clientId));
        Assert.True(response.IsSuccessStatusCode, body.ToJsonString());
        return (string)body["id"]!;
    }

    public static JsonObject Message(string text, string? clientId = null) => new()
    {
        ["type"] = "message",
        ["from"] = new JsonObject { ["id"] = "visitor-1", ["role"] = "user" },
        ["text"] = text,
        ["channelData"] = clientId is null ? null : new JsonObject { ["clientActivityID"] = clientId, ["mine"] = "kept" },
    };

    public async Task<(HttpResponseMessage Response, JsonObject Body)> UploadAsync(JsonObject? activity, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        if (activity is not null)
        {
            var part = new StringContent(activity.ToJsonString(), Encoding.UTF8);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse("application/vnd.microsoft.activity");
            form.Add(part, "activity", "blob");
        }

        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"");
            part.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
            form.Add(part);
        }

        return await bot.SendAsync(HttpMethod.Post, $"{Path}/upload?userId=visitor-1", token, form);
    }

    public async Task<(IReadOnlyList<JsonObject> Activities, string Watermark)> PollAsync(string? watermark = null)
    {
        var (response, body) = await bot.SendAsync(HttpMethod.Get, $"{Path}/activities" + (watermark is null ? "" : $"?watermark={watermark}"), token);
        Assert.True(response.IsSuccessStatusCode, body.ToJsonString());
        return ([.. body["activities"]!.AsArray().Select(a => a!.AsObject())], (string)body["watermark"]!);
    }

    /// <summary>Polls until so many answers of the bot, beside the welcome, are there.</summary>
    public async Task<(IReadOnlyList<JsonObject> Activities, string Watermark)> AnswersAsync(int count, string? watermark = null)
    {
        for (var i = 0; ; i++)
        {
            var (activities, mark) = await PollAsync(watermark);
            if (activities.Count(IsAnswer) >= count)
                return (activities, mark);
            Assert.True(i < 600, $"{activities.Count(IsAnswer)} of {count} answers came.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public static bool IsAnswer(JsonObject activity) => (string?)activity["type"] == "message" && (string?)activity["from"]!["role"] == "bot" && !((string)activity["id"]!).EndsWith("|welcome", StringComparison.Ordinal);

    /// <summary>Opens the stream that the bot names.</summary>
    public async Task<ClientStream> StreamAsync(string? watermark = null)
    {
        var (_, body) = watermark is null ? await StartAsync() : await bot.SendAsync(HttpMethod.Get, $"{Path}?watermark={watermark}", token);
        return await ClientStream.OpenAsync(new Uri((string)body["streamUrl"]!));
    }
}

/// <summary>An open stream.</summary>
internal sealed class ClientStream(ClientWebSocket socket) : IAsyncDisposable
{
    public ClientWebSocket Socket => socket;

    public string? Watermark { get; private set; }

    public static async Task<ClientStream> OpenAsync(Uri address, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return new ClientStream(socket);
    }

    /// <summary>The next frame; null when the stream was closed.</summary>
    public async Task<IReadOnlyList<JsonObject>?> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var (buffer, held) = (new byte[64 * 1024], new MemoryStream());
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(buffer, patience.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            held.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        var body = JsonNode.Parse(held.ToArray())!.AsObject();
        Watermark = (string?)body["watermark"] ?? Watermark;
        return [.. body["activities"]!.AsArray().Select(a => a!.AsObject())];
    }

    /// <summary>Reads on until an activity is of a kind.</summary>
    public async Task<JsonObject> UntilAsync(Func<JsonObject, bool> wanted)
    {
        while (true)
        {
            var activities = await NextAsync();
            Assert.NotNull(activities);
            if (activities.FirstOrDefault(wanted) is { } found)
                return found;
        }
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
