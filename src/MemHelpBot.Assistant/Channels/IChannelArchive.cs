using MemHelpBot.Assistant.State;

namespace MemHelpBot.Assistant.Channels;

/// <summary>
/// What happened in a conversation, for a channel whose clients ask for what they missed. The conversations that are kept are the only copy: what a
/// channel shows again after a restart, or in another replica, follows from them.
/// </summary>
public interface IChannelArchive
{
    /// <summary>What is kept of a conversation; an empty record when nothing is.</summary>
    ValueTask<ConversationRecord> ReadAsync(ConversationKey conversation, CancellationToken cancellationToken);

    /// <summary>The replies from the answer to a message on, composed again as they were, oldest first. What no longer counts is left out.</summary>
    IAsyncEnumerable<ChannelReply> RetellAsync(ConversationKey conversation, string message, CancellationToken cancellationToken);
}
