using MemHelpBot.Assistant.State;

namespace MemHelpBot.Channels.Teams.Replies;

/// <summary>
/// Which message shows which answer, for feedback on it, and how much of an answer was sent, so that a second attempt does not repeat the first
/// part. The newest are remembered; what was sent by an earlier process is not known.
/// </summary>
internal sealed class ShownAnswers
{
    /// <summary>Messages and conversations remembered.</summary>
    public const int Most = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(ConversationKey, string), string> byMessage = [];
    private readonly Dictionary<ConversationKey, string> newest = [];
    private readonly Dictionary<string, List<string?>> sent = new(StringComparer.Ordinal);
    private readonly Queue<(ConversationKey Conversation, string Message, string Answer)> order = new();

    /// <summary>How many messages of an answer were sent.</summary>
    public int Sent(string answerId)
    {
        lock (gate)
            return sent.GetValueOrDefault(answerId)?.Count ?? 0;
    }

    /// <summary>The messages of an answer in the order sent; null for one that has no id.</summary>
    public IReadOnlyList<string?> Messages(string answerId)
    {
        lock (gate)
            return [.. sent.GetValueOrDefault(answerId) ?? []];
    }

    /// <summary>An answer is about to be sent: who has it may speak of it before the sender knows that it arrived.</summary>
    public void Expect(ConversationKey conversation, string answerId)
    {
        lock (gate)
            Remember(conversation, "", answerId);
    }

    /// <summary>One more message of an answer was sent.</summary>
    public void Add(ConversationKey conversation, string? message, string answerId)
    {
        lock (gate)
        {
            if (!sent.TryGetValue(answerId, out var messages))
                sent.Add(answerId, messages = []);
            messages.Add(message);
            byMessage[(conversation, message ?? "")] = answerId;
            Remember(conversation, message ?? "", answerId);
        }
    }

    /// <summary>The answer that a message shows; without a message, the newest of the conversation; empty when it is not remembered.</summary>
    public string Find(ConversationKey conversation, string? message)
    {
        lock (gate)
            return (message is null ? newest.GetValueOrDefault(conversation) : byMessage.GetValueOrDefault((conversation, message))) ?? "";
    }

    private void Remember(ConversationKey conversation, string message, string answerId)
    {
        newest[conversation] = answerId;
        order.Enqueue((conversation, message, answerId));
        if (order.Count <= Most)
            return;
        var oldest = order.Dequeue();
        byMessage.Remove((oldest.Conversation, oldest.Message));
        sent.Remove(oldest.Answer);
        if (newest.TryGetValue(oldest.Conversation, out var answer) && answer == oldest.Answer)
            newest.Remove(oldest.Conversation);
    }
}
