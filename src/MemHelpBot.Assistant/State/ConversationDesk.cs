using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MemHelpBot.Answers;
using MemHelpBot.Assistant.Understanding;
using MemHelpBot.Secrets;

namespace MemHelpBot.Assistant.State;

/// <summary>
/// Where messages come in and replies go out, whatever the channel. A message is masked and stored, then acknowledged; its answer is stored, then sent. So
/// an acknowledged message is never lost, and none is answered twice: not after a crash at any moment, not when a channel delivers it again, not by
/// another replica. Thread-safe.
/// </summary>
/// <param name="store">Keeps what happened.</param>
/// <param name="clock">Says when.</param>
/// <param name="masks">What is masked beside secrets.</param>
public sealed class ConversationDesk(IConversationStore store, TimeProvider clock, MaskOptions? masks = null)
{
    /// <summary>More messages than people send about one incident.</summary>
    public const int MostMessages = 200;

    /// <summary>How often a message is tried before its answer says that it cannot be read.</summary>
    public const int MostTries = 3;

    /// <summary>Messages whose failures are counted; more are not there at a time.</summary>
    private const int MostFailures = 10_000;

    private static readonly StoredNotice TooLong = new("begun-anew", "This conversation had become too long and began anew.");

    private readonly LiveConversations live = new(masks);

    /// <summary>Tries of messages that could not be answered, since this process began.</summary>
    private readonly ConcurrentDictionary<(ConversationKey Key, string Message), int> failures = new();

