namespace MemHelpBot.Assistant.State;

/// <summary>What the events of a conversation come to. Immutable.</summary>
public sealed class ConversationRecord
{
    private readonly Dictionary<string, ConversationEvent> byIdentity;

    /// <summary>The record of some events, in the order they were stored.</summary>
    public ConversationRecord(ConversationKey key, IEnumerable<ConversationEvent> events)
    {
        Key = key;
        var kept = new List<ConversationEvent>();
        byIdentity = new(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            if (byIdentity.TryAdd(happened.Identity, happened))
                kept.Add(happened);
        }

        Events = kept;
        var turns = new List<(Received Message, Answered Answer)>();
        foreach (var answer in kept.OfType<Answered>())
        {
            if (answer.StartsOver)
                turns.Clear();
            if (Message(answer.Message) is { } message)
                turns.Add((message, answer));
        }

        Turns = turns;
    }

    /// <summary>Whose it is.</summary>
    public ConversationKey Key { get; }

    /// <summary>All events, each once.</summary>
    public IReadOnlyList<ConversationEvent> Events { get; }

    /// <summary>The answered messages since the person last started over, in the order answered.</summary>
    public IReadOnlyList<(Received Message, Answered Answer)> Turns { get; }

    /// <summary>Those of them that could be read: what a report can be about.</summary>
    public IReadOnlyList<(Received Message, Answered Answer)> Read => [.. Turns.Where(t => t.Answer.IsUnread is not true)];

    /// <summary>Messages that wait for an answer, in the order received.</summary>
    public IEnumerable<Received> Waiting => Events.OfType<Received>().Where(m => IsWaiting(m.Id));

    /// <summary>Answers of which nobody knows whether they were sent.</summary>
    public IEnumerable<Answered> Unsent => Events.OfType<Answered>().Where(a => !byIdentity.ContainsKey("sent:" + a.Message));

    /// <summary>Messages of which something is left to do, in the order received: an answer to give, to send, or a farewell to send.</summary>
    public IEnumerable<Received> Unfinished => Events
        .Select(e => e switch { Received m when !IsWithdrawn(m.Id) && !IsSent(m.Id) => m, Forgotten f => f.Asked, _ => null }).OfType<Received>();

    /// <summary>Whether the answer to a message reached its channel.</summary>
    public bool IsSent(string message) => byIdentity.ContainsKey("sent:" + message);

    /// <summary>Whether something is left to do.</summary>
    public bool IsUnfinished => Unfinished.Any();

    /// <summary>When something last happened.</summary>
    public DateTimeOffset LastUsed => Events.Count == 0 ? DateTimeOffset.MinValue : Events[^1].At;

    /// <summary>The last word of each person on each answer.</summary>
    public IEnumerable<Rated> Ratings => Events.OfType<Rated>().GroupBy(r => (r.Answer, r.Person)).Select(g => g.Last());

    /// <summary>The message of an id; null when there is none.</summary>
    public Received? Message(string id) => byIdentity.GetValueOrDefault("received:" + id) as Received;

    /// <summary>The answer to a message; null when there is none yet.</summary>
    public Answered? Answer(string message) => byIdentity.GetValueOrDefault("answered:" + message) as Answered;

    /// <summary>What a message asked to forget, whose farewell was not sent yet; null when it did not.</summary>
    public Forgotten? Farewell(string message) => byIdentity.GetValueOrDefault("received:" + message) as Forgotten;

    /// <summary>Whether its channel ended it.</summary>
    public bool IsEnded => byIdentity.ContainsKey("ended");

    /// <summary>Whether a message was taken back before it was answered.</summary>
    public bool IsWithdrawn(string message) => byIdentity.ContainsKey("withdrawn:" + message);

    /// <summary>Whether a link to a report was ended before its time.</summary>
    public bool IsRevoked(ReportShared link) => byIdentity.ContainsKey("report-revoked:" + link?.Id);

    /// <summary>Whether an event may be added: it is new, and what it speaks of is there.</summary>
    public bool Takes(ConversationEvent next) => next is Forgotten forgotten ? IsWaiting(forgotten.Asked.Id) : !IsEnded && !byIdentity.ContainsKey(next.Identity) && next switch
    {
        Answered answered => Message(answered.Message) is not null && !IsWithdrawn(answered.Message),
        Withdrawn withdrawn => Message(withdrawn.Message) is not null && Answer(withdrawn.Message) is null,
        Sent sent => Answer(sent.Message) is not null || Farewell(sent.Message) is not null,
        // A reply that is still on its way is composed again of what was said before it.
        BegunAnew anew => IsWaiting(anew.Message) && !Unsent.Any(),
        Rated rated => Events.OfType<Answered>().Any(a => a.Id == rated.Answer),
        ReportShared shared => Answer(shared.Message) is not null,
        ReportRevoked revoked => byIdentity.ContainsKey("report-shared:" + revoked.Link),
        _ => true,
    };

    /// <summary>Whether an event leaves texts behind that no longer count.</summary>
    public static bool Outdates(ConversationEvent happened) => happened is Answered { StartsOver: true } or Withdrawn;

    /// <summary>Whether an event takes others away: the record after it is not the one before with one more.</summary>
    public bool Clears(ConversationEvent next) => next is Forgotten or BegunAnew or Ended || (next is Sent sent && Farewell(sent.Message) is not null);

    /// <summary>The record after one more event.</summary>
    public ConversationRecord With(ConversationEvent next) => next switch
    {
        Forgotten forgotten => Left(m => m.Id == forgotten.Asked.Id ? forgotten : m),
        BegunAnew anew => Left(m => m.Id == anew.Message ? m with { Notices = [.. m.Notices, anew.Told] } : m),
        Ended => new(Key, [next]),
        Sent sent when Farewell(sent.Message) is { } farewell => new(Key, Events.Where(e => e != farewell)),
        _ => new(Key, Events.Append(next)),
    };

    /// <summary>
    /// The same without what no longer counts: texts of before the person started over, and those taken back. Ids stay, so that a message that the channel delivers
    /// again is still known.
    /// </summary>
    public ConversationRecord Compacted()
    {
        var counting = Turns.Select(t => t.Message.Id).Concat(Waiting.Select(m => m.Id)).ToHashSet(StringComparer.Ordinal);
        return new(Key, Events.Select(e => e is Received message && !counting.Contains(message.Id) ? message with { Text = "", Notices = [], Parts = null } : e));
    }

    private bool IsWaiting(string message) => Message(message) is not null && Answer(message) is null && !IsWithdrawn(message);

    /// <summary>What stays when the answered is taken away: what waits, and farewells on their way.</summary>
    private ConversationRecord Left(Func<Received, ConversationEvent> waiting) => new(Key, Events
        .Where(e => e is Forgotten || (e is Received m && IsWaiting(m.Id)))
        .Select(e => e is Received m ? waiting(m) : e));
}
