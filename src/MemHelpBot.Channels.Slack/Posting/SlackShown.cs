namespace MemHelpBot.Channels.Slack.Posting;

/// <summary>Which message shows which of the newest answers of this process: what better words are put into. Thread-safe.</summary>
internal sealed class SlackShown
{
    private const int Most = 1000;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (string Ts, bool HasFile)> messages = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    /// <summary>An answer was shown.</summary>
    /// <param name="answerId">The answer.</param>
    /// <param name="ts">The message; empty when Slack did not say.</param>
    /// <param name="hasFile">Whether the whole answer stands beside it as a file.</param>
    public void Add(string answerId, string ts, bool hasFile)
    {
        lock (gate)
        {
            if (ts.Length > 0 && messages.TryAdd(answerId, (ts, hasFile)))
                order.Enqueue(answerId);
            while (order.Count > Most)
                messages.Remove(order.Dequeue());
        }
    }

    /// <summary>The message of an answer, once; null when it is not known.</summary>
    public (string Ts, bool HasFile)? Take(string answerId)
    {
        lock (gate)
            return messages.Remove(answerId, out var message) ? message : null;
    }
}
