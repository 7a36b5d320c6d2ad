using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.DirectLine.History;
using MemHelpBot.Channels.DirectLine.Replies;
using MemHelpBot.Channels.DirectLine.Streams;

namespace MemHelpBot.Channels.DirectLine;

/// <summary>
/// Shows replies: an answer that is stored is shown, because clients read the stored conversation. So a delivery only says that there is something new,
/// and never fails; whether a client is connected makes no difference.
/// </summary>
internal sealed class DirectLineChannel(IChannelArchive archive, ShownActivities shown, OpenStreams streams, TimeProvider clock) : IChannel
{
    /// <summary>First part of the keys of its conversations.</summary>
    public const string ChannelName = "directline";

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public async ValueTask DeliverAsync(ChannelReply delivery, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var (key, message) = (delivery.Message.Conversation, delivery.Message.Id);
        var record = await archive.ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (record.Answer(message) is { } answer)
        {
            shown.Keep(key.Id, ConversationIds.Answer(delivery.AnswerId), ReplyActivity.Of(key.Id, delivery, answer.At));
        }
        else
        {
            // Forgotten, as the person asked: nothing of it is kept but the farewell, and that they asked for it.
            var asked = shown.Find(key.Id, message);
            shown.Forget(key.Id);
            if (asked is not null)
                shown.Remark(key.Id, asked);
            shown.Remark(key.Id, ReplyActivity.Of(key.Id, delivery, clock.GetUtcNow()));
        }

        streams.Ring(key.Id);
    }

    /// <inheritdoc/>
    public bool TakesImprovements => true;

    /// <inheritdoc/>
    /// <remarks>An activity of the same id takes the place of the first one: in Web Chat, and in any client that polls from the start.</remarks>
    public async ValueTask ImproveAsync(ChannelReply better, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(better);
        var key = better.Message.Conversation;
        if ((await archive.ReadAsync(key, cancellationToken).ConfigureAwait(false)).Answer(better.Message.Id) is not { } answer)
            return;
        var activity = ReplyActivity.Of(key.Id, better, answer.At);
        shown.Keep(key.Id, ConversationIds.Answer(better.AnswerId), activity);
        shown.Remark(key.Id, activity);
        streams.Ring(key.Id);
    }
}
