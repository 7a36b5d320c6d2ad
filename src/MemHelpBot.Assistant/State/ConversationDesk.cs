using System.Runtime.CompilerServices;
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

    private readonly LiveConversations live = new(masks);

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
        if (record.Turns.Count >= MostMessages)
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
            if (record.Message(message) is not { } asked || record.IsWithdrawn(message))
                return null;
            if (record.Answer(message) is { } given)
                return await AgainAsync(assistant, record, asked, given, cancellationToken).ConfigureAwait(false);
            var next = record.Waiting.First();
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
            var reply = await assistant.ReplyAsync(conversation, Conversation.TurnOf(asked), cancellationToken).ConfigureAwait(false);
            yield return (asked, Delivered(key, asked, reply, conversation, again: true));
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
            var reply = await assistant.ReplyAsync(conversation, Conversation.TurnOf(message), cancellationToken).ConfigureAwait(false);
            yield return (message, Delivered(record.Key, message, reply, conversation, again: true));
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
                found.AddRange(record.Waiting.Select(m => (m.At, record.Key, m.Id)).Concat(record.Unsent.Select(a => (a.At, record.Key, a.Message))));
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

    /// <summary>Removes conversations in which nothing happened for longer than an age.</summary>
    public ValueTask<int> ExpireAsync(TimeSpan age, CancellationToken cancellationToken = default) => store.ForgetUnusedSinceAsync(clock.GetUtcNow() - age, cancellationToken);

    private async ValueTask<Delivery?> AnswerNewAsync(IAssistant assistant, ConversationRecord record, Received message, CancellationToken cancellationToken)
    {
        var conversation = live.Take(record);
        var reply = await assistant.ReplyAsync(conversation, Conversation.TurnOf(message), cancellationToken).ConfigureAwait(false);
        var delivery = Delivered(record.Key, message, reply, conversation, again: false);
        if (reply.Forgets)
        {
            await ForgetAsync(record.Key, cancellationToken).ConfigureAwait(false);
            return delivery;
        }

        var startsOver = conversation.Messages.Count <= 1 && record.Turns.Count > 0;
        var answered = new Answered(clock.GetUtcNow(), message.Id, delivery.AnswerId, startsOver, conversation.Memory, EvidenceOf(reply));
        // Forgotten, or answered by a replica that took over: this reply does not count.
        if (!await store.AppendAsync(record.Key, answered, cancellationToken).ConfigureAwait(false))
            return null;
        live.Return(record.With(answered), conversation);
        return delivery;
    }

    /// <summary>The answer to a message once more: the same messages give the same answer.</summary>
    private async ValueTask<Delivery> AgainAsync(IAssistant assistant, ConversationRecord record, Received message, Answered given, CancellationToken cancellationToken)
    {
        var before = new ConversationRecord(record.Key, record.Events.TakeWhile(e => e != given));
        var conversation = Conversation.Of(before);
        var reply = await assistant.ReplyAsync(conversation, Conversation.TurnOf(message), cancellationToken).ConfigureAwait(false);
        return Delivered(record.Key, message, reply, conversation, again: true);
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
