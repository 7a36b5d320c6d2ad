namespace MemHelpBot.Channels;

/// <summary>The newest things of this process by their names, up to a number: the oldest goes first. Thread-safe.</summary>
/// <param name="most">How many are held.</param>
public sealed class Newest<T>(int most)
    where T : struct
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, T> held = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Holds a thing; one of that name that is held already stays.</summary>
    public void Add(string name, T thing)
    {
        lock (gate)
        {
            if (held.TryAdd(name, thing))
                order.Enqueue(name);
            while (order.Count > most)
                held.Remove(order.Dequeue());
        }
    }

    /// <summary>Takes a thing out; null when it is not held.</summary>
    public T? Take(string name)
    {
        lock (gate)
            return held.Remove(name, out var thing) ? thing : null;
    }
}
