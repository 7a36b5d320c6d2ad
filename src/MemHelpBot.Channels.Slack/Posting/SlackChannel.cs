using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Blocks;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Web;
using MemHelpBot.Rendering;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Posting;

/// <summary>
/// Shows replies in Slack. Each message carries the id of its answer as metadata: a delivery that may have been tried before looks into
/// the thread first, and finishes what it finds.
/// </summary>
internal sealed class SlackChannel(
    SlackWebApi api, SlackFiles files, SlackIdentity identity, SlackThreads threads, SlackWorking working, SlackStream stream, SlackPrompts prompts, SlackSeal seal, SlackSettings settings, SlackShown shown,
    ILogger<SlackChannel> log) : IChannel
{
    /// <summary>How long a reply waits for the operator to mend a token.</summary>
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(5);

    /// <summary>Codes that say: this message, in this form, is never taken.</summary>
    private static readonly string[] Unfit =
        ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "block_mismatch", "invalid_arguments", "invalid_attachments"];

    /// <summary>Codes that say: nothing of the bot's is taken in this place.</summary>
    private static readonly string[] NoPlace =
        ["not_in_channel", "channel_not_found", "is_archived", "restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
            "restricted_action_non_threadable_channel", "restricted_action_thread_locked", "messages_tab_disabled", "ekm_access_denied", "cannot_reply_to_message", "thread_not_found"];

    private volatile bool plainButtons;

    /// <inheritdoc/>
    public string Name => SlackChannelName.Name;

    /// <inheritdoc/>
    public async ValueTask DeliverAsync(ChannelReply delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var address = SlackAddress.Parse(delivery.Message.Address);
        var reply = SlackReply.Of(delivery.Reply, seal, address.ConversationId, delivery.AnswerId);
        try
        {
            if (address.Thread.Length == 0)
                await RespondAsync(address, delivery, reply, cancellationToken).ConfigureAwait(false);
            else
                await InThreadAsync(address, delivery, reply, cancellationToken).ConfigureAwait(false);
        }
        catch (SlackCredentialException refused)
        {
            throw new ChannelUnavailableException(refused.Message, UntilMended, refused);
        }
        catch (SlackApiException refused)
        {
            // It would be refused the same way every time: the operator learns of it, the queue goes on.
            log.LogError("An answer could not be shown in Slack: {Reason}", refused.Message);
        }
    }

    /// <inheritdoc/>
    public bool TakesImprovements => true;

    /// <inheritdoc/>
    public async ValueTask ImproveAsync(ChannelReply better, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(better);
        var address = SlackAddress.Parse(better.Message.Address);
        var reply = SlackReply.Of(better.Reply, seal, address.ConversationId, better.AnswerId);
        // A text that now needs a file, where none was sent, would be cut short: the answer stays as it is.
        if (shown.Take(better.AnswerId) is not { } message || (reply.Whole is not null && !message.HasFile))
            return;
        try
        {
            await UpdateAsync(address, better, reply, message.Ts, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is SlackApiException or SlackCredentialException or ChannelUnavailableException)
        {
            log.LogWarning("Better words for an answer could not be shown in Slack, it stands as it was: {Reason}", refused.Message);
        }
    }

    private async Task InThreadAsync(SlackAddress address, ChannelReply delivery, SlackReply reply, CancellationToken cancellationToken)
    {
        var (isNew, replace) = await working.TakeAsync(delivery.Message.Id, cancellationToken).ConfigureAwait(false);
        var seen = isNew ? new Seen(null, replace, false, false) : await LookAsync(address, delivery, cancellationToken).ConfigureAwait(false);
        try
        {
            var ts = seen.HasAnswer ? null : await ShowAsync(address, delivery, reply, seen.Replace, seen.IsBroken, cancellationToken).ConfigureAwait(false);
            if (reply.Whole is not null && !seen.HasFile)
                await files.ShareAsync(FileName(delivery), reply.WholeBytes, address.Channel, address.Thread, "", cancellationToken).ConfigureAwait(false);
            if (ts is not null)
                shown.Add(delivery.AnswerId, ts, reply.Whole is not null);
        }
        catch (SlackApiException refused) when (Unfit.Contains(refused.Error))
        {
            log.LogError("Slack did not take an answer as blocks ({Reason}); it is sent as a file.", refused.Message);
            await PostAsync(address, delivery, new SlackArguments().With("text", reply.Text), cancellationToken).ConfigureAwait(false);
            await files.ShareAsync(FileName(delivery), Encoding.UTF8.GetBytes(MarkdownText.Of(delivery.Reply.Answer)), address.Channel, address.Thread, "", cancellationToken).ConfigureAwait(false);
        }
        catch (SlackApiException refused) when (NoPlace.Contains(refused.Error))
        {
            await RespondAsync(address, delivery, reply, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (address.IsDirect && address.Ts == address.Thread)
            await prompts.NameAsync(address.Channel, address.Thread, reply.Title, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shows an answer.</summary>
    /// <returns>The message that it is; empty when Slack did not say.</returns>
    private async Task<string> ShowAsync(SlackAddress address, ChannelReply delivery, SlackReply reply, string? replace, bool isBroken, CancellationToken cancellationToken)
    {
        if (replace is null && settings.Streaming && address.IsDirect)
        {
            var tail = new JsonArray([.. reply.Tail(seal, address.ConversationId, delivery.AnswerId, withFile: true, plainButtons)]);
            var streamed = await stream.TryAsync(address, reply, tail, Mark(delivery), cancellationToken).ConfigureAwait(false);
            if (streamed is { IsWhole: true, Ts: var whole })
                return whole;
            (replace, isBroken) = (streamed?.Ts, streamed is not null);
        }

        if (replace is not null)
        {
            if (isBroken)
                await stream.CloseAsync(address.Channel, replace, cancellationToken).ConfigureAwait(false);
            if (await UpdateAsync(address, delivery, reply, replace, cancellationToken).ConfigureAwait(false))
                return replace;
        }

        var ts = "";
        await WithButtonsAsync(async plain => ts = (await PostAsync(address, delivery, Content(address, delivery, reply, plain), cancellationToken).ConfigureAwait(false)).Text("ts")).ConfigureAwait(false);
        return ts;
    }

    private async Task<bool> UpdateAsync(SlackAddress address, ChannelReply delivery, SlackReply reply, string ts, CancellationToken cancellationToken)
    {
        try
        {
            await WithButtonsAsync(plain => api.CallAsync(
                "chat.update",
                Content(address, delivery, reply, plain).With("channel", address.Channel).With("ts", ts).With("metadata", Mark(delivery)),
                cancellationToken)).ConfigureAwait(false);
            return true;
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "cant_update_message" or "edit_window_closed" or "streaming_state_conflict")
        {
            return false;
        }
    }

    /// <summary>A workspace that does not know the buttons for feedback gets plain ones, from then on.</summary>
    private async Task WithButtonsAsync(Func<bool, Task> send)
    {
        try
        {
            await send(plainButtons).ConfigureAwait(false);
        }
        catch (SlackApiException refused) when (refused.Error is "invalid_blocks" && !plainButtons)
        {
            await send(true).ConfigureAwait(false);
            plainButtons = true;
        }
    }

    private SlackArguments Content(SlackAddress address, ChannelReply delivery, SlackReply reply, bool plain) =>
        new SlackArguments().With("text", reply.Text).With("blocks", reply.Blocks(seal, address.ConversationId, delivery.AnswerId, withFile: true, plain));

    private Task<JsonElement> PostAsync(SlackAddress address, ChannelReply delivery, SlackArguments content, CancellationToken cancellationToken) => api.CallAsync(
        "chat.postMessage",
        content.With("channel", address.Channel).With("thread_ts", address.Thread).With("metadata", Mark(delivery)).With("unfurl_links", "false").With("unfurl_media", "false"),
        cancellationToken);

    /// <summary>For the asking person alone: where the command was given, and when that is over, in a direct message.</summary>
    private async Task RespondAsync(SlackAddress address, ChannelReply delivery, SlackReply reply, CancellationToken cancellationToken)
    {
        await working.TakeAsync(delivery.Message.Id, cancellationToken).ConfigureAwait(false);
        var blocks = reply.Blocks(seal, address.ConversationId, delivery.AnswerId, withFile: false, plain: true);
        if (settings.IsResponseUrl(address.ResponseUrl, out var url)
            && await api.RespondAsync(url, new JsonObject { ["response_type"] = "ephemeral", ["replace_original"] = false, ["text"] = reply.Text, ["blocks"] = blocks }, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var opened = await api.CallAsync("conversations.open", new SlackArguments().With("users", address.User), cancellationToken).ConfigureAwait(false);
        // Buttons speak of the conversation they were made for, which is not this one.
        var body = new JsonArray([.. reply.Body.Select(b => b.DeepClone())]);
        await api.CallAsync(
            "chat.postMessage",
            new SlackArguments().With("channel", opened.Text("channel", "id")).With("text", reply.Text).With("blocks", body).With("metadata", Mark(delivery)).With("unfurl_links", "false").With("unfurl_media", "false"),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<Seen> LookAsync(SlackAddress address, ChannelReply delivery, CancellationToken cancellationToken)
    {
        try
        {
            var self = await identity.GetAsync(cancellationToken).ConfigureAwait(false);
            var ours = await threads.OursAfterAsync(address.Channel, address.Thread, address.Ts, self, cancellationToken).ConfigureAwait(false);
            string? Marked(string kind, string id) =>
                ours.FirstOrDefault(m => m.Text("metadata", "event_type") == kind && m.Text("metadata", "event_payload", "id") == id).Text("ts") is { Length: > 0 } ts ? ts : null;
            var hasFile = ours.Any(m => m.Items("files").Any(f => f.Text("name") == FileName(delivery)));
            // All our messages are marked, but a stream is marked at its end: one without a mark broke off.
            var broken = ours.FirstOrDefault(m => m.Text("metadata", "event_type").Length == 0 && !m.Items("files").Any()).Text("ts");
            var sign = Marked("memhelp_working", delivery.Message.Id);
            return new Seen(Marked("memhelp_answer", delivery.AnswerId), sign ?? (broken.Length > 0 ? broken : null), hasFile, sign is null && broken.Length > 0);
        }
        catch (SlackApiException refused)
        {
            log.LogWarning("Slack did not let a thread be read before an answer was sent again: {Reason}", refused.Message);
            return new Seen(null, null, false, false);
        }
    }

    private static JsonObject Mark(ChannelReply delivery) => SlackNotices.Metadata("memhelp_answer", delivery.AnswerId);

    /// <summary>The same at every attempt, and told apart from the files of other answers.</summary>
    private static string FileName(ChannelReply delivery) => $"memhelp-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery.AnswerId)).AsSpan(0, 4))}.md";

    /// <summary>What stands in the thread already.</summary>
    /// <param name="Answer">The message with this answer.</param>
    /// <param name="Replace">A message that this answer is to replace.</param>
    /// <param name="HasFile">Whether the file of this answer is there.</param>
    /// <param name="IsBroken">Whether the message to replace is a stream that broke off.</param>
    private sealed record Seen(string? Answer, string? Replace, bool HasFile, bool IsBroken)
    {
        public bool HasAnswer => Answer is not null;
    }
}
