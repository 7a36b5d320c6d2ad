namespace MemHelpBot.Assistant.State;

/// <summary>A message as a channel hands it over.</summary>
/// <param name="Id">The channel's id of it: a second delivery of the same id is the same message.</param>
/// <param name="Person">Who sent it.</param>
/// <param name="Turn">What they sent, not yet masked.</param>
public sealed record InboundMessage(string Id, string Person, Turn Turn)
{
    /// <summary>What the channel needs to answer later, in its own form; null when it asks again itself.</summary>
    public string? Address { get; init; }

    /// <summary>Which lines of the turn's text are which file, not yet masked; null when the channel does not tell.</summary>
    public IReadOnlyList<MessagePart>? Parts { get; init; }
}

/// <summary>What became of a message.</summary>
public enum Receipt
{
    /// <summary>It was stored and waits for its answer.</summary>
    New,

    /// <summary>It was stored before.</summary>
    Known,

    /// <summary>The conversation holds as many messages as one may.</summary>
    Full,
}

/// <summary>An answer for a channel to send.</summary>
/// <param name="Reply">The reply, masked.</param>
/// <param name="AnswerId">Names the answer in feedback.</param>
/// <param name="Message">Index of the message in the conversation, 0 for the first: <c>M2:L12</c> is line 12 of message 1.</param>
/// <param name="Messages">What the person has sent since the start of the conversation, masked.</param>
/// <param name="Again">Whether it was composed before: the channel may have sent it.</param>
/// <param name="Restore">Puts what this person sent back in place of the placeholders of a rendered text; the second argument encodes for its format.</param>
public sealed record Delivery(Reply Reply, string AnswerId, int Message, IReadOnlyList<string> Messages, bool Again, Func<string, Func<string, string>?, string> Restore);
