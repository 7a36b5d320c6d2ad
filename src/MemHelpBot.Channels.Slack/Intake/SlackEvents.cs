using System.Text.Json;
using MemHelpBot.Channels.Slack.Posting;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>
/// Events: direct messages, mentions, and the openings of the two agent surfaces. In channels the bot answers only who calls it.
/// </summary>
internal sealed class SlackEvents(SlackIntake intake, SlackThreads threads, SlackPrompts prompts, ILogger<SlackEvents> log)
{
    /// <summary>Takes in an event.</summary>
    public async Task<SlackAck> TakeAsync(JsonElement payload, SlackSelf self, CancellationToken cancellationToken)
    {
        if (payload.Text("type") == "app_rate_limited")
        {
            log.LogWarning("Slack holds back events: more than 30,000 an hour.");
            return SlackAck.Plain;
        }

        var told = payload.At("event");
        switch (told.Text("type"))
        {
            case "message" when IsFromPerson(told, self) && IsDirect(told):
                return await DirectAsync(told, payload, self, cancellationToken).ConfigureAwait(false);
            case "message" when IsFromPerson(told, self) && SlackText.Mentions(told.Text("text"), self.User):
            case "app_mention" when IsFromPerson(told, self):
                return await MentionAsync(told, payload, self, cancellationToken).ConfigureAwait(false);
            case "app_home_opened" when told.Text("tab") == "messages":
                await prompts.OfferAsync(told.Text("channel"), "", cancellationToken).ConfigureAwait(false);
                break;
            case "assistant_thread_started":
                await prompts.GreetAsync(told.Text("assistant_thread", "channel_id"), told.Text("assistant_thread", "thread_ts"), cancellationToken).ConfigureAwait(false);
                break;
            // What a person looks at elsewhere (assistant_thread_context_changed, app_context_changed) is no evidence of this
            // conversation: to read there unasked would carry text from one conversation into another.
            default:
                break;
        }

        return SlackAck.Plain;
    }

    private Task<SlackAck> DirectAsync(JsonElement message, JsonElement payload, SlackSelf self, CancellationToken cancellationToken)
    {
        var incoming = new Incoming(Address(message, payload, isDirect: true), Id(message), SlackText.Of(message, self.User), [.. message.Items("files")], []);
        return intake.AcceptAsync(incoming, self, cancellationToken);
    }

    private async Task<SlackAck> MentionAsync(JsonElement message, JsonElement payload, SlackSelf self, CancellationToken cancellationToken)
    {
        // A mention comes without its files (app_mention), and what stands above it in the thread is what it is about.
        var address = Address(message, payload, isDirect: false);
        var around = await threads.AroundAsync(message, self, cancellationToken).ConfigureAwait(false);
        var incoming = new Incoming(address, Id(message), SlackText.Of(message, self.User), around.Files, around.Earlier);
        return await intake.AcceptAsync(incoming, self, cancellationToken).ConfigureAwait(false);
    }

    private static SlackAddress Address(JsonElement message, JsonElement payload, bool isDirect) => new()
    {
        Channel = message.Text("channel"),
        Thread = message.Text("thread_ts") is { Length: > 0 } thread ? thread : message.Text("ts"),
        Ts = message.Text("ts"),
        User = message.Text("user"),
        Team = message.Text("team") is { Length: > 0 } team ? team : payload.Text("team_id"),
        IsDirect = isDirect,
    };

    /// <summary>A message in a channel that the app also listens to comes twice, as message and as app_mention: its place and time name it.</summary>
    private static string Id(JsonElement message) => $"{message.Text("channel")}:{message.Text("ts")}";

    private static bool IsDirect(JsonElement message) =>
        message.Text("channel_type") is { Length: > 0 } kind ? kind == "im" : message.Text("channel").StartsWith('D');

    /// <summary>The bot itself, other bots, edits and notices of Slack's are not answered.</summary>
    private static bool IsFromPerson(JsonElement message, SlackSelf self) =>
        message.Text("bot_id").Length == 0 && message.At("bot_profile").ValueKind == JsonValueKind.Undefined
        && message.Text("subtype") is "" or "file_share" or "thread_broadcast"
        && message.Text("user") is { Length: > 0 } user && user != self.User && user != "USLACKBOT"
        && message.Text("channel").Length > 0 && message.Text("ts").Length > 0;
}
