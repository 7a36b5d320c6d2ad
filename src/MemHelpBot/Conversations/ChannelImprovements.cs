using System.Diagnostics.CodeAnalysis;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Conversations;

/// <summary>
/// Asks the language model for better words of a reply that its channel has shown, and lets the channel put them in its place. Beside the queues:
/// no message waits for it. Kept nowhere: what a crash, a failure or a rush takes away leaves the reply as it was shown.
/// </summary>
internal sealed partial class ChannelImprovements(ConversationDesk desk, ILogger logger) : IDisposable
{
    /// <summary>Questions to the model at a time.</summary>
    private const int AtOnce = 4;

    /// <summary>Replies that wait for their turn; in a greater rush the words of a reply come too late to be worth it.</summary>
    private const int Most = 64;

    private readonly SemaphoreSlim turns = new(AtOnce);
    private int waiting;

    /// <summary>Begins, and returns at once.</summary>
    public void Begin(IAssistant assistant, IChannel channel, ChannelReply shown, CancellationToken stopping)
    {
        if (!assistant.CanImprove || !channel.TakesImprovements || shown.Reply.Forgets)
            return;
        if (Interlocked.Increment(ref waiting) > Most)
            Interlocked.Decrement(ref waiting);
        else
            _ = Task.Run(() => ImproveAsync(assistant, channel, shown, stopping), CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "The reply was shown already: whatever keeps better words away is told and changes nothing.")]
    private async Task ImproveAsync(IAssistant assistant, IChannel channel, ChannelReply shown, CancellationToken stopping)
    {
        try
        {
            await turns.WaitAsync(stopping).ConfigureAwait(false);
            try
            {
                // What was forgotten meanwhile is not written of again.
                if (await assistant.ImproveAsync(shown.Reply, stopping).ConfigureAwait(false) is { } better
                    && (await desk.ReadAsync(shown.Message.Conversation, stopping).ConfigureAwait(false)).Message(shown.Message.Id) is not null)
                    await channel.ImproveAsync(shown with { Reply = better }, stopping).ConfigureAwait(false);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (Exception failed)
        {
            if (!stopping.IsCancellationRequested)
                LogLeft(logger, channel.Name, failed.GetType().Name);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Better words for a reply in {Channel} were not shown ({Type}); the reply stands as it was")]
    private static partial void LogLeft(ILogger logger, string channel, string type);
}
