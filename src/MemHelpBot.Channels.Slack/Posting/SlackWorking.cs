using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Web;

namespace MemHelpBot.Channels.Slack.Posting;

/// <summary>
/// The sign that an answer is being worked on: Slack's own status, which the answer takes away; where a conversation has none, a message
/// that the answer replaces.
/// </summary>
internal sealed class SlackWorking(SlackWebApi api, SlackSettings settings)
{
    /// <summary>Answers that another process gave leave their signs here; a lost sign costs one look into the thread.</summary>
    private const int MostSigns = 10_000;

    private readonly ConcurrentDictionary<string, Sign> signs = new(StringComparer.Ordinal);

    /// <summary>Announces that a sign may come for a message; its answer waits until it is shown or given up.</summary>
    public Sign Announce(string messageId)
    {
        if (signs.Count >= MostSigns)
            signs.Clear();
        var sign = new Sign(this, messageId);
        // A second delivery of the message brings no sign of its own.
        return signs.TryAdd(messageId, sign) ? sign : new Sign(this, "");
    }

    /// <summary>
    /// Whether a message was taken in by this process and not answered yet, and the message to replace with the answer, when there is one. A sign that takes too
    /// long is called off; whether Slack shows it all the same, a look into the thread tells.
    /// </summary>
    public async Task<(bool IsNew, string? Replace)> TakeAsync(string messageId, CancellationToken cancellationToken)
    {
        if (!signs.TryRemove(messageId, out var sign))
            return (false, null);
        try
        {
            return (true, await sign.Shown.WaitAsync(settings.SignPatience, cancellationToken).ConfigureAwait(false));
        }
        catch (TimeoutException)
        {
            sign.CallOff();
            return (false, null);
        }
    }

    private async Task<string?> ShowAsync(SlackAddress address, string messageId, SlackWords words, CancellationToken cancellationToken)
    {
        if (address.Thread.Length == 0)
            return null;
        try
        {
            var loading = new JsonArray([.. words.WorkingLong.Select(w => JsonValue.Create(w))]);
            await api.CallAsync(
                "assistant.threads.setStatus",
                new SlackArguments().With("channel_id", address.Channel).With("thread_ts", address.Thread).With("status", words.Working).With("loading_messages", loading),
                cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SlackApiException)
        {
            return await PostAsync(address, messageId, words, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception later) when (later is ChannelUnavailableException or SlackCredentialException)
        {
            return null;
        }
    }

    private async Task<string?> PostAsync(SlackAddress address, string messageId, SlackWords words, CancellationToken cancellationToken)
    {
        try
        {
            var posted = await api.CallAsync(
                "chat.postMessage",
                new SlackArguments().With("channel", address.Channel).With("thread_ts", address.Thread).With("text", words.WorkingLong[0] + " …")
                    .With("metadata", SlackNotices.Metadata("memhelp_working", messageId)),
                cancellationToken).ConfigureAwait(false);
            return posted.Text("ts") is { Length: > 0 } ts ? ts : null;
        }
        catch (Exception refused) when (refused is SlackApiException or ChannelUnavailableException or SlackCredentialException)
        {
            return null;
        }
    }

    /// <summary>The sign for one message.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to dispose of.")]
    internal sealed class Sign(SlackWorking owner, string messageId)
    {
        private readonly TaskCompletionSource<string?> shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource calledOff = new();

        /// <summary>Ends when the sign is shown or given up, with the message to replace.</summary>
        public Task<string?> Shown => shown.Task;

        /// <summary>Begins to show it, and returns: nothing waits for a courtesy but the answer that replaces it.</summary>
        public void Show(SlackAddress address, SlackWords words)
        {
            if (messageId.Length > 0)
                _ = ShowAsync(address, words);
        }

        /// <summary>Stops showing it.</summary>
        public void CallOff() => calledOff.Cancel();

        /// <summary>Gives it up before it was shown: nobody waits for it, and it is not kept.</summary>
        public void GiveUp()
        {
            if (messageId.Length > 0 && shown.TrySetResult(null))
                owner.signs.TryRemove(new(messageId, this));
        }

        [SuppressMessage("Design", "CA1031", Justification = "A sign that cannot be shown is not shown; the answer that waits for it must learn so.")]
        private async Task ShowAsync(SlackAddress address, SlackWords words)
        {
            string? replace = null;
            try
            {
                replace = await owner.ShowAsync(address, messageId, words, calledOff.Token).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Called off, or a fault of a courtesy.
            }

            shown.TrySetResult(replace);
        }
    }
}
