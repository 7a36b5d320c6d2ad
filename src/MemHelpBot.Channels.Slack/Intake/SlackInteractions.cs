using System.Text.Json;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Posting;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>Buttons, the shortcut on a message, and the form that asks why an answer did not help.</summary>
internal sealed class SlackInteractions(IChannelDesk desk, SlackIntake intake, SlackSeal seal, SlackWebApi api, SlackNotices notices, ILogger<SlackInteractions> log)
{
    /// <summary>Takes in an interaction.</summary>
    public async Task<SlackAck> TakeAsync(JsonElement payload, SlackSelf self, CancellationToken cancellationToken)
    {
        switch (payload.Text("type"))
        {
            case "message_action" when payload.Text("callback_id") == "diagnose_message":
                return await DiagnoseAsync(payload, self, cancellationToken).ConfigureAwait(false);
            case "block_actions":
                foreach (var action in payload.Items("actions"))
                    await ActAsync(action, payload, self, cancellationToken).ConfigureAwait(false);
                break;
            case "view_submission" when payload.Text("view", "callback_id") == Reasons.Callback:
                await KeepReasonAsync(payload, self, cancellationToken).ConfigureAwait(false);
                break;
            default:
                break;
        }

        return SlackAck.Plain;
    }

    private Task<SlackAck> DiagnoseAsync(JsonElement payload, SlackSelf self, CancellationToken cancellationToken)
    {
        var message = payload.At("message");
        var address = new SlackAddress
        {
            Channel = payload.Text("channel", "id"),
            Thread = message.Text("thread_ts") is { Length: > 0 } thread ? thread : message.Text("ts"),
            Ts = message.Text("ts"),
            User = payload.Text("user", "id"),
            Team = payload.Text("team", "id"),
            IsDirect = payload.Text("channel", "id").StartsWith('D'),
            ResponseUrl = payload.Text("response_url"),
        };
        var incoming = new Incoming(address, $"shortcut:{payload.Text("trigger_id")}", SlackText.Of(message, self.User), [.. message.Items("files")], []);
        return intake.AcceptAsync(incoming, self, cancellationToken);
    }

    private async Task ActAsync(JsonElement action, JsonElement payload, SlackSelf self, CancellationToken cancellationToken)
    {
        if (seal.Open(action.Text("value"), 4) is not [var kind, var conversation, var answer, var what] || !IsHere(conversation, payload))
        {
            if (action.Text("action_id").StartsWith(Buttons.Prefix, StringComparison.Ordinal))
                log.LogWarning("Slack sent a button that was not made for the conversation it stands in; it was left alone.");
            return;
        }

        var user = payload.Text("user", "id");
        var address = AddressOf(conversation, payload, user);
        switch (kind)
        {
            case Buttons.Say:
                await intake.AcceptAsync(new Incoming(address, $"button:{payload.Text("trigger_id")}", what, [], []), self, cancellationToken).ConfigureAwait(false);
                break;
            case Buttons.Helpful:
                var kept = await desk.AcceptAsync(new Feedback(address.KeyIn(self.Team), answer, user, Helpful: true, ""), cancellationToken).ConfigureAwait(false);
                await notices.TellAloneAsync(address, kept ? SlackWords.In(what).Thanks : SlackWords.In(what).Gone, cancellationToken).ConfigureAwait(false);
                break;
            case Buttons.Unhelpful:
                if (await desk.AcceptAsync(new Feedback(address.KeyIn(self.Team), answer, user, Helpful: false, ""), cancellationToken).ConfigureAwait(false))
                    await AskReasonAsync(payload.Text("trigger_id"), conversation, answer, what, cancellationToken).ConfigureAwait(false);
                else
                    await notices.TellAloneAsync(address, SlackWords.In(what).Gone, cancellationToken).ConfigureAwait(false);
                break;
            default:
                break;
        }
    }

    private async Task AskReasonAsync(string trigger, string conversation, string answer, string language, CancellationToken cancellationToken)
    {
        try
        {
            var view = Reasons.View(SlackWords.In(language), seal.Seal(Buttons.Unhelpful, conversation, answer, language));
            await api.CallAsync("views.open", new SlackArguments().With("trigger_id", trigger).With("view", view), cancellationToken).ConfigureAwait(false);
        }
        catch (SlackApiException refused)
        {
            // The verdict is kept; a form that came too late (expired_trigger_id) is not worth more.
            log.LogWarning("Slack did not open the form for a reason: {Error}.", refused.Error);
        }
        catch (Exception away) when (away is ChannelUnavailableException or SlackCredentialException)
        {
            log.LogWarning("Slack did not open the form for a reason in time.");
        }
    }

    private async Task KeepReasonAsync(JsonElement payload, SlackSelf self, CancellationToken cancellationToken)
    {
        var reason = payload.Text("view", "state", "values", Reasons.Input, Reasons.Input, "value");
        if (reason.Length > 0 && seal.Open(payload.Text("view", "private_metadata"), 4) is [_, var conversation, var answer, _])
        {
            var key = new ConversationKey(SlackChannelName.Name, self.Team, conversation);
            await desk.AcceptAsync(new Feedback(key, answer, payload.Text("user", "id"), Helpful: false, reason), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A button of one channel does nothing in another, and one of a person's own answers nothing for another person.</summary>
    private static bool IsHere(string conversation, JsonElement payload)
    {
        var channel = payload.Text("container", "channel_id");
        return channel.Length > 0 && conversation.StartsWith(channel + ":", StringComparison.Ordinal)
            && (!conversation.StartsWith($"{channel}:commands:", StringComparison.Ordinal) || conversation == $"{channel}:commands:{payload.Text("user", "id")}");
    }

    private static SlackAddress AddressOf(string conversation, JsonElement payload, string user)
    {
        var channel = payload.Text("container", "channel_id");
        var rest = conversation[(channel.Length + 1)..];
        return new SlackAddress
        {
            Channel = channel,
            Thread = rest.StartsWith("commands:", StringComparison.Ordinal) ? "" : rest,
            Ts = payload.Text("container", "message_ts"),
            User = user,
            Team = payload.Text("user", "team_id") is { Length: > 0 } team ? team : payload.Text("team", "id"),
            IsDirect = channel.StartsWith('D'),
            ResponseUrl = payload.Flag("container", "is_ephemeral") ? payload.Text("response_url") : "",
        };
    }
}
