using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Tests.Double;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>The double, and the channel connected to it, with people who write.</summary>
internal sealed class Workspace : IAsyncDisposable
{
    public const string Secret = "double-signing-secret";
    public const string Ann = "U0ANN00001";
    public const string Ben = "U0BEN00001";

    private readonly WebApplication app;
    private readonly HttpClient http;
    private int events;

    private Workspace(SlackDouble slack, WebApplication app, SlackSettings settings)
    {
        (Slack, this.app, Settings) = (slack, app, settings);
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Direct = slack.World.Add("D0ANN00001", "im", Ann, SlackWorld.Bot);
        General = slack.World.Add("C0GENERAL1", "channel", Ann, Ben, SlackWorld.Bot);
        Foreign = slack.World.Add("C0FOREIGN1", "channel", Ann, Ben);
    }

    public SlackDouble Slack { get; }

    public SlackSettings Settings { get; }

    public Room Direct { get; }

    public Room General { get; }

    /// <summary>A channel that the bot is not in.</summary>
    public Room Foreign { get; }

    public MemoryDesk Desk => (MemoryDesk)app.Services.GetRequiredService<IChannelDesk>();

    public HttpClient Http => http;

    public IChannel Channel => app.Services.GetRequiredService<IChannel>();

    public SlackSeal Seal => app.Services.GetRequiredService<SlackSeal>();

    public static async Task<Workspace> OpenAsync(bool socket = false, Func<ChannelMessage, Reply>? script = null, Func<SlackSettings, SlackSettings>? change = null)
    {
        var slack = await SlackDouble.StartAsync();
        var settings = new SlackSettings
        {
            BotToken = SlackWorld.BotToken,
            AppToken = socket ? SlackWorld.AppToken : null,
            SigningSecret = Secret,
            ApiUrl = slack.Api,
            FirstPause = TimeSpan.FromMilliseconds(20),
        };
        settings = change?.Invoke(settings) ?? settings;
        return new Workspace(slack, await ServeAsync(settings, script), settings);
    }

    /// <summary>Ends this process of the channel and begins another one on the same workspace.</summary>
    public static async Task<WebApplication> ServeAsync(SlackSettings settings, Func<ChannelMessage, Reply>? script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSlack(settings);
        builder.Services.AddSingleton<IChannelDesk>(s => new MemoryDesk(s.GetServices<IChannel>(), script));
        var app = builder.Build();
        app.MapSlack();
        await app.StartAsync();
        return app;
    }

    /// <summary>A person writes; the double keeps it. The event of it is not sent yet.</summary>
    public JsonObject Write(Room room, string user, string text, string? thread = null, params JsonObject[] files)
    {
        var message = new JsonObject { ["type"] = "message", ["user"] = user, ["text"] = text, ["team"] = SlackWorld.Team };
        if (thread is not null)
            message["thread_ts"] = thread;
        if (files.Length > 0)
            (message["files"], message["subtype"]) = (new JsonArray([.. files.Select(f => f.DeepClone())]), "file_share");
        return Slack.World.Store(room, message);
    }

    /// <summary>The event of a message.</summary>
    public JsonObject EventOf(Room room, JsonObject message, string type = "message")
    {
        var told = message.DeepClone().AsObject();
        told["type"] = type;
        told["channel"] = room.Id;
        if (type == "app_mention")
        {
            // As Slack sends it: a mention comes without files.
            told.Remove("files");
            told.Remove("subtype");
        }
        else
        {
            told["channel_type"] = room.Kind;
        }

        return Wrapped(told);
    }