    /// <summary>Opens a conversation that its channel has just made.</summary>
    public async ValueTask OpenAsync(ConversationKey key, CancellationToken cancellationToken = default) =>
        await store.AppendAsync(key, new Opened(clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);

    /// <summary>Takes a message. When this returns it may be acknowledged.</summary>
    public async ValueTask<Receipt> ReceiveAsync(ConversationKey key, InboundMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var record = await store.ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (record.Message(message.Id) is not null)
            return Receipt.Known;
        // A channel that answers later has nobody to refuse it to: its conversation begins anew when the message's turn comes.
        if (record.Turns.Count >= MostMessages && message.Address is null)
            return Receipt.Full;
        var masked = live.Mask(record, message.Turn.Text, message.Person);
        var received = new Received(
            clock.GetUtcNow(), message.Id, message.Person, masked.Text, message.Turn.Language, message.Turn.Role, [.. message.Turn.Notices.Select(n => new StoredNotice(n.Id, n.Text))])
        {
            Address = message.Address,
            Parts = message.Parts is { } parts ? [.. parts.Select(p => p.Name is { } name ? p with { Name = live.Mask(record, name, message.Person).Text } : p)] : null,
        };
        return await store.AppendAsync(key, received, cancellationToken).ConfigureAwait(false) ? Receipt.New : Receipt.Known;
    }

    /// <summary>Answers a message that was taken. Messages that came before it are answered first; one that was answered already gets the same answer.</summary>
    /// <returns>The answer; null when the message is not there, or was forgotten meanwhile.</returns>
    public async ValueTask<Delivery?> AnswerAsync(IAssistant assistant, ConversationKey key, string message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assistant);
        await using var _ = (await store.EnterAsync(key, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        while (true)
        {
            var record = await store.ReadAsync(key, cancellationToken).ConfigureAwait(false);
            if (record.Farewell(message) is { } farewell)
                return await FarewellAsync(assistant, key, farewell, again: true, cancellationToken).ConfigureAwait(false);
            if (record.Message(message) is not { } asked || record.IsWithdrawn(message))
                return null;
            if (record.Answer(message) is { } given)
                return await AgainAsync(assistant, record, asked, given, cancellationToken).ConfigureAwait(false);
            var next = record.Waiting.First();
            if (record.Turns.Count >= MostMessages && next.Address is not null && await store.AppendAsync(key, new BegunAnew(clock.GetUtcNow(), next.Id, TooLong), cancellationToken).ConfigureAwait(false))
                continue;
            var delivery = await AnswerNewAsync(assistant, record, next, cancellationToken).ConfigureAwait(false);
            if (next.Id == message && delivery is not null)
                return delivery;
        }
    }

    /// <summary>
    /// The answers from that to a message on, once more and oldest first: the same messages give the same answers. Those whose texts no longer count
    /// (<see cref="ConversationRecord.Compacted"/>) are left out.
    /// </summary>
    public async IAsyncEnumerable<(Received Message, Delivery Delivery)> RetellAsync(
        IAssistant assistant, ConversationKey key, string message, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assistant);
        var record = await store.ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (record.Answer(message) is not { } first)
            yield break;
        var conversation = Conversation.Of(new ConversationRecord(key, record.Events.TakeWhile(e => e != first)));
        foreach (var given in record.Events.SkipWhile(e => e != first).OfType<Answered>())
        {
            if (record.Message(given.Message) is not { Text.Length: > 0 } asked)
                continue;
            yield return (asked, await AgainAsync(assistant, record, conversation, asked, given, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Notes that the reply to a message reached its channel.</summary>
    public async ValueTask SentAsync(ConversationKey key, string message, CancellationToken cancellationToken = default) =>
        await store.AppendAsync(key, new Sent(clock.GetUtcNow(), message), cancellationToken).ConfigureAwait(false);

    /// <summary>Takes a message back that was not answered yet: it counts no longer, and its text goes from the store.</summary>
    /// <returns>False when there is no such message, or it was answered.</returns>
    public ValueTask<bool> WithdrawAsync(ConversationKey key, string message, CancellationToken cancellationToken = default) =>
        store.AppendAsync(key, new Withdrawn(clock.GetUtcNow(), message), cancellationToken);

    /// <summary>The newest turns since the person last started over once more, oldest first: the same messages give the same answers.</summary>
    /// <param name="assistant">Answers them.</param>
    /// <param name="record">The conversation.</param>
    /// <param name="most">How many turns.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<(Received Message, Delivery Delivery)> ReplayAsync(IAssistant assistant, ConversationRecord record, int most, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(assistant);
        ArgumentNullException.ThrowIfNull(record);
        var turns = record.Turns.TakeLast(most).ToList();
        if (turns.Count == 0)
            yield break;
        // Not the one of memory: that one goes on with the next turn.
        var conversation = Conversation.Of(new ConversationRecord(record.Key, record.Events.TakeWhile(e => e != turns[0].Answer)));
        foreach (var (message, answer) in turns)
        {
            yield return (message, await AgainAsync(assistant, record, conversation, message, answer, cancellationToken).ConfigureAwait(false));
            conversation.Memory = answer.After;
        }
    }

    /// <summary>What a crash left to do in a channel, oldest first: messages without an answer, answers of which nobody knows whether they were sent.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="from">Only in conversations in which something happened since.</param>
    /// <param name="until">Only what happened before; null for all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<IReadOnlyList<(ConversationKey Key, string Message)>> UnfinishedAsync(
        string channel, DateTimeOffset from = default, DateTimeOffset? until = null, CancellationToken cancellationToken = default)
    {
        var found = new List<(DateTimeOffset At, ConversationKey Key, string Message)>();
        await foreach (var record in store.UsedSinceAsync(from, cancellationToken).ConfigureAwait(false))
        {
            if (record.Key.Channel == channel)
                found.AddRange(record.Unfinished.Select(m => (record.Answer(m.Id)?.At ?? record.Farewell(m.Id)?.At ?? m.At, record.Key, m.Id)));
        }

        return [.. found.Where(f => until is null || f.At < until).OrderBy(f => f.At).Select(f => (f.Key, f.Message))];
    }

    /// <summary>Waits until nobody, in any process, is sending a reply of a conversation; dispose when it is sent and noted.</summary>
    public ValueTask<IAsyncDisposable> SendingAsync(ConversationKey key, CancellationToken cancellationToken = default) =>
        store.EnterAsync(new ConversationKey("sending", "", key.Digest), cancellationToken);

    /// <summary>What is stored of a conversation.</summary>
    public ValueTask<ConversationRecord> ReadAsync(ConversationKey key, CancellationToken cancellationToken = default) => store.ReadAsync(key, cancellationToken);

    /// <summary>Notes whether an answer helped.</summary>
    /// <returns>False when there is no such answer.</returns>
    public ValueTask<bool> RateAsync(ConversationKey key, string answer, string person, bool helpful, string? reason, CancellationToken cancellationToken = default) =>
        store.AppendAsync(key, new Rated(clock.GetUtcNow(), answer, person, helpful, string.IsNullOrWhiteSpace(reason) ? null : Egress.Mask(reason, masks).Text), cancellationToken);

    /// <summary>Removes a conversation from the store and from memory.</summary>
    /// <returns>False when there was none.</returns>
    public ValueTask<bool> ForgetAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        live.Drop(key);
        return store.ForgetAsync(key, cancellationToken);
    }

    /// <summary>Removes all that is kept of a conversation but that it has ended: nothing is taken in it any more.</summary>
    public async ValueTask EndAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        live.Drop(key);
        await store.AppendAsync(key, new Ended(clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes conversations in which nothing happened for longer than an age.</summary>
    public ValueTask<int> ExpireAsync(TimeSpan age, CancellationToken cancellationToken = default) => store.ForgetUnusedSinceAsync(clock.GetUtcNow() - age, cancellationToken);

    private async ValueTask<Delivery?> AnswerNewAsync(IAssistant assistant, ConversationRecord record, Received message, CancellationToken cancellationToken)
    {
        Conversation? conversation = null;
        Reply reply;
        try
        {
            conversation = live.Take(record);
            reply = await assistant.ReplyAsync(conversation, Conversation.TurnOf(message), cancellationToken).ConfigureAwait(false);
            failures.TryRemove((record.Key, message.Id), out _);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && HasFailedEnough(record.Key, message.Id))
        {
            return await GiveUpAsync(assistant, record, message, startsOver: conversation is null && record.Turns.Count > 0, cancellationToken).ConfigureAwait(false);
        }

        var delivery = Delivered(record.Key, message, reply, conversation, again: false);
        if (reply.Forgets)
        {
            // What came after it was acknowledged too, and stays.
            var forgotten = new Forgotten(clock.GetUtcNow(), message with { Text = "", Notices = [], Parts = null }, reply.Answer.Language);
            if (!await store.AppendAsync(record.Key, forgotten, cancellationToken).ConfigureAwait(false))
                return null;
            live.Drop(record.Key);
            return await FarewellAsync(assistant, record.Key, forgotten, again: false, cancellationToken).ConfigureAwait(false);
        }

        var startsOver = conversation.Messages.Count <= 1 && record.Turns.Count > 0;
        var answered = new Answered(clock.GetUtcNow(), message.Id, delivery.AnswerId, startsOver, conversation.Memory, EvidenceOf(reply));
        // Forgotten, or answered by a replica that took over: this reply does not count.
        if (!await store.AppendAsync(record.Key, answered, cancellationToken).ConfigureAwait(false))
            return null;
        live.Return(record.With(answered), conversation);
        return delivery;
    }

    /// <summary>
    /// Answers a message that cannot be read by saying so, and goes on without it: the messages after it wait for its answer, and would for ever.
    /// </summary>
    /// <param name="assistant">Says it.</param>
    /// <param name="record">The conversation.</param>
    /// <param name="message">The message.</param>
    /// <param name="startsOver">Whether it is what was told before that cannot be read again: then it counts no longer either.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async ValueTask<Delivery?> GiveUpAsync(IAssistant assistant, ConversationRecord record, Received message, bool startsOver, CancellationToken cancellationToken)
    {
        var memory = record.Turns is [.., var (_, last)] ? last.After : new ConversationMemory();
        var delivery = await UnreadAsync(assistant, record, message, again: false, cancellationToken).ConfigureAwait(false);
        var answered = new Answered(clock.GetUtcNow(), message.Id, delivery.AnswerId, startsOver, memory, EvidenceOf(delivery.Reply)) { IsUnread = true };
        failures.TryRemove((record.Key, message.Id), out _);
        return await store.AppendAsync(record.Key, answered, cancellationToken).ConfigureAwait(false) ? delivery : null;
    }

    /// <summary>The reply that a message could not be read. It has the number of the next message: that of the next one that counts.</summary>
    private async ValueTask<Delivery> UnreadAsync(IAssistant assistant, ConversationRecord record, Received message, bool again, CancellationToken cancellationToken)
    {
        var before = record.Turns.TakeWhile(t => t.Message.Id != message.Id).Where(t => t.Answer.IsUnread is not true).Select(t => t.Message.Text).ToList();
        var language = message.Language is "en" or "zh" or "pl" ? message.Language
            : LanguageGuess.Of([message.Text]) ?? (record.Turns is [.., var (_, last)] ? last.After.Language : null) ?? "en";
        var reply = await assistant.ReplyAsync(new Conversation(), new Turn("", language) { Says = FocusKind.Unread }, cancellationToken).ConfigureAwait(false);
        return new Delivery(reply, AnswerIdOf(record.Key, message.Id), before.Count, [.. before, message.Text], again, (text, encode) => live.Restore(record.Key, text, message.Person, encode));
    }

    /// <summary>Counts a failed try.</summary>
    private bool HasFailedEnough(ConversationKey key, string message)
    {
        if (failures.Count >= MostFailures)
            failures.Clear();
        return failures.AddOrUpdate((key, message), 1, (_, tries) => tries + 1) >= MostTries;
    }

    /// <summary>The answer to a message once more, of what was told before it.</summary>
    private async ValueTask<Delivery> AgainAsync(IAssistant assistant, ConversationRecord record, Received message, Answered given, CancellationToken cancellationToken)
    {
        try
        {
            var before = Conversation.Of(new ConversationRecord(record.Key, record.Events.TakeWhile(e => e != given)));
            return await AgainAsync(assistant, record, before, message, given, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested && HasFailedEnough(record.Key, message.Id))
        {
            return await UnreadAsync(assistant, record, message, again: true, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An answer once more: the same messages give the same answer.</summary>
    private async ValueTask<Delivery> AgainAsync(
        IAssistant assistant, ConversationRecord record, Conversation conversation, Received message, Answered given, CancellationToken cancellationToken)
    {
        if (given.IsUnread is true)
            return await UnreadAsync(assistant, record, message, again: true, cancellationToken).ConfigureAwait(false);
        var reply = await assistant.ReplyAsync(conversation, Conversation.TurnOf(message), cancellationToken).ConfigureAwait(false);
        return Delivered(record.Key, message, reply, conversation, again: true);
    }

    /// <summary>The reply to who asked to be forgotten, of nothing but that they did.</summary>
    private async ValueTask<Delivery> FarewellAsync(IAssistant assistant, ConversationKey key, Forgotten forgotten, bool again, CancellationToken cancellationToken)
    {
        var conversation = new Conversation();
        var reply = await assistant.ReplyAsync(conversation, new Turn("", forgotten.Language) { Says = FocusKind.Forget }, cancellationToken).ConfigureAwait(false);
        return Delivered(key, forgotten.Asked, reply, conversation, again);
    }

    private Delivery Delivered(ConversationKey key, Received message, Reply reply, Conversation conversation, bool again) => new(
        reply, AnswerIdOf(key, message.Id), Math.Max(0, conversation.Readings.Count - 1), [.. conversation.Messages], again,
        (text, encode) => live.Restore(key, text, message.Person, encode));

    /// <summary>The same for every replica and after every crash.</summary>
    private static string AnswerIdOf(ConversationKey key, string message) => new ConversationKey("answer", key.Digest, message).Digest[..20];

    private static AnswerEvidence EvidenceOf(Reply reply)
    {
        var answer = reply.Answer;
        return new AnswerEvidence(
            answer.Incidents.Count == 0 ? null : answer.Incidents[0].Kind,
            [.. answer.Causes.Take(5).Select(c => new StoredCause(c.Id, c.Verdict))],
            [.. answer.Claims.SelectMany(c => c.Citations).Distinct(StringComparer.Ordinal).Take(40)],
            [.. answer.Actions.Select(a => a.Id).Distinct(StringComparer.Ordinal).Take(20)],
            answer.Claims.FirstOrDefault()?.Text ?? "");
    }
}
