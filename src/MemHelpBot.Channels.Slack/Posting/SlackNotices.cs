using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Posting;

/// <summary>Short remarks beside answers: what could not be read, how to begin. They are not worth a second attempt.</summary>
internal sealed class SlackNotices(SlackWebApi api, ILogger<SlackNotices> log)
{
    /// <summary>Says something where the answer will stand.</summary>
    public Task TellAsync(SlackAddress address, string mrkdwn, CancellationToken cancellationToken) =>
        address.Thread.Length == 0 ? TellAloneAsync(address, mrkdwn, cancellationToken) : TryAsync(() => api.CallAsync(
            "chat.postMessage",
            new SlackArguments().With("channel", address.Channel).With("thread_ts", address.Thread).With("text", mrkdwn).With("metadata", Metadata("memhelp_notice", ""))
                .With("unfurl_links", "false").With("unfurl_media", "false"),
            cancellationToken));

    /// <summary>Says something that only the person sees.</summary>
    public Task TellAloneAsync(SlackAddress address, string mrkdwn, CancellationToken cancellationToken) => TryAsync(() => api.CallAsync(
        "chat.postEphemeral",
        new SlackArguments().With("channel", address.Channel).With("user", address.User).With("thread_ts", address.Thread).With("text", mrkdwn),
        cancellationToken));

    /// <summary>What marks a message of ours: it tells after a restart what was said already.</summary>
    public static JsonObject Metadata(string kind, string id) => new() { ["event_type"] = kind, ["event_payload"] = new JsonObject { ["id"] = id } };

    private async Task TryAsync(Func<Task> say)
    {
        try
        {
            await say().ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is SlackApiException or SlackCredentialException or ChannelUnavailableException)
        {
            log.LogWarning("A remark could not be shown in Slack: {Reason}", refused.Message);
        }
    }
}
