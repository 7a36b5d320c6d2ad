namespace MemHelpBot.Assistant.Channels;

/// <summary>A place where people ask. It turns its wire format into <see cref="ChannelMessage"/>s and replies into its wire format; it decides nothing else.</summary>
public interface IChannel
{
    /// <summary>Its name, the first part of its conversations' keys.</summary>
    string Name { get; }

    /// <summary>
    /// Shows a reply. It is called again, with the same delivery, when it throws or when the process ended before it returned: a channel
    /// that can tell (a message id chosen by the sender) shows a reply only once.
    /// </summary>
    /// <exception cref="ChannelUnavailableException">The service did not take it now; it will be tried again.</exception>
    ValueTask DeliverAsync(ChannelReply delivery, CancellationToken cancellationToken);

    /// <summary>Whether a reply that was shown can be put into better words: what <see cref="ImproveAsync"/> is called for.</summary>
    bool TakesImprovements => false;

    /// <summary>
    /// Puts a reply that this process has delivered into a language model's words: in the place of what was shown, never as a second message.
    /// It is called at most once an answer and may do nothing: what was shown is right as it stands.
    /// </summary>
    ValueTask ImproveAsync(ChannelReply better, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

/// <summary>A reply on its way.</summary>
/// <param name="Message">The message that it answers.</param>
/// <param name="Reply">The reply.</param>
/// <param name="AnswerId">Id of the answer, for feedback on it; the same at every attempt.</param>
public sealed record ChannelReply(ChannelMessage Message, Reply Reply, string AnswerId);

/// <summary>A channel's service did not take a reply.</summary>
public sealed class ChannelUnavailableException : Exception
{
    /// <summary>A channel's service did not take a reply.</summary>
    /// <param name="message">What it said, without content of the conversation.</param>
    /// <param name="retryAfter">How long it asked to wait; null when it did not say.</param>
    /// <param name="inner">What happened.</param>
    public ChannelUnavailableException(string message, TimeSpan? retryAfter, Exception? inner = null)
        : base(message, inner) => RetryAfter = retryAfter;

    /// <summary>A channel's service did not take a reply.</summary>
    public ChannelUnavailableException() : this("The channel did not take the reply.")
    {
    }

    /// <summary>A channel's service did not take a reply.</summary>
    public ChannelUnavailableException(string message) : this(message, retryAfter: null)
    {
    }

    /// <summary>A channel's service did not take a reply.</summary>
    public ChannelUnavailableException(string message, Exception innerException) : this(message, retryAfter: null, innerException)
    {
    }

    /// <summary>How long the service asked to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }
}
