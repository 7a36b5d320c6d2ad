namespace MemHelpBot.Assistant;

/// <summary>One turn, start to end: text in, reply out. Channels and hosts know nothing else of the product.</summary>
public interface IAssistant
{
    /// <summary>Answers one turn of a conversation and adds its evidence to it. Never throws on the person's text.</summary>
    ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default);

    /// <summary>Whether a language model is there to improve replies.</summary>
    bool CanImprove => false;

    /// <summary>
    /// A reply that was shown, better understood or in better words; null when it stands as it is, which is so without a model and whenever
    /// the model fails, is late or says what the evidence does not. It touches no conversation, so the next turn need not wait for it.
    /// </summary>
    ValueTask<Reply?> ImproveAsync(Reply reply, CancellationToken cancellationToken = default) => ValueTask.FromResult<Reply?>(null);
}
