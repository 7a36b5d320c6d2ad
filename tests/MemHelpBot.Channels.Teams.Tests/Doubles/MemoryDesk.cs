using System.Collections.Concurrent;
using System.Text;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Channels.Teams.Tests.Doubles;

/// <summary>A desk in memory: each message once, answered in its conversation by an assistant and delivered, again when the channel asks for it.</summary>
internal sealed class MemoryDesk(IAssistant assistant, Func<IEnumerable<IChannel>> channels) : IChannelDesk
{
    private readonly ConcurrentDictionary<ConversationKey, (Conversation Conversation, SemaphoreSlim Turn)> conversations = new();
    private readonly ConcurrentDictionary<(ConversationKey, string), byte> seen = new();
    private int answers;

    public ConcurrentQueue<ChannelMessage> Accepted { get; } = new();

    public ConcurrentQueue<Feedback> Opinions { get; } = new();

    public ConcurrentQueue<ConversationKey> Forgotten { get; } = new();

    public ConcurrentQueue<Exception> Undelivered { get; } = new();

    public ConcurrentQueue<ChannelReply> Delivered { get; } = new();

    /// <summary>What an answer waits for before it is delivered.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether messages are answered at all.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>What the acceptance of a message waits for: an answer may overtake it.</summary>
    public Func<ChannelMessage, Task> BeforeReturn { get; set; } = _ => Task.CompletedTask;

    public async ValueTask<bool> AcceptAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (!seen.TryAdd((message.Conversation, message.Id), 0))
            return false;
        Accepted.Enqueue(message);
        if (Answers)
            _ = Task.Run(() => AnswerAsync(message), CancellationToken.None);
        await BeforeReturn(message);
        return true;
    }

    public ValueTask<bool> AcceptAsync(Feedback feedback, CancellationToken cancellationToken)
    {
        Opinions.Enqueue(feedback);
        return new(true);
    }

    public ValueTask EndAsync(ConversationKey conversation, CancellationToken cancellationToken) => ForgetAsync(conversation, cancellationToken);

    public ValueTask ForgetAsync(ConversationKey conversation, CancellationToken cancellationToken)
    {
        Forgotten.Enqueue(conversation);
        conversations.TryRemove(conversation, out _);
        return ValueTask.CompletedTask;
    }

    private async Task AnswerAsync(ChannelMessage message)
    {
        var (conversation, turn) = conversations.GetOrAdd(message.Conversation, _ => (new Conversation(), new SemaphoreSlim(1, 1)));
        await turn.WaitAsync();
        try
        {
            var text = string.Join('\n', message.Files.Select(f => Encoding.UTF8.GetString(f.Bytes.Span)).Append(message.Text));
            var reply = await assistant.ReplyAsync(conversation, new Turn(text, message.Language), CancellationToken.None);
            await Before();
            var delivery = new ChannelReply(message, reply, $"answer-{Interlocked.Increment(ref answers)}");
            for (var attempt = 0; attempt < 3; attempt++)
            {
                try
                {
                    await channels().Single(c => c.Name == message.Conversation.Channel).DeliverAsync(delivery, CancellationToken.None);
                    Delivered.Enqueue(delivery);
                    return;
                }
                catch (ChannelUnavailableException unavailable)
                {
                    Undelivered.Enqueue(unavailable);
                }
            }
        }
        catch (Exception failed)
        {
            Undelivered.Enqueue(failed);
        }
        finally
        {
            turn.Release();
        }
    }
}
