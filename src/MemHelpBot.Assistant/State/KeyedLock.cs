namespace MemHelpBot.Assistant.State;

/// <summary>One holder at a time for each key, within a process; keys that nobody holds take no memory.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<string, Held> held = new(StringComparer.Ordinal);

    /// <summary>Waits for a key.</summary>
    public async ValueTask<IAsyncDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        Held mine;
        lock (held)
        {
            if (!held.TryGetValue(key, out mine!))
                held.Add(key, mine = new Held(this, key));
            mine.Users++;
        }

        try
        {
            await mine.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new Ticket(mine);
        }
        catch
        {
            mine.Leave();
            throw;
        }
    }

    private sealed class Held(KeyedLock owner, string key)
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }

        public void Leave()
        {
            lock (owner.held)
            {
                if (--Users == 0)
                {
                    owner.held.Remove(key);
                    Gate.Dispose();
                }
            }
        }
    }

    private sealed class Ticket(Held held) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            held.Gate.Release();
            held.Leave();
            return ValueTask.CompletedTask;
        }
    }
}
