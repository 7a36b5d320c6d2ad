using System.Net;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Connector;
using MemHelpBot.Channels.Teams.Replies;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Teams;

/// <summary>Shows replies in Teams, and in any other channel that speaks the Bot Framework's protocol.</summary>
internal sealed partial class TeamsChannel(
    ConnectorClient connector, AwaitedReplies awaited, WorkingSign working, ShownAnswers shown, ILogger<TeamsChannel> log) : IChannel
{
    /// <summary>First part of the keys of its conversations.</summary>
    public const string ChannelName = "teams";

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public async ValueTask DeliverAsync(ChannelReply delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var to = ReplyAddress.Read(delivery.Message.Address);
        var messages = ReplyMessages.Of(delivery.Reply);
        shown.Expect(delivery.Message.Conversation, delivery.AnswerId);
        if (await awaited.TryGiveAsync(delivery.Message, [.. messages.Select(to.Addressed)], cancellationToken).ConfigureAwait(false))
        {
            shown.Add(delivery.Message.Conversation, null, delivery.AnswerId);
            return;
        }

        var stream = await working.EndAsync(delivery.Message, cancellationToken).ConfigureAwait(false);
        try
        {
            for (var i = shown.Sent(delivery.AnswerId); i < messages.Count; i++)
            {
                var id = i == 0 && stream is not null
                    ? await CompleteAsync(to, messages[i], stream, cancellationToken).ConfigureAwait(false)
                    : await SendAsync(to, messages[i], cancellationToken).ConfigureAwait(false);
                shown.Add(delivery.Message.Conversation, id, delivery.AnswerId);
            }
        }
        catch (ConnectorRefusedException refused)
        {
            // Refused for good (the bot was removed, the chat is gone): trying again would refuse again. Text of the conversation is not told.
            LogRefused(log, (int)refused.Status, delivery.AnswerId);
        }
    }

    /// <inheritdoc/>
    public bool TakesImprovements => true;

    /// <inheritdoc/>
    /// <remarks>
    /// The last step of a stream must begin with what was streamed before, so other words are an update of the message. Channels beside Teams often
    /// know no updates: the answer stands there as it was sent.
    /// </remarks>
    public async ValueTask ImproveAsync(ChannelReply better, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(better);
        var to = ReplyAddress.Read(better.Message.Address);
        var (messages, sent) = (ReplyMessages.Of(better.Reply), shown.Messages(better.AnswerId));
        // Never a message more or less than the person has.
        if (messages.Count != sent.Count || sent.Any(id => id is null))
            return;
        try
        {
            for (var i = 0; i < messages.Count; i++)
                await connector.UpdateAsync(to, sent[i]!, messages[i], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is ConnectorRefusedException or ChannelUnavailableException)
        {
            LogNotImproved(log, better.AnswerId);
        }
    }

    /// <summary>Sends a message; when its form is refused, its text alone.</summary>
    private async Task<string?> SendAsync(ReplyAddress to, Activity message, CancellationToken cancellationToken)
    {
        try
        {
            return await connector.SendAsync(to, message, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorRefusedException refused) when (refused.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge && message.Text is not null && message.Attachments is not null)
        {
            LogCardRefused(log, (int)refused.Status);
            return await connector.SendAsync(to, new Activity { Type = "message", Text = message.Text, TextFormat = message.TextFormat }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes a stream. One that Teams has ended by itself is replaced by a plain message under the same id; one that the person stopped stays stopped.</summary>
    private async Task<string?> CompleteAsync(ReplyAddress to, Activity message, string stream, CancellationToken cancellationToken)
    {
        try
        {
            await connector.SendAsync(to, WorkingSign.Completed(message, stream), cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (ConnectorRefusedException refused) when (refused.Status == HttpStatusCode.Forbidden && refused.Reason.Contains("cancel", StringComparison.OrdinalIgnoreCase))
        {
            return stream;
        }
        catch (ConnectorRefusedException refused) when (refused.Status == HttpStatusCode.Forbidden && refused.Reason.Contains("exceeded", StringComparison.OrdinalIgnoreCase))
        {
            await connector.UpdateAsync(to, stream, message, cancellationToken).ConfigureAwait(false);
            return stream;
        }
        catch (ConnectorRefusedException)
        {
            return await SendAsync(to, message, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Teams refused an answer for good with status {Status}; it is not sent again (answer {Answer}).")]
    private static partial void LogRefused(ILogger log, int status, string answer);

    [LoggerMessage(LogLevel.Warning, "Better words for an answer were not taken by Teams; it stands as it was sent (answer {Answer}).")]
    private static partial void LogNotImproved(ILogger log, string answer);

    [LoggerMessage(LogLevel.Warning, "Teams refused a card with status {Status}; the answer was sent as text.")]
    private static partial void LogCardRefused(ILogger log, int status);
}
