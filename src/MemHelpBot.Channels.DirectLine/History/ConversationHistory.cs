using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.DirectLine.Replies;

namespace MemHelpBot.Channels.DirectLine.History;

/// <summary>The activities of a conversation from a watermark on. They follow from the kept conversation, so a restart or another replica changes nothing.</summary>
internal sealed class ConversationHistory(IChannelArchive archive, ShownActivities shown, TimeProvider clock) : IDisposable
{
    /// <summary>Answers that a client gets again; of an older one only its place counts.</summary>
    public const int MostAnswers = 40;

    /// <summary>An answer is stored just before it is handed to the channel; this long its own delivery is waited for.</summary>
    private static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(5);

    // To compose long conversations again is work: not for everybody at once.
    private readonly SemaphoreSlim retelling = new(1, 1);

    /// <summary>What a client has not read.</summary>
    /// <param name="conversation">Id of the conversation.</param>
    /// <param name="language">The language of the client, for the welcome.</param>
    /// <param name="watermark">Where it stopped reading; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Batch> SinceAsync(string conversation, string language, string? watermark, CancellationToken cancellationToken)
    {
        var record = await archive.ReadAsync(ConversationIds.KeyOf(conversation), cancellationToken).ConfigureAwait(false);
        var read = Watermark.Read(watermark, shown.Process);
        var activities = new List<byte[]>();
        if (read.Position == 0)
            activities.Add(Welcome.Of(conversation, language));
        var events = record.Events;
        var start = events.Count == 0 ? default : events[0].At.ToUniversalTime();
        // Other events than those that were read: it was forgotten or began anew. What a client knows of it already has its old id.
        var from = read.Position - 1 > events.Count || (read.Position > 1 && read.Start != start) ? 0 : Math.Max(0, read.Position - 1);
        var next = await AddAsync(activities, conversation, record, from, cancellationToken).ConfigureAwait(false);
        var (count, remarks) = shown.RemarksSince(conversation, read.Remarks);
        // Better words of an answer that is among them already are the same bytes.
        activities.AddRange(remarks.Where(r => !activities.Contains(r)));
        return new Batch(activities, new Watermark(1 + next, count, start).Write(shown.Process), record.Waiting.Any());
    }

    /// <inheritdoc/>
    public void Dispose() => retelling.Dispose();

    /// <summary>Adds the activities of events, and says up to which event.</summary>
    private async ValueTask<int> AddAsync(List<byte[]> activities, string conversation, ConversationRecord record, int from, CancellationToken cancellationToken)
    {
        var events = record.Events;
        var first = Math.Max(from, FirstShown(events));
        var retold = false;
        for (var i = first; i < events.Count; i++)
        {
            if (events[i] is Received message)
                activities.Add(shown.Find(conversation, message.Id) ?? UserActivity.Again(conversation, message));
            if (events[i] is not Answered answer)
                continue;
            var local = ConversationIds.Answer(answer.Id);
            if (shown.Find(conversation, local) is not { } activity)
            {
                if (IsOnItsWay(record, answer))
                    return i;
                if (!retold)
                    await RetellAsync(conversation, record, answer, cancellationToken).ConfigureAwait(false);
                retold = true;
                if (shown.Find(conversation, local) is not { } again)
                    continue;
                activity = again;
            }

            activities.Add(activity);
        }

        return events.Count;
    }

    private async ValueTask RetellAsync(string conversation, ConversationRecord record, Answered first, CancellationToken cancellationToken)
    {
        await retelling.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (shown.Find(conversation, ConversationIds.Answer(first.Id)) is not null)
                return;
            await foreach (var reply in archive.RetellAsync(record.Key, first.Message, cancellationToken).ConfigureAwait(false))
                shown.Keep(conversation, ConversationIds.Answer(reply.AnswerId), ReplyActivity.Of(conversation, reply, record.Answer(reply.Message.Id)?.At ?? first.At));
        }
        finally
        {
            retelling.Release();
        }
    }

    private bool IsOnItsWay(ConversationRecord record, Answered answer) =>
        record.Unsent.Contains(answer) && clock.GetUtcNow() - answer.At is var age && age > -DeliveryTime && age < DeliveryTime;

    private static int FirstShown(IReadOnlyList<ConversationEvent> events)
    {
        var answers = 0;
        for (var i = events.Count - 1; i >= 0; i--)
        {
            // What stands after the answer before the first one shown is the message of that one.
            if (events[i] is Answered && ++answers > MostAnswers)
                return i + 1;
        }

        return 0;
    }
}

/// <summary>Activities to send.</summary>
/// <param name="Activities">Each as JSON.</param>
/// <param name="Watermark">Where the client has read to, once it has them.</param>
/// <param name="IsWorking">Whether a message waits for its answer.</param>
internal sealed record Batch(IReadOnlyList<byte[]> Activities, string Watermark, bool IsWorking);
