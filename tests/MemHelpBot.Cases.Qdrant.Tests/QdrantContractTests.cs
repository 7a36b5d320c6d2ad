using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;
using MemHelpBot.Cases.Tests.Store;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Qdrant.Tests;

/// <summary>The contract of indexes, kept by Qdrant as the double plays it.</summary>
public sealed class QdrantIndexContractTests : CaseIndexContract, IAsyncDisposable
{
    private readonly Servers servers = new();

    internal override async Task<ICaseIndex> ServingAsync(CaseGeneration generation)
    {
        var index = servers.Index(new QdrantOptions { Url = (await servers.StartAsync()).Url });
        await index.PublishAsync(generation, TestContext.Current.CancellationToken);
        return index;
    }

    internal override async Task<(ICaseIndex Index, CaseGeneration Generation, string Says)> AwayAsync()
    {
        var server = await servers.StartAsync();
        server.Away = true;
        return (servers.Index(new QdrantOptions { Url = server.Url, QueryDeadline = TimeSpan.FromMilliseconds(300) }), Generation(Document("a", "memory")), "127.0.0.1");
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();
}

/// <summary>The contract of stores, kept over Qdrant as the double plays it.</summary>
public sealed class QdrantStoreContractTests : CaseStoreContract, IAsyncDisposable
{
    private readonly Servers servers = new();

    protected override async Task<ICaseStore> OpenAsync(Corpus corpus)
    {
        var index = servers.Index(new QdrantOptions { Url = (await servers.StartAsync()).Url });
        var generation = new EmbeddedCaseStore(corpus).Generation;
        await index.PublishAsync(generation, TestContext.Current.CancellationToken);
        return new HybridCaseStore(generation, index);
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();
}

/// <summary>The contract of indexes, kept by a real server: MEMHELP_TEST_QDRANT_URL names it, MEMHELP_TEST_QDRANT_API_KEY its key.</summary>
public sealed class LiveQdrantIndexContractTests : CaseIndexContract, IAsyncDisposable
{
    private readonly LiveServer live = new();

    internal override Task<ICaseIndex> ServingAsync(CaseGeneration generation) => live.ServingAsync(generation);

    internal override Task<(ICaseIndex Index, CaseGeneration Generation, string Says)> AwayAsync()
    {
        LiveServer.Required();
        var nobody = new QdrantIndex(new QdrantOptions { Url = new Uri("http://127.0.0.1:9"), QueryDeadline = TimeSpan.FromMilliseconds(300) });
        return Task.FromResult<(ICaseIndex, CaseGeneration, string)>((nobody, Generation(Document("a", "memory")), "127.0.0.1"));
    }

    public ValueTask DisposeAsync() => live.DisposeAsync();
}

/// <summary>The contract of stores, kept over a real server.</summary>
public sealed class LiveQdrantStoreContractTests : CaseStoreContract, IAsyncDisposable
{
    private readonly LiveServer live = new();

    protected override async Task<ICaseStore> OpenAsync(Corpus corpus)
    {
        var generation = new EmbeddedCaseStore(corpus).Generation;
        return new HybridCaseStore(generation, await live.ServingAsync(generation));
    }

    public ValueTask DisposeAsync() => live.DisposeAsync();
}
