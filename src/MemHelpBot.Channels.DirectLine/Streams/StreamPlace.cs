namespace MemHelpBot.Channels.DirectLine.Streams;

/// <summary>The place of an open stream. What is new is not queued here: a stream is only told to look, so a slow client holds nothing.</summary>
internal sealed class StreamPlace(OpenStreams streams, string conversation) : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);
    private readonly CancellationTokenSource closed = new();

    /// <summary>Its conversation.</summary>
    public string Conversation => conversation;

    /// <summary>Ends when the stream must close.</summary>
    public CancellationToken Closed => closed.Token;

    /// <summary>There is something new.</summary>
    public void Ring()
    {
        lock (bell)
        {
            if (bell.CurrentCount == 0)
                bell.Release();
        }
    }

    /// <summary>The stream must close.</summary>
    public void Close() => closed.CancelAsync();

    /// <summary>Waits until there is something new, or for so long.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => bell.WaitAsync(most, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => streams.Leave(this);
}
