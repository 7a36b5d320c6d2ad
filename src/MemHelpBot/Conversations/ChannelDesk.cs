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
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>What is older was found by an earlier look, or at start.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(15);

    /// <summary>Failures of a channel that come from no outage, after which its reply is given up: the replies behind it wait for it.</summary>
    private const int MostFaults = 8;

    private readonly Channel<Waiting>[] queues = [.. Enumerable.Range(0, Queues).Select(_ => Channel.CreateUnbounded<Waiting>())];

    /// <summary>Conversations in a queue, in work or held back, and how often something came for them: who sees the number grow looks again.</summary>
    private readonly ConcurrentDictionary<ConversationKey, int> underWay = new();
    private readonly ChannelImprovements improvements = new(desk, logger);

    /// <summary>How long a channel may take to show one reply, with all its messages and pauses; then it is tried again.</summary>
    internal TimeSpan DeliveryPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async ValueTask<bool> AcceptAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var key = message.Conversation;
        var inbound = new InboundMessage(message.Id, message.User, TurnOf(message)) { Address = message.Address };
        // An address is never null here, so none is refused: a thread without end begins anew, and says so, when the turn of the message comes.
        var isNew = await desk.ReceiveAsync(key, inbound, cancellationToken).ConfigureAwait(false) == Receipt.New;
        if (isNew)
            Enqueue(key);
        return isNew;
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
    public ValueTask EndAsync(ConversationKey conversation, CancellationToken cancellationToken) => desk.EndAsync(conversation, cancellationToken);

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
            foreach (var (key, _) in await desk.UnfinishedAsync(channel, from, until, cancellationToken).ConfigureAwait(false))
                Enqueue(key);
        }
    }

    private void Enqueue(ConversationKey key)
    {
        if (underWay.AddOrUpdate(key, 1, (_, came) => unchecked(came + 1)) == 1)
            QueueOf(key).Writer.TryWrite(new Waiting(key, 0, 0));
    }

    private Channel<Waiting> QueueOf(ConversationKey key) => queues[Convert.ToInt32(key.Digest[..2], 16) % Queues];

    /// <summary>
    /// Works off conversations. One whose reply does not get through is held back as a whole, so that no later reply overtakes it; the others of the queue go on.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "One reply that fails must not stop the others; it is told and tried again.")]
    private async Task WorkAsync(ChannelReader<Waiting> queue, Dictionary<string, IChannel> channels, IAssistant assistant, CancellationToken cancellationToken)
    {
        await foreach (var waiting in queue.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (channels.TryGetValue(waiting.Key.Channel, out var channel) && await DeliverNextAsync(waiting, channel, assistant, cancellationToken).ConfigureAwait(false))
                    QueueOf(waiting.Key).Writer.TryWrite(new Waiting(waiting.Key, 0, 0));
            }
            catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogRetry(logger, waiting.Key.Channel, failed.GetType().Name, waiting.Tries + 1);
                _ = AgainAsync(waiting with { Faults = waiting.Faults + (failed is ChannelFaultException ? 1 : 0) }, (failed as ChannelUnavailableException)?.RetryAfter, cancellationToken);
            }
        }
    }

    /// <summary>Delivers the reply to the first message of a conversation that has none.</summary>
    /// <returns>Whether to look at the conversation again: false once nothing is left to do in it.</returns>
    private async Task<bool> DeliverNextAsync(Waiting waiting, IChannel channel, IAssistant assistant, CancellationToken cancellationToken)
    {
        var key = waiting.Key;
        var came = underWay.GetValueOrDefault(key);
        await using var _ = (await desk.SendingAsync(key, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        var record = await desk.ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (record.Unfinished.FirstOrDefault() is not { } received)
            return !underWay.TryRemove(new(key, came));
        // Nothing: it was taken back or forgotten at this moment.
        if (await desk.AnswerAsync(assistant, key, received.Id, cancellationToken).ConfigureAwait(false) is not { } answer)
            return true;
        var reply = new ChannelReply(MessageOf(key, received), answer.Reply, answer.AnswerId);
        var isShown = await ShowAsync(waiting, channel, reply, cancellationToken).ConfigureAwait(false);
        await desk.SentAsync(key, received.Id, cancellationToken).ConfigureAwait(false);
        if (isShown)
            improvements.Begin(assistant, channel, reply, cancellationToken);
        return true;
    }

    /// <summary>Lets the channel show a reply.</summary>
    /// <returns>False when it was given up.</returns>
    /// <exception cref="ChannelUnavailableException">Its service is away, or takes too long.</exception>
    /// <exception cref="ChannelFaultException">The channel has a fault.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a channel throws concerns this reply alone.")]
    private async Task<bool> ShowAsync(Waiting waiting, IChannel channel, ChannelReply reply, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(DeliveryPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            // Waited for beside it: a channel that does not listen holds up its own reply only.
            await channel.DeliverAsync(reply, either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChannelUnavailableException("The channel did not take the reply in time.", late);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidOperationException or System.Text.Json.JsonException or KeyNotFoundException or NullReferenceException or IndexOutOfRangeException)
        {
            if (waiting.Faults + 1 < MostFaults)
                throw new ChannelFaultException(fault);
            LogGivenUp(logger, waiting.Key.Channel, fault.GetType().Name, MostFaults, reply.AnswerId);
            return false;
        }
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
            QueueOf(waiting.Key).Writer.TryWrite(waiting with { Tries = waiting.Tries + 1 });
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

    [LoggerMessage(LogLevel.Error, "A reply for {Channel} is given up: the channel has a fault ({Type}, {Tries} times); answer {Answer} is stored and was not shown")]
    private static partial void LogGivenUp(ILogger logger, string channel, string type, int tries, string answer);

    /// <summary>A conversation in which something is left to do.</summary>
    /// <param name="Key">Which.</param>
    /// <param name="Tries">How often its next reply was tried in vain.</param>
    /// <param name="Faults">How many of them failed by a fault of the channel.</param>
    private sealed record Waiting(ConversationKey Key, int Tries, int Faults);

    /// <summary>A channel failed in a way that no outage explains.</summary>
    [SuppressMessage("Design", "CA1032", Justification = "Thrown and caught here.")]
    private sealed class ChannelFaultException(Exception fault) : Exception(fault.GetType().Name, fault);
}
