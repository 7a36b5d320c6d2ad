using MemHelpBot.Cases.Store;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Qdrant.Tests;

public sealed class StandInTests : IAsyncDisposable
{
    private readonly Servers servers = new();
    private readonly HandClock clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_server_is_away_the_copy_answers_and_it_is_said_until_it_is_back()
    {
        var server = await servers.StartAsync();
        var index = servers.Index(new QdrantOptions { Url = server.Url, QueryDeadline = TimeSpan.FromSeconds(20), WriteDeadline = TimeSpan.FromSeconds(20) });
        var copy = new EmbeddedCaseStore(NoCorpus, [Document("a", "memory of the copy")]);
        await index.PublishAsync(copy.Generation, Token);
        var probes = 0;
        var store = new StandInCaseStore(new HybridCaseStore(copy.Generation, index), copy, async token =>
        {
            Interlocked.Increment(ref probes);
            _ = await index.IdentityAsync(token) ?? throw new CaseStoreUnavailableException("nothing");
        }, clock);
        async Task<int> AskAsync() => (await store.FindAsync(new CaseQuery { Text = "memory" }, Token)).Count;

        Assert.Equal((1, null), (await AskAsync(), store.Trouble));
        server.Away = true;
        Assert.Equal(1, await AskAsync());
        Assert.Contains("copy on this machine", store.Trouble, StringComparison.Ordinal);
        var asked = server.Said.Count;
        Assert.Equal(1, await AskAsync());
        // Left alone during the pause.
        Assert.Equal(asked, server.Said.Count);

        clock.Forward(StandInCaseStore.Pause);
        Assert.Equal(1, await AskAsync());
        await UntilAsync(() => probes == 1 && store.Trouble!.Contains("503", StringComparison.Ordinal));
        server.Away = false;
        clock.Forward(StandInCaseStore.Pause);
        Assert.Equal(1, await AskAsync());
        await UntilAsync(() => store.Trouble is null);

        var before = server.Said.Count;
        Assert.Equal(1, await AskAsync());
        Assert.True(server.Said.Count > before);
    }

    [Fact]
    public async Task A_start_publishes_beside_the_queries_that_the_copy_answers()
    {
        var server = await servers.StartAsync();
        var hold = new TaskCompletionSource();
        server.Slow = token => hold.Task.WaitAsync(token);
        var index = servers.Index(new QdrantOptions { Url = server.Url });
        var copy = new EmbeddedCaseStore(NoCorpus, [Document("a", "memory")]);
        var store = new StandInCaseStore(new HybridCaseStore(copy.Generation, index), copy, token => index.PublishAsync(copy.Generation, token), clock);

        var starting = store.StartWithCopyAsync("Qdrant is being reached.");
        Assert.Single(await store.FindAsync(new CaseQuery { Text = "memory" }, Token));
        Assert.StartsWith("Qdrant is being reached.", store.Trouble, StringComparison.Ordinal);
        hold.SetResult();
        await starting;

        Assert.Null(store.Trouble);
        Assert.NotNull(server.Served("memhelp"));
        Assert.Single(await store.FindAsync(new CaseQuery { Text = "memory" }, Token));
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.True(waited < 6000);
            await Task.Delay(10, Token);
        }
    }

    private sealed class HandClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref now);

        public void Forward(TimeSpan by) => Interlocked.Add(ref now, by.Ticks);
    }
}
