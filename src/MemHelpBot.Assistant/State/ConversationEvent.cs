using System.Text.Json.Serialization;

namespace MemHelpBot.Assistant.State;

/// <summary>Something that happened in a conversation. Events are only ever added; what is known follows from them (<see cref="ConversationRecord"/>).</summary>
/// <param name="At">When.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Sent), "sent")]
[JsonDerivedType(typeof(Rated), "rated")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Forgotten), "forgotten")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(ReportShared), "report-shared")]
[JsonDerivedType(typeof(ReportRevoked), "report-revoked")]
public abstract record ConversationEvent(DateTimeOffset At)
{
    /// <summary>Unique in its conversation: a store adds no second event of the same identity. This is what keeps a message from being answered twice.</summary>
    [JsonIgnore]
    public abstract string Identity { get; }
}

/// <summary>The conversation was opened by its channel.</summary>
public sealed record Opened(DateTimeOffset At) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => "opened";
}

/// <summary>A message arrived: the inbox. It is stored before the channel is told that it was taken.</summary>
/// <param name="At">When.</param>
/// <param name="Id">The channel's id of the message.</param>
/// <param name="Person">Who sent it, as the channel names them.</param>
/// <param name="Text">The text, masked.</param>
/// <param name="Language">auto, en, zh or pl.</param>
/// <param name="Role">user, root or cluster-admin; null when the channel says nothing.</param>
/// <param name="Notices">What decoding had to say: ids and texts.</param>
public sealed record Received(DateTimeOffset At, string Id, string Person, string Text, string Language, string? Role, IReadOnlyList<StoredNotice> Notices) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => "received:" + Id;

    /// <summary>What the channel needs to answer later, in its own form; null when it asks again itself.</summary>
    public string? Address { get; init; }

    /// <summary>Which lines of the text are which file, to show it again as it was sent; null when the channel does not tell.</summary>
    public IReadOnlyList<MessagePart>? Parts { get; init; }
}

/// <summary>A message was answered: the outbox. It is stored before the reply is sent.</summary>
/// <param name="At">When.</param>
/// <param name="Message">Id of the message.</param>
/// <param name="Id">Id of the answer, for feedback.</param>
/// <param name="StartsOver">Whether what was told before this message no longer counts.</param>
/// <param name="After">What the conversation remembers after the turn, besides the evidence, which is read again from the messages.</param>
/// <param name="Evidence">What the answer stands on, for feedback.</param>
public sealed record Answered(DateTimeOffset At, string Message, string Id, bool StartsOver, ConversationMemory After, AnswerEvidence Evidence) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => "answered:" + Message;

    /// <summary>Set when the message could not be read, however often it was tried: the answer says so, and its text counts no longer.</summary>
    public bool? IsUnread { get; init; }
}

/// <summary>The reply reached the channel.</summary>
public sealed record Sent(DateTimeOffset At, string Message) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => "sent:" + Message;
}

/// <summary>A person said whether an answer helped. A later word of the same person on the same answer replaces the earlier one.</summary>
/// <param name="At">When.</param>
/// <param name="Answer">Id of the answer.</param>
/// <param name="Person">Who, as the channel names them.</param>
/// <param name="Helpful">Whether it helped.</param>
/// <param name="Reason">Why, masked; null when nothing was said.</param>
public sealed record Rated(DateTimeOffset At, string Answer, string Person, bool Helpful, string? Reason) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => $"rated:{Answer}:{At.UtcTicks}:{Person}";
}

/// <summary>A message was taken back before it was answered: it counts no longer, and its text goes.</summary>
/// <param name="At">When.</param>
/// <param name="Message">Id of the message.</param>
public sealed record Withdrawn(DateTimeOffset At, string Message) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => "withdrawn:" + Message;
}

/// <summary>
/// A person asked that the conversation be forgotten: all that was answered goes with this event, and it holds nothing of what was said. What waits for its
/// answer stays. It goes itself when the farewell was sent (<see cref="Sent"/>), so that the farewell is not lost to a crash or a refusal.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Asked">The message that asked for it, without its text; the event stands in its place.</param>
/// <param name="Language">Language of the farewell.</param>
public sealed record Forgotten(DateTimeOffset At, Received Asked, string Language) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => Asked.Identity;
}

/// <summary>Its channel ended the conversation for good: all else goes, and nothing is added any more. So every replica knows the end, also after a restart.</summary>
public sealed record Ended(DateTimeOffset At) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => "ended";
}

/// <summary>
/// A conversation that holds as many messages as one may begins anew with a message that waits: all that was answered goes, and the message gets a notice that
/// says so. It is not kept itself.
/// </summary>
/// <param name="At">When.</param>
/// <param name="Message">Id of the message.</param>
/// <param name="Told">The notice.</param>
public sealed record BegunAnew(DateTimeOffset At, string Message, StoredNotice Told) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => "begun-anew:" + Message;
}

/// <summary>A link to the report of an answer was made (<see cref="ReportLinks"/>).</summary>
/// <param name="At">When.</param>
/// <param name="Hash">SHA-256 of the link's secret, hexadecimal.</param>
/// <param name="Message">Id of the message whose answer is reported.</param>
/// <param name="Expires">Until when it is good.</param>
public sealed record ReportShared(DateTimeOffset At, string Hash, string Message, DateTimeOffset Expires) : ConversationEvent(At)
{
    /// <summary>Names the link to who made it; it opens nothing.</summary>
    [JsonIgnore]
    public string Id => Hash[..16];

    /// <inheritdoc/>
    public override string Identity => "report-shared:" + Id;
}

/// <summary>A link to a report was ended before its time.</summary>
/// <param name="At">When.</param>
/// <param name="Link">Id of the link.</param>
public sealed record ReportRevoked(DateTimeOffset At, string Link) : ConversationEvent(At)
{
    /// <inheritdoc/>
    public override string Identity => "report-revoked:" + Link;
}

/// <summary>A part of a message.</summary>
/// <param name="Name">File name, masked; null for typed words.</param>
/// <param name="FirstLine">Its first line, 1-based.</param>
/// <param name="Lines">How many lines.</param>
public sealed record MessagePart(string? Name, int FirstLine, int Lines);

/// <summary>Something about the bytes of a message.</summary>
public sealed record StoredNotice(string Id, string Text);

/// <summary>What an answer stood on.</summary>
/// <param name="Incident">Kind of the first incident; null when there was none.</param>
/// <param name="Causes">The judged causes with their verdicts, in order.</param>
/// <param name="Citations">Lines and sections that the shown sentences cite.</param>
/// <param name="Actions">Ids of the commands shown.</param>
/// <param name="Headline">The first sentence, masked.</param>
public sealed record AnswerEvidence(string? Incident, IReadOnlyList<StoredCause> Causes, IReadOnlyList<string> Citations, IReadOnlyList<string> Actions, string Headline);

/// <summary>A judged cause.</summary>
public sealed record StoredCause(string Id, string Verdict);
