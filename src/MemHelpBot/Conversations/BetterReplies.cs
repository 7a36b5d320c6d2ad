using MemHelpBot.Api;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Conversations;

/// <summary>
/// Replies that were sent and that a language model may still improve. In memory only and bounded: what is dropped stays as it was sent.
/// Thread-safe.
/// </summary>
internal sealed class BetterReplies
{
    private const int Most = 256;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (Delivery Delivery, Brought Brought)> waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>Keeps a reply; the oldest goes first.</summary>
    public void Keep(string conversation, Delivery delivery, Brought brought)
    {
        var key = Key(conversation, delivery.AnswerId);
        lock (gate)
        {
            if (waiting.TryAdd(key, (delivery, brought)))
                order.Enqueue(key);
            while (order.Count > Most)
                waiting.Remove(order.Dequeue());
        }
    }

    /// <summary>Takes a reply out, to be improved once; null when there is none.</summary>
    public (Delivery Delivery, Brought Brought)? Take(string conversation, string answer)
    {
        lock (gate)
            return waiting.Remove(Key(conversation, answer), out var kept) ? kept : null;
    }

    private static string Key(string conversation, string answer) => $"{conversation}/{answer}";
}
