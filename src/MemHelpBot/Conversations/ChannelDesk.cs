using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Parsing;

namespace MemHelpBot.Conversations;

/// <summary>
/// The desk of the channels over the kept conversations: a message is stored before it is accepted, answered in the order of its conversation, and its
/// reply is tried until the channel took it. What a crash left is taken up again at start.
/// </summary>
internal sealed partial class ChannelDesk(
    ConversationDesk desk, AssistantLoading loading, IProduct product, IServiceProvider services, TimeProvider clock, ILogger<ChannelDesk> logger) : BackgroundService, IChannelDesk, IChannelArchive
{
    // Conversations are dealt out over so many queues; each is worked off in order.
    private const int Queues = 8;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>What is older was found by an earlier look, or at start.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(15);

    private readonly Channel<Waiting>[] queues = [.. Enumerable.Range(0, Queues).Select(_ => Channel.CreateUnbounded<Waiting>())];
    private readonly ConcurrentDictionary<(ConversationKey Key, string Message), bool> underWay = new();
    private readonly ChannelImprovements improvements = new(desk, logger);

    /// <inheritdoc/>
    public async ValueTask<bool> AcceptAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var key = message.Conversation;
        var inbound = new InboundMessage(message.Id, message.User, TurnOf(message)) { Address = message.Address };
        var receipt = await desk.ReceiveAsync(key, inbound, cancellationToken).ConfigureAwait(false);
        if (receipt == Receipt.Full)
        {
            // A thread without end: it begins anew, and says so, rather than that a message is lost.
            await FinishedAsync(key, cancellationToken).ConfigureAwait(false);
            await desk.ForgetAsync(key, cancellationToken).ConfigureAwait(false);
            var anew = new Notice("begun-anew", "This conversation had become too long and began anew.", null);
            receipt = await desk.ReceiveAsync(key, inbound with { Turn = inbound.Turn with { Notices = [.. inbound.Turn.Notices, anew] } }, cancellationToken).ConfigureAwait(false);
        }

        if (receipt == Receipt.New)
            Enqueue(new Waiting(key, message.Id, 0));
        return receipt == Receipt.New;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AcceptAsync(Feedback feedback, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        var answer = feedback.AnswerId.Length > 0 ? feedback.AnswerId
            : (await desk.ReadAsync(feedback.Conversation, cancellationToken).ConfigureAwait(false)).Turns is [.., var last] ? last.Answer.Id : "";
        return await desk.RateAsync(feedback.Conversation, answer, feedback.User, feedback.Helpful, feedback.Reason, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask ForgetAsync(ConversationKey conversation, CancellationToken cancellationToken) =>
        await desk.ForgetAsync(conversation, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask<ConversationRecord> ReadAsync(ConversationKey conversation, CancellationToken cancellationToken) => desk.ReadAsync(conversation, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChannelReply> RetellAsync(ConversationKey conversation, string message, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var assistant = (await loading.OpenedAsync(cancellationToken).ConfigureAwait(false)).Assistant;
        await foreach (var (asked, answer) in desk.RetellAsync(assistant, conversation, message, cancellationToken).ConfigureAwait(false))
            yield return new ChannelReply(MessageOf(conversation, asked), answer.Reply, answer.AnswerId);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        improvements.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var channels = services.GetServices<IChannel>().ToDictionary(c => c.Name, StringComparer.Ordinal);
        if (channels.Count == 0)
            return;
        var assistant = (await loading.OpenedAsync(stoppingToken).ConfigureAwait(false)).Assistant;
        await TakeUpAsync(channels.Keys, default, null, stoppingToken).ConfigureAwait(false);
        await Task.WhenAll([.. queues.Select(q => WorkAsync(q.Reader, channels, assistant, stoppingToken)), TakeOverAsync(channels.Keys, stoppingToken)]).ConfigureAwait(false);
    }

    /// <summary>
    /// Where replicas share conversations: looks now and then for what another one took and did not finish, because it ended. One that still works at it
    /// holds its locks, so nothing is sent twice.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "A database that is away for a while must not end the looking.")]
    private async Task TakeOverAsync(IReadOnlyCollection<string> channels, CancellationToken cancellationToken)
    {
        if (services.GetService<HostSettings>()?.State is not { Kind: "postgres" } state)
            return;
        var age = TimeSpan.FromSeconds(state.TakeOverSeconds);
        using var timer = new PeriodicTimer(age, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                var now = clock.GetUtcNow();
                await TakeUpAsync(channels, now - LookBack - (2 * age), now - age, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogNoLook(logger, failed.GetType().Name);
            }
        }
    }

    private async Task TakeUpAsync(IEnumerable<string> channels, DateTimeOffset from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        foreach (var channel in channels)
        {
            foreach (var (key, message) in await desk.UnfinishedAsync(channel, from, until, cancellationToken).ConfigureAwait(false))
                Enqueue(new Waiting(key, message, 0));
        }
    }

    /// <summary>Waits until nothing of a conversation is on its way.</summary>
    /// <exception cref="ChannelUnavailableException">It takes too long: the message is not accepted, and its service sends it again.</exception>
    private async Task FinishedAsync(ConversationKey key, CancellationToken cancellationToken)
    {
        for (var pause = FirstLook; pause < LongestLook; pause *= 2)
        {
            var record = await desk.ReadAsync(key, cancellationToken).ConfigureAwait(false);
            if (!record.IsUnfinished)
                return;
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }

        throw new ChannelUnavailableException("Earlier messages of this conversation are still being answered.");
    }

    // A message may be accepted while the start looks for what was left: it waits once.
    private void Enqueue(Waiting waiting)
    {
        if (underWay.TryAdd((waiting.Key, waiting.Message), true))
            QueueOf(waiting).Writer.TryWrite(waiting);
    }

    private Channel<Waiting> QueueOf(Waiting waiting) => queues[waiting.Key.Digest[0] % Queues];

    [SuppressMessage("Design", "CA1031", Justification = "One reply that fails must not stop the others; it is told and tried again.")]
    private async Task WorkAsync(ChannelReader<Waiting> queue, Dictionary<string, IChannel> channels, IAssistant assistant, CancellationToken cancellationToken)
    {
        await foreach (var waiting in queue.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (channels.TryGetValue(waiting.Key.Channel, out var channel))
                    await DeliverAsync(waiting, channel, assistant, cancellationToken).ConfigureAwait(false);
                underWay.TryRemove((waiting.Key, waiting.Message), out _);
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogRetry(logger, waiting.Key.Channel, failed.GetType().Name, waiting.Tries + 1);
                _ = AgainAsync(waiting, (failed as ChannelUnavailableException)?.RetryAfter, cancellationToken);
            }
        }
    }

    private async Task DeliverAsync(Waiting waiting, IChannel channel, IAssistant assistant, CancellationToken cancellationToken)
    {
        await using var _ = (await desk.SendingAsync(waiting.Key, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        var record = await desk.ReadAsync(waiting.Key, cancellationToken).ConfigureAwait(false);
        if (record.Message(waiting.Message) is not { } received || record.IsSent(waiting.Message))
            return;
        if (await desk.AnswerAsync(assistant, waiting.Key, waiting.Message, cancellationToken).ConfigureAwait(false) is not { } answer)
            return;
        var reply = new ChannelReply(MessageOf(waiting.Key, received), answer.Reply, answer.AnswerId);
        await channel.DeliverAsync(reply, cancellationToken).ConfigureAwait(false);
        await desk.SentAsync(waiting.Key, waiting.Message, cancellationToken).ConfigureAwait(false);
        improvements.Begin(assistant, channel, reply, cancellationToken);
    }

    private static ChannelMessage MessageOf(ConversationKey conversation, Received received) => new()
    {
        Conversation = conversation,
        Id = received.Id,
        User = received.Person,
        Text = received.Text,
        Language = received.Language,
        Address = received.Address ?? "",
    };

    private async Task AgainAsync(Waiting waiting, TimeSpan? asked, CancellationToken cancellationToken)
    {
        var pause = asked ?? TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(waiting.Tries, 10))));
        await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellationToken.IsCancellationRequested)
            QueueOf(waiting).Writer.TryWrite(waiting with { Tries = waiting.Tries + 1 });
    }

    /// <summary>Files first, then what stood in the thread, then the words: as the page sends them.</summary>
    private Turn TurnOf(ChannelMessage message)
    {
        var text = new StringBuilder();
        var notices = new List<Notice>();
        foreach (var file in message.Files)
        {
            var decoded = product.Decode(file.Bytes.ToArray());
            Add(text, decoded.Text);
            notices.AddRange(decoded.Notices);
        }

        foreach (var earlier in message.Earlier)
            Add(text, earlier);
        Add(text, message.Text);
        return new Turn(text.ToString(), message.Language) { Notices = notices };
    }

    private static void Add(StringBuilder text, string part)
    {
        if (part.Length == 0)
            return;
        if (text.Length > 0)
            text.Append(text[^1] == '\n' ? "" : "\n").Append('\n');
        text.Append(part);
    }

    [LoggerMessage(LogLevel.Warning, "A reply for {Channel} was not delivered ({Type}); try {Try} failed, it is tried again")]
    private static partial void LogRetry(ILogger logger, string channel, string type, int @try);

    [LoggerMessage(LogLevel.Warning, "Could not look for what another replica left ({Type}); it is looked for again")]
    private static partial void LogNoLook(ILogger logger, string type);

    private sealed record Waiting(ConversationKey Key, string Message, int Tries);
}
