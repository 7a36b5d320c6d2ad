using Npgsql;

namespace MemHelpBot.State.Postgres;

/// <summary>The tables, brought up to date at start. A migration is only ever added at the end; replicas that start together wait for one another.</summary>
internal static class Schema
{
    /// <summary>Taken while migrating, so that one replica does it: a number of our own, without meaning.</summary>
    private const long MigrationLock = 0x6d656d68656c7001;

    private static readonly string[] Migrations =
    [
        """
        create table memhelp_conversation (
            digest text primary key,
            key text not null,
            last_used timestamptz not null
        );
        create index memhelp_conversation_last_used on memhelp_conversation (last_used);
        create table memhelp_event (
            digest text not null references memhelp_conversation on delete cascade,
            identity text not null,
            seq bigint generated always as identity,
            event text not null,
            primary key (digest, identity)
        );
        create index memhelp_event_seq on memhelp_event (digest, seq);
        """,
    ];

    /// <summary>Brings the tables up to date.</summary>
    public static async Task MigrateAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        await RunAsync($"select pg_advisory_xact_lock({MigrationLock})").ConfigureAwait(false);
        await RunAsync("create table if not exists memhelp_schema (version int not null)").ConfigureAwait(false);
        using var asked = new NpgsqlCommand("select coalesce(max(version), 0) from memhelp_schema", connection, transaction);
        var version = (int)(await asked.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        for (; version < Migrations.Length; version++)
        {
            await RunAsync(Migrations[version]).ConfigureAwait(false);
            await RunAsync($"insert into memhelp_schema values ({version + 1})").ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);

        async Task RunAsync(string sql)
        {
#pragma warning disable CA2100 // Our own constants.
            using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
