using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Posting;

/// <summary>
/// Tells a person that what they asked by a command, a button or a shortcut could not be taken: Slack has been told that it was, and never sends it again. Where
/// only they see it: by the address that came with it, else as an ephemeral message.
/// </summary>
internal sealed class SlackRegrets(SlackWebApi api, SlackNotices notices, SlackSeal seal, SlackSettings settings, ILogger<SlackRegrets> log)
{
    /// <summary>Tells it. Not cancelled with the work, which may have failed because the host stops.</summary>
    public async Task TellAsync(JsonElement payload)
    {
        var words = SlackWords.For(string.Join(' ', payload.Text("text"), payload.Text("message", "text"), payload.Items("actions").FirstOrDefault().Text("text", "text")));
        if (settings.IsResponseUrl(payload.Text("response_url"), out var url) && await RespondedAsync(url, words.NotTaken).ConfigureAwait(false))
            return;
        // A form that was filled in stands in no channel: it knows the conversation of the answer that it speaks of.
        var channel = payload.Text("channel", "id") is { Length: > 0 } shown ? shown
            : seal.Open(payload.Text("view", "private_metadata"), 4) is [_, var conversation, _, _] ? conversation.Split(':')[0] : payload.Text("channel_id");
        var user = payload.Text("user", "id") is { Length: > 0 } person ? person : payload.Text("user_id");
        if (channel.Length > 0 && user.Length > 0)
            await notices.TellAloneAsync(new SlackAddress { Channel = channel, User = user }, words.NotTaken, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>What is told of a failure: our own words, or its kind; never text of a message.</summary>
    public static string Reason(Exception failure) => failure is ChannelUnavailableException or SlackApiException or SlackCredentialException ? failure.Message : failure.GetType().Name;

    private async Task<bool> RespondedAsync(Uri url, string text)
    {
        try
        {
            return await api.RespondAsync(url, new JsonObject { ["response_type"] = "ephemeral", ["replace_original"] = false, ["text"] = text }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ChannelUnavailableException away)
        {
            log.LogWarning("A person could not be told that what they asked was not taken: {Reason}", away.Message);
            return false;
        }
    }
}