    public JsonObject Wrapped(JsonObject told) => new()
    {
        ["type"] = "event_callback",
        ["team_id"] = SlackWorld.Team,
        ["api_app_id"] = "A0MEMHELP",
        ["event_id"] = $"Ev{Interlocked.Increment(ref events):00000000}",
        ["event_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = SlackWorld.Team, ["user_id"] = SlackWorld.Bot, ["is_bot"] = true }),
        ["event"] = told,
    };

    /// <summary>A person writes and the event arrives, signed, by HTTP.</summary>
    public async Task<string> SayAsync(Room room, string user, string text, string? thread = null, params JsonObject[] files)
    {
        var message = Write(room, user, text, thread, files);
        var answer = await PostAsync("/slack/events", EventOf(room, message, room.Kind == "im" ? "message" : "app_mention").ToJsonString());
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        return (string)message["ts"]!;
    }

    /// <summary>A signed request.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string body, string type = "application/json", DateTimeOffset? at = null, string secret = Secret, int retry = 0)
    {
        var timestamp = (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var bytes = Encoding.UTF8.GetBytes(body);
        var signature = "v0=" + Convert.ToHexStringLower(new SlackSignature(secret, TimeProvider.System).Of(timestamp, bytes));
        return SendAsync(path, bytes, type, timestamp, signature, retry);
    }

    public Task<HttpResponseMessage> SendAsync(string path, byte[] body, string type, string timestamp, string signature, int retry = 0)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        if (retry > 0)
        {
            request.Headers.Add("X-Slack-Retry-Num", retry.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", "http_timeout");
        }

        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>An interaction, signed, by HTTP.</summary>
    public Task<HttpResponseMessage> InteractAsync(JsonObject payload) =>
        PostAsync("/slack/interactions", "payload=" + Uri.EscapeDataString(payload.ToJsonString()), "application/x-www-form-urlencoded");

    /// <summary>A command, signed, by HTTP.</summary>
    public Task<HttpResponseMessage> CommandAsync(string user, Room room, string text, string? responseUrl = null, string? trigger = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["command"] = "/memhelp",
            ["text"] = text,
            ["user_id"] = user,
            ["channel_id"] = room.Id,
            ["team_id"] = SlackWorld.Team,
            ["response_url"] = responseUrl ?? Slack.ResponseUrl(),
            ["trigger_id"] = trigger ?? NewTrigger(),
        };
        return PostAsync("/slack/commands", string.Join('&', fields.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}")), "application/x-www-form-urlencoded");
    }

    public string NewTrigger()
    {
        var trigger = Guid.NewGuid().ToString("N");
        lock (Slack.World.Gate)
            Slack.World.Triggers.Add(trigger);
        return trigger;
    }

    /// <summary>A press on a button of a message.</summary>
    public JsonObject Press(Room room, JsonElement message, string user, string actionId, string value) => new()
    {
        ["type"] = "block_actions",
        ["team"] = new JsonObject { ["id"] = SlackWorld.Team },
        ["user"] = new JsonObject { ["id"] = user, ["team_id"] = SlackWorld.Team },
        ["trigger_id"] = NewTrigger(),
        ["container"] = new JsonObject { ["type"] = "message", ["channel_id"] = room.Id, ["message_ts"] = message.Text("ts"), ["is_ephemeral"] = false },
        ["channel"] = new JsonObject { ["id"] = room.Id },
        ["actions"] = new JsonArray(new JsonObject { ["action_id"] = actionId, ["type"] = "button", ["value"] = value, ["action_ts"] = Slack.World.NextTs() }),
    };

    /// <summary>Waits for something to become true; the test's own time limit ends it.</summary>
    public static async Task UntilAsync(Func<bool> isSo, string what)
    {
        var end = DateTime.UtcNow.AddSeconds(90);
        while (!isSo())
        {
            Assert.True(DateTime.UtcNow < end, $"waited in vain for: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The bot's messages in a room, streams only when they have ended.</summary>
    public List<JsonElement> Ours(Room room)
    {
        lock (Slack.World.Gate)
        {
            return [.. room.Messages.Where(m => (string?)m["bot_id"] == SlackWorld.BotId && !Slack.World.Streams.Contains((string)m["ts"]!)).Select(m => SlackWorld.Element(m))];
        }
    }

    /// <summary>The bot's answers in a thread, once there are so many.</summary>
    public async Task<List<JsonElement>> AnswersAsync(Room room, string thread, int count)
    {
        List<JsonElement> Found() => [.. Ours(room).Where(m => m.Text("thread_ts") == thread && m.Text("metadata", "event_type") == "memhelp_answer")];
        await UntilAsync(() => Found().Count >= count, $"{count} answers; failures: {string.Join(" | ", Desk.Failures.Select(f => f.Message))}");
        return Found();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        await Slack.DisposeAsync();
    }

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));
}

internal static class Shown
{
    /// <summary>All text that a message shows.</summary>
    public static string Text(JsonElement message) => string.Join('\n', Strings(message.At("blocks")));

    /// <summary>The values of the buttons of a message, by action.</summary>
    public static Dictionary<string, string> Buttons(JsonElement message)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in message.Items("blocks").SelectMany(b => b.Items("elements")))
        {
            if (element.Text("type") == "button")
                found[element.Text("action_id")] = element.Text("value");
            if (element.Text("type") == "feedback_buttons")
                (found["yes"], found["no"]) = (element.Text("positive_button", "value"), element.Text("negative_button", "value"));
        }

        return found;
    }

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => p.Name == "text" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : Strings(p.Value)),
        _ => [],
    };
}
