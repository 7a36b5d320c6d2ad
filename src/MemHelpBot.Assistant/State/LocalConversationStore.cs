using System.Runtime.CompilerServices;

namespace MemHelpBot.Assistant.State;

/// <summary>
/// Keeps conversations in a directory, a journal each. One file a conversation and not one log for all: to forget is to delete a file, and nothing of it
/// stays behind in a log that is compacted some day; damage reaches one conversation; a turn reads only its own. The cost, a file to sync for each
/// message, is what one log would cost too. One process has the directory at a time.
/// </summary>
public sealed class LocalConversationStore : IConversationStore
{
    private const string Extension = ".journal";

    /// <summary>Records held in memory; another is read from its file.</summary>
    private const int MostHeld = 256;

    /// <summary>Bytes of journals whose records are held.</summary>
    private const long MostBytesHeld = 64 * 1024 * 1024;

    /// <summary>Bytes of texts that no longer count, from which on a journal is written anew.</summary>
    private const long WorthCompacting = 64 * 1024;

    private readonly string directory;
    private readonly FileStream owner;
    private readonly KeyedLock turns = new();
    private readonly KeyedLock files = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, (ConversationRecord Record, long Length, long Used)> held = new(StringComparer.Ordinal);
    private long uses;

    /// <summary>Opens a directory, and makes it when there is none.</summary>
    /// <exception cref="StateUnavailableException">It cannot be made, or another process has it.</exception>
    public LocalConversationStore(string directory)
    {
        this.directory = directory;
        try
        {
            Directory.CreateDirectory(directory);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            owner = new FileStream(Path.Combine(directory, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StateUnavailableException($"the directory {directory} cannot be written; give its owner write access or name another", e);
        }
        catch (IOException e)
        {
            throw new StateUnavailableException($"the directory {directory} cannot be had, perhaps another process of MemHelpBot uses it; stop that one or name another directory", e);
        }
    }

    /// <summary>The conversations of a directory as they are now, also while a process has it.</summary>
    public static IEnumerable<ConversationRecord> Look(string directory) =>
        Directory.Exists(directory)
            ? Directory.EnumerateFiles(directory, "*" + Extension).Order(StringComparer.Ordinal).Select(f => Journal.Read(f)?.Record).OfType<ConversationRecord>()
            : [];

    /// <inheritdoc/>
    public async ValueTask<bool> AppendAsync(ConversationKey key, ConversationEvent next, CancellationToken cancellationToken = default)
    {
        var digest = key.Digest;
        await using var _ = (await files.EnterAsync(digest, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        var (record, length) = Load(key, digest);
        if (!record.Takes(next))
            return false;
        var path = PathOf(digest);
        var now = record.With(next);
        if (record.Clears(next))
        {
            Rewrite(path, digest, now, next.At);
            return true;
        }

        length = length == 0 ? Journal.Append(path, 0, StateJson.WriteKey(key), StateJson.Write(next)) : Journal.Append(path, length, StateJson.Write(next));
        if (ConversationRecord.Outdates(next) && (length > WorthCompacting || next is Withdrawn))
        {
            now = now.Compacted();
            length = Journal.Replace(path, now);
        }

        File.SetLastWriteTimeUtc(path, next.At.UtcDateTime);
        Hold(digest, now, length);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<ConversationRecord> ReadAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        var digest = key.Digest;
        await using var _ = (await files.EnterAsync(digest, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return Load(key, digest).Record;
    }

    /// <inheritdoc/>
    public async ValueTask<ConversationRecord?> FindAsync(string digest, CancellationToken cancellationToken = default)
    {
        ConversationKey.CheckDigest(digest);
        await using var _ = (await files.EnterAsync(digest, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return Held(digest)?.Record ?? Journal.Read(PathOf(digest))?.Record;
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> EnterAsync(ConversationKey key, CancellationToken cancellationToken = default) => turns.EnterAsync(key.Digest, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConversationRecord> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var record in Look(directory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ForgetAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        var digest = key.Digest;
        await using var _ = (await files.EnterAsync(digest, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return Remove(digest);
    }

    /// <inheritdoc/>
    public async ValueTask<int> ForgetUnusedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        var forgotten = 0;
        foreach (var file in Directory.EnumerateFiles(directory, "*" + Extension).Where(f => File.GetLastWriteTimeUtc(f) < time.UtcDateTime).ToList())
        {
            // Looked at while nobody can add to it: a message that came meanwhile keeps its conversation.
            var digest = Path.GetFileNameWithoutExtension(file);
            await using var _ = (await files.EnterAsync(digest, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            if (Journal.Read(file) is { } old && old.Record.LastUsed < time && Remove(digest))
                forgotten++;
        }

        return forgotten;
    }

    /// <summary>Puts what is left in the place of a journal; of a conversation of which nothing is left there is no file.</summary>
    private void Rewrite(string path, string digest, ConversationRecord left, DateTimeOffset at)
    {
        if (left.Events.Count == 0)
        {
            Remove(digest);
            return;
        }

        var length = Journal.Replace(path, left);
        File.SetLastWriteTimeUtc(path, at.UtcDateTime);
        Hold(digest, left, length);
    }

    /// <summary>Deletes a journal; its file lock is held.</summary>
    private bool Remove(string digest)
    {
        lock (gate)
            held.Remove(digest);
        var path = PathOf(digest);
        File.Delete(path + ".new");
        var there = File.Exists(path);
        File.Delete(path);
        return there;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => owner.DisposeAsync();

    private string PathOf(string digest) => Path.Combine(directory, digest + Extension);

    private (ConversationRecord Record, long Length) Load(ConversationKey key, string digest)
    {
        if (Held(digest) is { } known)
            return known;
        if (Journal.Read(PathOf(digest)) is not { } read)
            return (new ConversationRecord(key, []), 0);
        Hold(digest, read.Record, read.Length);
        return read;
    }

    private (ConversationRecord Record, long Length)? Held(string digest)
    {
        lock (gate)
        {
            if (!held.TryGetValue(digest, out var known))
                return null;
            held[digest] = known with { Used = ++uses };
            return (known.Record, known.Length);
        }
    }

    private void Hold(string digest, ConversationRecord record, long length)
    {
        lock (gate)
        {
            held[digest] = (record, length, ++uses);
            while (held.Count > 1 && (held.Count > MostHeld || held.Values.Sum(h => h.Length) > MostBytesHeld))
                held.Remove(held.MinBy(h => h.Value.Used).Key);
        }
    }
}
