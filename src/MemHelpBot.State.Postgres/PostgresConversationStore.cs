using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MemHelpBot.Assistant.State;
using Npgsql;

namespace MemHelpBot.State.Postgres;

/// <summary>
/// Keeps conversations in PostgreSQL, for several replicas. A turn holds an advisory lock of its conversation; should its connection break, the primary key
/// of the events still lets only one answer to a message in.
/// </summary>
public sealed class PostgresConversationStore : IConversationStore
{
    /// <summary>Turns that run at once in this replica; each holds a connection for its lock.</summary>
    private const int MostTurns = 40;

    private readonly NpgsqlDataSource database;
    private readonly NpgsqlDataSource locks;
    private readonly SemaphoreSlim running = new(MostTurns, MostTurns);

    private PostgresConversationStore(NpgsqlDataSource database, NpgsqlDataSource locks) => (this.database, this.locks) = (database, locks);

    /// <summary>Connects and brings the tables up to date.</summary>
    /// <exception cref="StateUnavailableException">The connection string is none, or the database cannot be had.</exception>
    public static async Task<PostgresConversationStore> OpenAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            // A password is never part of an error or a log.
            settings = new NpgsqlConnectionStringBuilder(connectionString) { PersistSecurityInfo = false, IncludeErrorDetail = false };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw new StateUnavailableException("it is no connection string; write Host=db;Database=memhelp;Username=memhelp;Password=…", e);
        }

        var database = NpgsqlDataSource.Create(settings);
        var locks = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MaxPoolSize = MostTurns, ApplicationName = "memhelp turns", CommandTimeout = 0 });
        var store = new PostgresConversationStore(database, locks);
        try
        {
            await Schema.MigrateAsync(database, cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException or InvalidOperationException)
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw new StateUnavailableException($"PostgreSQL at {settings.Host}:{settings.Port} cannot be used ({Reason(e)}); check the address, the database, and the rights of its user", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AppendAsync(ConversationKey key, ConversationEvent next, CancellationToken cancellationToken = default)
    {
        var digest = key.Digest;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        // The row is held to the end of the transaction: appends to one conversation come one after another, and so do their numbers. It is made or taken in
        // one step: between two, somebody could forget the conversation, and a message would be known that is nowhere.
        if (next is Opened or Received or Ended)
            await RunAsync(connection, "insert into memhelp_conversation as kept values ($1, $2, $3) on conflict (digest) do update set last_used = greatest(kept.last_used, excluded.last_used)", [digest, StateJson.WriteKey(key), next.At.UtcDateTime], cancellationToken).ConfigureAwait(false);
        else if (await RunAsync(connection, "update memhelp_conversation set last_used = greatest(last_used, $2) where digest = $1", [digest, next.At.UtcDateTime], cancellationToken).ConfigureAwait(false) == 0)
            return false;
        if (next is not (Opened or Received))
        {
            var record = await ReadAsync(connection, key, cancellationToken).ConfigureAwait(false);
            if (!record.Takes(next))
                return false;
            if (record.Clears(next))
            {
                await RewriteAsync(connection, record, record.With(next), cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
        }

        if (await RunAsync(connection, "insert into memhelp_event (digest, identity, event) select $1, $2, $3 where not exists (select from memhelp_event where digest = $1 and identity = 'ended') on conflict do nothing", [digest, next.Identity, StateJson.Write(next)], cancellationToken).ConfigureAwait(false) == 0)
            return false;
        if (ConversationRecord.Outdates(next))
        {
            var record = await ReadAsync(connection, key, cancellationToken).ConfigureAwait(false);
            await RewriteAsync(connection, record, record.Compacted(), cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask<ConversationRecord> ReadAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await ReadAsync(connection, key, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ConversationRecord?> FindAsync(string digest, CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        using var command = Command(connection, "select key from memhelp_conversation where digest = $1", [digest]);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string text && StateJson.ReadKey(text) is { } key
            ? await ReadAsync(connection, key, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> EnterAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        NpgsqlConnection? connection = null;
        try
        {
            connection = await locks.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var number = long.Parse(key.Digest.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            await RunAsync(connection, "select pg_advisory_lock($1)", [number], cancellationToken).ConfigureAwait(false);
            return new Turn(this, connection, number);
        }
        catch
        {
            // A lock that was granted while the wait was called off goes with its session.
            if (connection is not null)
            {
                NpgsqlConnection.ClearPool(connection);
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            running.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ConversationRecord> AllAsync(CancellationToken cancellationToken = default) => UsedSinceAsync(DateTimeOffset.MinValue, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConversationRecord> UsedSinceAsync(DateTimeOffset time, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var keys = new List<ConversationKey>();
        using (var command = Command(connection, "select key from memhelp_conversation where last_used >= $1 order by last_used, digest", [time.UtcDateTime]))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var __ = reader.ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (StateJson.ReadKey(reader.GetString(0)) is { } key)
                    keys.Add(key);
            }
        }

        foreach (var key in keys)
            yield return await ReadAsync(connection, key, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> ForgetAsync(ConversationKey key, CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await RunAsync(connection, "delete from memhelp_conversation where digest = $1", [key.Digest], cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <inheritdoc/>
    public async ValueTask<int> ForgetUnusedSinceAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await RunAsync(connection, "delete from memhelp_conversation where last_used < $1", [time.UtcDateTime], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await locks.DisposeAsync().ConfigureAwait(false);
        await database.DisposeAsync().ConfigureAwait(false);
        running.Dispose();
    }

    private static async Task<ConversationRecord> ReadAsync(NpgsqlConnection connection, ConversationKey key, CancellationToken cancellationToken)
    {
        using var command = Command(connection, "select event from memhelp_event where digest = $1 order by seq", [key.Digest]);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        var events = new List<ConversationEvent>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (StateJson.Read(reader.GetString(0)) is { } happened)
                events.Add(happened);
        }

        return new ConversationRecord(key, events);
    }

    /// <summary>Brings the rows from one record to another that holds fewer events, or changed ones.</summary>
    private static async Task RewriteAsync(NpgsqlConnection connection, ConversationRecord was, ConversationRecord now, CancellationToken cancellationToken)
    {
        var digest = was.Key.Digest;
        if (now.Events.Count == 0)
        {
            await RunAsync(connection, "delete from memhelp_conversation where digest = $1", [digest], cancellationToken).ConfigureAwait(false);
            return;
        }

        var left = now.Events.Select(e => e.Identity).ToArray();
        if (was.Events.Any(e => !left.Contains(e.Identity)))
            await RunAsync(connection, "delete from memhelp_event where digest = $1 and not identity = any($2)", [digest, left], cancellationToken).ConfigureAwait(false);
        var before = was.Events.ToDictionary(e => e.Identity, StringComparer.Ordinal);
        foreach (var changed in now.Events.Where(e => !ReferenceEquals(e, before.GetValueOrDefault(e.Identity))))
            await RunAsync(connection, "insert into memhelp_event (digest, identity, event) values ($1, $2, $3) on conflict (digest, identity) do update set event = excluded.event", [digest, changed.Identity, StateJson.Write(changed)], cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
#pragma warning disable CA2100 // Constants of this class; values are parameters.
        var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    /// <summary>What the server or the network said, without the values that may stand in it.</summary>
    private static string Reason(Exception e) => e is PostgresException refused ? $"it refuses: SQLSTATE {refused.SqlState}" : e.InnerException is SocketException socket ? $"{socket.SocketErrorCode}" : e.GetType().Name;

    private sealed class Turn(PostgresConversationStore store, NpgsqlConnection connection, long number) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            try
            {
                await RunAsync(connection, "select pg_advisory_unlock($1)", [number], CancellationToken.None).ConfigureAwait(false);
            }
            catch (NpgsqlException)
            {
                // The session ended, and its locks with it.
            }
            finally
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                store.running.Release();
            }
        }
    }
}
