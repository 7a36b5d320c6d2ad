using System.Collections.Concurrent;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.Teams.Activities;

namespace MemHelpBot.Channels.Teams.Replies;

/// <summary>Requests that wait for their reply in the HTTP response (<c>deliveryMode: expectReplies</c>).</summary>
internal sealed class AwaitedReplies
{
    private readonly ConcurrentDictionary<(ConversationKey, string), Awaited> waiting = new();

    /// <summary>A request begins to wait; null when another request of the same message waits already, which keeps its place.</summary>
    public Awaited? Begin(ChannelMessage message)
    {
        var key = (message.Conversation, message.Id);
        var awaited = new Awaited(mine => waiting.TryRemove(new(key, mine)));
        if (waiting.TryAdd(key, awaited))
            return awaited;
        awaited.Dispose();
        return null;
    }

    /// <summary>Gives a reply to the request that waits for it.</summary>
    /// <returns>Whether the request took it and wrote it; if not, it is to be sent in the usual way.</returns>
    public async ValueTask<bool> TryGiveAsync(ChannelMessage message, IReadOnlyList<Activity> reply, CancellationToken cancellationToken) =>
        waiting.TryRemove((message.Conversation, message.Id), out var awaited) && await awaited.GiveAsync(reply, cancellationToken).ConfigureAwait(false);
}

/// <summary>A request that waits. The reply counts as delivered only once it was written.</summary>
internal sealed class Awaited(Action<Awaited> leave) : IDisposable
{
    private readonly TaskCompletionSource<IReadOnlyList<Activity>?> given = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The reply; null when it did not come in time.</summary>
    public async Task<IReadOnlyList<Activity>?> ReplyAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await given.Task.WaitAsync(patience, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Whoever comes first decides: a reply given at this very moment is still taken.
            return given.TrySetResult(null) ? null : await given.Task.ConfigureAwait(false);
        }
    }

    /// <summary>The reply was written to the response.</summary>
    public void Written() => written.TrySetResult(true);

    /// <summary>Hands the reply over and waits until it was written or the request ended without.</summary>
    public async Task<bool> GiveAsync(IReadOnlyList<Activity> reply, CancellationToken cancellationToken) =>
        given.TrySetResult(reply) && await written.Task.WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        leave(this);
        given.TrySetResult(null);
        written.TrySetResult(false);
    }
}
