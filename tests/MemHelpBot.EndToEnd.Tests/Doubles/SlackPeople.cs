using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Channels;
using MemHelpBot.Channels.Slack;
using MemHelpBot.Channels.Slack.Tests.Double;

namespace MemHelpBot.EndToEnd.Tests.Doubles;

/// <summary>A workspace of the strict double, whose events go to hosts by signed HTTP.</summary>
internal sealed class SlackPeople : IAsyncDisposable
{
    public const string Ann = "U0ANN00001";
    private const string Secret = "double-signing-secret";
    private int events;

    private SlackPeople(SlackDouble slack) => (Slack, Direct) = (slack, slack.World.Add("D0ANN00001", "im", Ann, SlackWorld.Bot));

    public SlackDouble Slack { get; }

    public Room Direct { get; }

    public string[] Settings => [$"--MemHelp:Slack:BotToken={SlackWorld.BotToken}", $"--MemHelp:Slack:SigningSecret={Secret}", $"--MemHelp:Slack:ApiUrl={Slack.Api}", $"--MemHelp:Slack:FileHosts={Slack.Api.Host}"];

    public static async Task<SlackPeople> StartAsync() => new(await SlackDouble.StartAsync());

    /// <summary>A person writes; the event of it is returned, to be delivered as often as a test likes.</summary>
    public string Write(string text, string? thread = null)
    {
        var message = new JsonObject { ["type"] = "message", ["user"] = Ann, ["text"] = text, ["team"] = SlackWorld.Team };
        if (thread is not null)
            message["thread_ts"] = thread;
        var told = Slack.World.Store(Direct, message).DeepClone().AsObject();
        (told["channel"], told["channel_type"]) = (Direct.Id, Direct.Kind);
        return new JsonObject
        {
            ["type"] = "event_callback",
            ["team_id"] = SlackWorld.Team,
            ["api_app_id"] = "A0MEMHELP",
            ["event_id"] = $"Ev{Interlocked.Increment(ref events):00000000}",
            ["event_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = SlackWorld.Team, ["user_id"] = SlackWorld.Bot, ["is_bot"] = true }),
            ["event"] = told,
        }.ToJsonString();
    }

    public static string Ts(string told) => (string)JsonNode.Parse(told)!["event"]!["ts"]!;

    public static async Task<HttpResponseMessage> PostAsync(HttpClient host, string path, string body, string type = "application/json")
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{at}:{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", at);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(signature));
        return await host.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Ann presses the button that says that an answer helped.</summary>
    public async Task PressHelpfulAsync(HttpClient host, JsonElement message)
    {
        var value = message.Items("blocks").SelectMany(b => b.Items("elements")).Single(e => e.Text("type") == "feedback_buttons").Text("positive_button", "value");
        var trigger = Guid.NewGuid().ToString("N");
        lock (Slack.World.Gate)
            Slack.World.Triggers.Add(trigger);
        var press = new JsonObject
        {
            ["type"] = "block_actions",
            ["team"] = new JsonObject { ["id"] = SlackWorld.Team },
            ["user"] = new JsonObject { ["id"] = Ann, ["team_id"] = SlackWorld.Team },
            ["trigger_id"] = trigger,
            ["container"] = new JsonObject { ["type"] = "message", ["channel_id"] = Direct.Id, ["message_ts"] = message.Text("ts"), ["is_ephemeral"] = false },
            ["channel"] = new JsonObject { ["id"] = Direct.Id },
            ["actions"] = new JsonArray(new JsonObject { ["action_id"] = "memhelp_feedback", ["type"] = "feedback_buttons", ["value"] = value, ["action_ts"] = Slack.World.NextTs() }),
        };
        using var taken = await PostAsync(host, "/slack/interactions", "payload=" + Uri.EscapeDataString(press.ToJsonString()), "application/x-www-form-urlencoded");
        Assert.True(taken.IsSuccessStatusCode, $"{taken.StatusCode}");
    }

    /// <summary>The bot's answers, streams only when they have ended.</summary>
    public List<JsonElement> Answers()
    {
        lock (Slack.World.Gate)
        {
            return [.. Direct.Messages.Where(m => (string?)m["bot_id"] == SlackWorld.BotId && !Slack.World.Streams.Contains((string)m["ts"]!)).Select(m => SlackWorld.Element(m)).Where(m => m.Text("metadata", "event_type") == "memhelp_answer")];
        }
    }

    /// <summary>All text that a message shows.</summary>
    public static string Shown(JsonElement message) => string.Join('\n', Strings(message.At("blocks")));

    public ValueTask DisposeAsync() => Slack.DisposeAsync();

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => p.Name == "text" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : Strings(p.Value)),
        _ => [],
    };
}
