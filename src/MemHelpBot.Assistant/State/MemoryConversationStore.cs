using System.Runtime.CompilerServices;

namespace MemHelpBot.Assistant.State;

/// <summary>Keeps conversations in this process only, bounded in number and text: above a bound the one unused for longest goes first.</summary>
/// <param name="mostConversations">How many.</param>
/// <param name="mostCharacters">Characters of text over all of them.</param>
public sealed class MemoryConversationStore(int mostConversations = int.MaxValue, long mostCharacters = 256L * 1024 * 1024) : IConversationStore
{
    private readonly Lock gate = new();
    private readonly KeyedLock turns = new();
    private readonly Dictionary<string, LinkedListNode<ConversationRecord>> byDigest = new(StringComparer.Ordinal);
    private readonly LinkedList<ConversationRecord> newestFirst = new();
    private long characters;

    /// <inheritdoc/>
    public ValueTask<bool> AppendAsync(ConversationKey key, ConversationEvent next, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            var record = byDigest.TryGetValue(key.Digest, out var node) ? node.Value : new ConversationRecord(key, []);
            if (!record.Takes(next))
                return ValueTask.FromResult(false);
            if (node is not null)
                Remove(node);
            record = record.With(next);
            if (record.Events.Count > 0)
                Add(next is Withdrawn ? record.Compacted() : record);
            while (newestFirst.Count > 1 && (newestFirst.Count > mostConversations || characters > mostCharacters))
                Remove(newestFirst.Last!);
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ConversationRecord> ReadAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        lock (gate)
            return ValueTask.FromResult(byDigest.TryGetValue(key.Digest, out var node) ? node.Value : new ConversationRecord(key, []));
    }

    /// <inheritdoc/>
    public ValueTask<ConversationRecord?> FindAsync(string digest, CancellationToken cancellationToken = default)
    {
        lock (gate)
            return ValueTask.FromResult(byDigest.GetValueOrDefault(digest)?.Value);
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> EnterAsync(ConversationKey key, CancellationToken cancellationToken = default) => turns.EnterAsync(key.Digest, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConversationRecord> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ConversationRecord[] all;
        lock (gate)
            all = [.. newestFirst];
        foreach (var record in all)
            yield return record;
        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ForgetAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (!byDigest.TryGetValue(key.Digest, out var node))
                return ValueTask.FromResult(false);
            Remove(node);
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> ForgetUnusedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            var old = byDigest.Values.Where(n => n.Value.LastUsed < time).ToList();
            old.ForEach(Remove);
            return ValueTask.FromResult(old.Count);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Add(ConversationRecord record)
    {
        byDigest.Add(record.Key.Digest, newestFirst.AddFirst(record));
        characters += Size(record);
    }

    private void Remove(LinkedListNode<ConversationRecord> node)
    {
        newestFirst.Remove(node);
        byDigest.Remove(node.Value.Key.Digest);
        characters -= Size(node.Value);
    }

    private static long Size(ConversationRecord record) => record.Events.OfType<Received>().Sum(m => (long)m.Text.Length);
}
