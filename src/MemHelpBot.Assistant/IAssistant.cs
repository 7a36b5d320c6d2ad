namespace MemHelpBot.Assistant;

/// <summary>One turn, start to end: text in, reply out. Channels and hosts know nothing else of the product.</summary>
public interface IAssistant
{
    /// <summary>Answers one turn of a conversation and adds its evidence to it. Never throws on the person's text.</summary>
    ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default);
}
