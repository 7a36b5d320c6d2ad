using MemHelpBot.Api;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels;

namespace MemHelpBot.Conversations;

/// <summary>
/// Replies that were sent and that a language model may still improve. In memory only and bounded: what is dropped stays as it was sent.
/// Thread-safe.
/// </summary>
internal sealed class BetterReplies
{
    private readonly Newest<(Delivery Delivery, Brought Brought)> waiting = new(256);

    /// <summary>Keeps a reply; the oldest goes first.</summary>
    public void Keep(string conversation, Delivery delivery, Brought brought) => waiting.Add(Key(conversation, delivery.AnswerId), (delivery, brought));

    /// <summary>Takes a reply out, to be improved once; null when there is none.</summary>
    public (Delivery Delivery, Brought Brought)? Take(string conversation, string answer) => waiting.Take(Key(conversation, answer));

    private static string Key(string conversation, string answer) => $"{conversation}/{answer}";
}
