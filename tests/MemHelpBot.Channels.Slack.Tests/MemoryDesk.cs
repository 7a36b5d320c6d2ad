using System.Collections.Concurrent;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Cases;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>A desk without a store: accepts once, answers in order with the real product, delivers until it arrives.</summary>
internal sealed class MemoryDesk(IEnumerable<IChannel> channels, Func<ChannelMessage, Reply>? script = null) : IChannelDesk, IDisposable
{
    private static readonly Lazy<OpenCorpus> Open = new(() => OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, null, CancellationToken.None));
    private readonly ConcurrentDictionary<(ConversationKey, string), bool> known = new();
    private readonly ConcurrentDictionary<ConversationKey, Conversation> conversations = new();
    private readonly SemaphoreSlim one = new(1, 1);
    private int answers;

    public ConcurrentQueue<ChannelMessage> Accepted { get; } = [];

    public ConcurrentQueue<Feedback> Feedback { get; } = [];

    public ConcurrentQueue<Exception> Failures { get; } = [];

    /// <summary>Deliveries as they went out; a test may send one again.</summary>
    public ConcurrentQueue<ChannelReply> Deliveries { get; } = [];

    /// <summary>Those that the channel has taken.</summary>
    public ConcurrentQueue<ChannelReply> Delivered { get; } = [];

    /// <summary>Thrown instead of accepting: the store is away.</summary>
    public Func<Exception?> Away { get; set; } = () => null;

    public ValueTask<bool> AcceptAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (Away() is { } away)
            throw away;
        if (!known.TryAdd((message.Conversation, message.Id), true))
            return new(false);
        Accepted.Enqueue(message);
        _ = Task.Run(() => AnswerAsync(message), CancellationToken.None);
        return new(true);
    }

    public ValueTask<bool> AcceptAsync(Feedback feedback, CancellationToken cancellationToken)
    {
        Feedback.Enqueue(feedback);
        return new(true);
    }

    public ValueTask EndAsync(ConversationKey conversation, CancellationToken cancellationToken) => ForgetAsync(conversation, cancellationToken);

    public ValueTask ForgetAsync(ConversationKey conversation, CancellationToken cancellationToken)
    {
        conversations.TryRemove(conversation, out _);
        return default;
    }

    public void Dispose() => one.Dispose();

    private async Task AnswerAsync(ChannelMessage message)
    {
        await one.WaitAsync();
        try
        {
            var reply = script is not null ? script(message) : await ReplyAsync(message);
            var delivery = new ChannelReply(message, reply, $"answer-{Interlocked.Increment(ref answers)}");
            Deliveries.Enqueue(delivery);
            for (var attempt = 0; attempt < 20; attempt++)
            {
                try
                {
                    await channels.Single(c => c.Name == message.Conversation.Channel).DeliverAsync(delivery, CancellationToken.None);
                    Delivered.Enqueue(delivery);
                    return;
                }
                catch (ChannelUnavailableException later)
                {
                    Failures.Enqueue(later);
                    await Task.Delay(later.RetryAfter is { } wait && wait < TimeSpan.FromSeconds(3) ? wait : TimeSpan.FromMilliseconds(20));
                }
            }
        }
        catch (Exception failure)
        {
            Failures.Enqueue(failure);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<Reply> ReplyAsync(ChannelMessage message)
    {
        var text = string.Join('\n', [.. message.Earlier, message.Text, .. message.Files.Select(f => TextDecoder.Decode(f.Bytes.ToArray()).Text)]);
        var conversation = conversations.GetOrAdd(message.Conversation, _ => new Conversation());
        return await new MemHelpAssistant(Open.Value.Corpus, Open.Value.Store).ReplyAsync(conversation, new Turn(text, message.Language));
    }
}
