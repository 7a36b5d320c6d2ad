using MemHelpBot.Assistant.State;

namespace MemHelpBot.Assistant.Channels;

/// <summary>
/// Where channels hand in what people write. A message that was accepted is kept: it is answered exactly once, in the order of its
/// conversation, also when the process ends in the middle; the reply goes out through <see cref="IChannel.DeliverAsync"/>.
/// </summary>
public interface IChannelDesk
{
    /// <summary>Keeps a message, to be answered soon.</summary>
    /// <returns>False when the same message was accepted before: a repeated delivery, which needs nothing more.</returns>
    ValueTask<bool> AcceptAsync(ChannelMessage message, CancellationToken cancellationToken);

    /// <summary>Keeps what a person says about an answer.</summary>
    /// <returns>False when there is no such answer, or no longer: the person is told.</returns>
    ValueTask<bool> AcceptAsync(Feedback feedback, CancellationToken cancellationToken);

    /// <summary>Removes everything that is kept of a conversation.</summary>
    ValueTask ForgetAsync(ConversationKey conversation, CancellationToken cancellationToken);

    /// <summary>Ends a conversation for good: everything that is kept of it goes, but that it has ended (<see cref="ConversationRecord.IsEnded"/>).</summary>
    ValueTask EndAsync(ConversationKey conversation, CancellationToken cancellationToken);
}

/// <summary>What a person says about an answer.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="AnswerId">The answer, as <see cref="ChannelReply.AnswerId"/> named it; empty for the newest of the conversation.</param>
/// <param name="User">Who says it.</param>
/// <param name="Helpful">Whether it helped.</param>
/// <param name="Reason">Why, in their words; empty when they do not say.</param>
public sealed record Feedback(ConversationKey Conversation, string AnswerId, string User, bool Helpful, string Reason);
