using MemHelpBot.Assistant;

namespace MemHelpBot.Conversations;

/// <summary>An assistant whose turns tell what they are at.</summary>
internal sealed class WatchedAssistant(IAssistant assistant, Action<TurnStage> onStage) : IAssistant
{
    /// <inheritdoc/>
    public bool CanImprove => assistant.CanImprove;

    /// <inheritdoc/>
    public ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default) =>
        assistant.ReplyAsync(conversation, turn with { OnStage = onStage }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Reply?> ImproveAsync(Reply reply, CancellationToken cancellationToken = default) => assistant.ImproveAsync(reply, cancellationToken);
}
