using MemHelpBot.Assistant;
using MemHelpBot.Assistant.State;
using MemHelpBot.Assistant.Tests.State;
using Npgsql;

namespace MemHelpBot.State.Postgres.Tests;

public sealed class PostgresStoreTests(Cluster cluster) : ConversationStoreContract
{
    private string? database;

    protected override async ValueTask<IConversationStore> OpenAsync() =>
        await PostgresConversationStore.OpenAsync(database ??= await cluster.DatabaseAsync(), Stop);

    [Fact]
    public async Task Replicas_that_start_together_migrate_once_and_share_conversations()
    {
        database = await cluster.DatabaseAsync();
        var replicas = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync().AsTask()));
        var key = Key();
        Assert.Single(await Task.WhenAll(replicas.Select(r => r.AppendAsync(key, Message("m1", "a"), Stop).AsTask())), taken => taken);
        Assert.Single(await Task.WhenAll(replicas.Select(r => r.AppendAsync(key, Answer("m1"), Stop).AsTask())), taken => taken);
        Assert.All(replicas, r => Assert.Equal(2, r.ReadAsync(key, Stop).AsTask().GetAwaiter().GetResult().Events.Count));
        foreach (var replica in replicas)
            await replica.DisposeAsync();
    }

    [Fact]
    public async Task A_turn_of_one_replica_keeps_the_other_waiting_until_it_ends_or_dies()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        var key = Key();
        var turn = await first.EnterAsync(key, Stop);
        var waiting = second.EnterAsync(key, Stop).AsTask();
        await using (await second.EnterAsync(Key(), Stop))
            Assert.False(waiting.IsCompleted);
        // The server ends the session of the first replica, as it does when the replica is killed.
        await using var server = NpgsqlDataSource.Create(database!);
        await using var kill = server.CreateCommand("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database()) and objid <> 0 and pid in (select pid from pg_stat_activity where query like '%pg_advisory_lock%' and state = 'idle')");
        await kill.ExecuteNonQueryAsync(Stop);
        await using (await waiting)
        {
        }

        await turn.DisposeAsync();
    }

    [Fact]
    public async Task Starting_over_empties_the_rows_of_what_was_told_before()
    {
        await using var store = await OpenAsync();
        var key = Key();
        await store.AppendAsync(key, Message("m1", "told before"), Stop);
        await store.AppendAsync(key, Answer("m1"), Stop);
        await store.AppendAsync(key, Message("m2", "start over"), Stop);
        await store.AppendAsync(key, Answer("m2") with { StartsOver = true }, Stop);
        await using var server = NpgsqlDataSource.Create(database!);
        await using var count = server.CreateCommand("select count(*) from memhelp_event where event like '%told before%'");
        Assert.Equal(0L, await count.ExecuteScalarAsync(Stop));
        Assert.False(await store.AppendAsync(key, Message("m1", "again"), Stop));
    }

    [Fact]
    public async Task Two_replicas_answer_each_message_once_and_know_the_same_conversation()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        ConversationDesk[] replicas = [new(first, TimeProvider.System), new(second, TimeProvider.System)];
        var key = Key();
        for (var i = 1; i <= 10; i++)
        {
            var message = new InboundMessage($"m{i}", "ada", new Turn($"message {i}"));
            var receipts = await Task.WhenAll(replicas.Select(r => r.ReceiveAsync(key, message, Stop).AsTask()));
            Assert.Single(receipts, r => r == Receipt.New);
            var deliveries = await Task.WhenAll(replicas.Select(r => r.AnswerAsync(new Counter(), key, message.Id, Stop).AsTask()));
            Assert.Single(deliveries, d => !d!.Again);
            Assert.All(deliveries, d => Assert.Equal($"{i}", d!.Reply.Text));
        }

        Assert.Equal(10, (await second.ReadAsync(key, Stop)).Turns.Count);
    }

    /// <summary>Says how many messages the conversation holds.</summary>
    private sealed class Counter : IAssistant
    {
        public ValueTask<Reply> ReplyAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken = default)
        {
            conversation.Add(turn.Text, conversation.Read(turn));
            return ValueTask.FromResult(new Reply(new("en", [], Facts.FactSet.Empty, [], [], [], "", [], [], [], []), $"{conversation.Messages.Count}", false));
        }
    }

    [Theory]
    [InlineData("nonsense", "it is no connection string")]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Password=hunter2secret;Database=y;Timeout=3", "cannot be used")]
    public async Task What_cannot_be_used_is_told_in_one_line_without_the_password(string connection, string said)
    {
        var refused = await Assert.ThrowsAsync<StateUnavailableException>(() => PostgresConversationStore.OpenAsync(connection, Stop));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2secret", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
