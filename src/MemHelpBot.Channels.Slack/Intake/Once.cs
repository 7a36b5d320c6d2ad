namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>
/// Work that is begun once: a second delivery of the same thing waits for the first and shares its end. What failed may be tried again.
/// The memory is bounded; beyond it the desk's own memory of messages holds.
/// </summary>
internal sealed class Once(int most)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<SlackAck>> known = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Begins the work, or gives that which was begun.</summary>
    public Task<SlackAck> RunAsync(string key, Func<Task<SlackAck>> work)
    {
        lock (gate)
        {
            if (known.TryGetValue(key, out var begun) && !begun.IsFaulted && !begun.IsCanceled)
                return begun;
            if (begun is null)
            {
                order.Enqueue(key);
                while (order.Count > most)
                    known.Remove(order.Dequeue());
            }

            return known[key] = Task.Run(work);
        }
    }
}

/// <summary>Work that is done one after another for a key, in the order it came.</summary>
internal sealed class InOrder
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task> last = new(StringComparer.Ordinal);

    /// <summary>Does the work after that which came before it under the same key.</summary>
    public async Task<T> RunAsync<T>(string key, Func<Task<T>> work)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (gate)
        {
            last.TryGetValue(key, out before);
            last[key] = mine.Task;
        }

        try
        {
            if (before is not null)
                await before.ConfigureAwait(false);
            return await work().ConfigureAwait(false);
        }
        finally
        {
            mine.SetResult();
            lock (gate)
            {
                if (last.TryGetValue(key, out var newest) && newest == mine.Task)
                    last.Remove(key);
            }
        }
    }
}
