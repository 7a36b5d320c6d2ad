using System.Diagnostics.CodeAnalysis;
using MemHelpBot.Answers.Model;
using MemHelpBot.Api;
using MemHelpBot.Assistant;

namespace MemHelpBot.Conversations;

/// <summary>A conversation in memory. One turn runs at a time; a second one waits for the first.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to free.")]
internal sealed class HeldConversation(string id)
{
    /// <summary>More turns than a person sends about one incident.</summary>
    public const int MostMessages = 200;

    private readonly Conversation conversation = new();
    private readonly List<string> messages = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private Answer? newest;
    private int turns;
    private long characters;

    /// <summary>128 random bits, in 32 lower-case hexadecimal digits.</summary>
    public string Id { get; } = id;

    /// <summary>Characters of all messages so far: what holding it costs, near enough.</summary>
    public long Characters => Interlocked.Read(ref characters);

    /// <summary>Answers one turn.</summary>
    public async Task<TakenTurn> TakeTurnAsync(IAssistant assistant, Turn next, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (turns >= MostMessages)
                throw new RefusedException(ApiError.ConversationFull(MostMessages));
            turns++;
            var reply = await assistant.ReplyAsync(conversation, next, cancellationToken).ConfigureAwait(false);
            // The turn is the newest reading. When the person started over there are fewer than before: the older texts go too.
            var message = Math.Max(0, conversation.Readings.Count - 1);
            if (messages.Count > message)
                messages.RemoveRange(message, messages.Count - message);
            messages.Add(next.Text);
            Interlocked.Add(ref characters, next.Text.Length);
            newest = reply.Answer;
            return new TakenTurn(reply, message);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The newest answer with every message that was read; null before the first answer.</summary>
    public async Task<Told?> ToldAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return newest is null ? null : new Told(newest, [.. messages]);
        }
        finally
        {
            turn.Release();
        }
    }
}

/// <summary>A turn that was answered.</summary>
/// <param name="Reply">The reply.</param>
/// <param name="Message">Index of the message in the conversation, 0 for the first: <c>M2:L12</c> is line 12 of message 1.</param>
internal sealed record TakenTurn(Reply Reply, int Message);

/// <summary>What a report is made of.</summary>
internal sealed record Told(Answer Answer, IReadOnlyList<string> Messages);
