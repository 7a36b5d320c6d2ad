using System.Runtime.CompilerServices;

namespace MemHelpBot.Assistant.State;

/// <summary>
/// Keeps conversations. Everything it is given was masked before. When <see cref="AppendAsync"/> returns, the event survives the end of the process at
/// any moment. Thread-safe.
/// </summary>
public interface IConversationStore : IAsyncDisposable
{
    /// <summary>
    /// Adds an event, unless one of its identity is there or what it speaks of is not (<see cref="ConversationRecord.Takes"/>). What it clears goes in the same step
    /// (<see cref="ConversationRecord.With"/>): another event comes wholly before or wholly after it.
    /// </summary>
    /// <returns>Whether it was added.</returns>
    ValueTask<bool> AppendAsync(ConversationKey key, ConversationEvent next, CancellationToken cancellationToken = default);

    /// <summary>What happened so far; an empty record when there is no such conversation.</summary>
    ValueTask<ConversationRecord> ReadAsync(ConversationKey key, CancellationToken cancellationToken = default);

    /// <summary>What happened in the conversation whose key has a digest (<see cref="ConversationKey.Digest"/>); null when there is none.</summary>
    ValueTask<ConversationRecord?> FindAsync(string digest, CancellationToken cancellationToken = default);

    /// <summary>Waits until no one else, in any process that shares the store, has a turn in this conversation; dispose to let the next one in.</summary>
    ValueTask<IAsyncDisposable> EnterAsync(ConversationKey key, CancellationToken cancellationToken = default);

    /// <summary>Every conversation.</summary>
    IAsyncEnumerable<ConversationRecord> AllAsync(CancellationToken cancellationToken = default);

    /// <summary>The conversations in which something happened since a time.</summary>
    async IAsyncEnumerable<ConversationRecord> UsedSinceAsync(DateTimeOffset time, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var record in AllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (record.LastUsed >= time)
                yield return record;
        }
    }

    /// <summary>Removes a conversation with all its texts.</summary>
    /// <returns>False when there was none.</returns>
    ValueTask<bool> ForgetAsync(ConversationKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes the conversations in which nothing happened since a time.</summary>
    /// <returns>How many.</returns>
    ValueTask<int> ForgetUnusedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken = default);
}

/// <summary>The place where conversations are kept cannot be used. The message is one line: what, and how to mend it.</summary>
public sealed class StateUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
