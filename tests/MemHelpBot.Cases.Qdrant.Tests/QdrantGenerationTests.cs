using MemHelpBot.Cases.Qdrant.Tests.Double;
using MemHelpBot.Cases.Store;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Qdrant.Tests;

public sealed class QdrantGenerationTests : IAsyncDisposable
{
    private readonly Servers servers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_generation_is_a_collection_of_its_own_and_the_one_before_stays_for_going_back()
    {
        var (server, index) = await StartAsync();
        var names = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            await index.PublishAsync(Of(i), Token);
            names.Add(server.Served("memhelp")!);
            await Task.Delay(5, Token);
        }

        Assert.Equal(4, names.Distinct().Count());
        Assert.Equal(names[2..].Order(StringComparer.Ordinal), server.Collections);
        Assert.Equal((await Of(2).IdentityAsync(Token)).Stamp, (await index.RollBackAsync(Token))!.Stamp);
        Assert.Equal(names[2], server.Served("memhelp"));
        Assert.Equal("g2", (await index.GetAsync("g2", Token))!.Id);
    }

    [Fact]
    public async Task What_is_served_already_is_not_loaded_again()
    {
        var (server, index) = await StartAsync();
        await index.PublishAsync(Of(1), Token);
        var before = server.Said.Count(e => e.Method is "PUT" or "PATCH" or "DELETE");

        await index.PublishAsync(Of(1), Token);

        Assert.Equal(before, server.Said.Count(e => e.Method is "PUT" or "PATCH" or "DELETE"));
    }

    [Fact]
    public async Task A_publication_that_is_cut_off_leaves_the_old_generation_and_the_next_completes_it()
    {
        var (server, index) = await StartAsync(new QdrantOptions { Url = new Uri("http://unset"), BatchSize = 4, WriteDeadline = TimeSpan.FromSeconds(5) });
        await index.PublishAsync(Of(0), Token);
        var large = Generation([.. Enumerable.Range(0, 30).Select(i => Document($"large-{i:00}", "memory of the node"))]);
        server.UpsertsUntilCut = 3;

        await Assert.ThrowsAsync<CaseStoreUnavailableException>(() => index.PublishAsync(large, Token));

        Assert.Equal("g0", (await index.GetAsync("g0", Token))!.Id);
        Assert.Equal(0, server.Collection(server.Collections.Single(c => c != server.Served("memhelp"))).IndexingThreshold);
        server.UpsertsUntilCut = null;
        await index.PublishAsync(large, Token);
        Assert.Equal(await large.IdentityAsync(Token), await index.IdentityAsync(Token));
        Assert.Equal(30, server.Collection(server.Served("memhelp")!).Count);
        Assert.Equal(10_000, server.Collection(server.Served("memhelp")!).IndexingThreshold);
    }

    [Fact]
    public async Task Two_publishers_of_the_same_documents_do_the_same()
    {
        var (server, first) = await StartAsync();
        var second = servers.Index(new QdrantOptions { Url = server.Url });

        await Task.WhenAll(first.PublishAsync(Of(5), Token), second.PublishAsync(Of(5), Token));

        Assert.Equal([server.Served("memhelp")!], server.Collections);
        Assert.Equal(1, server.Collection(server.Served("memhelp")!).Count);
    }

    [Fact]
    public async Task Two_aliases_of_one_server_do_not_touch_each_other()
    {
        var (server, first) = await StartAsync();
        var second = servers.Index(new QdrantOptions { Url = server.Url, Alias = "memhelp-test" });
        await second.PublishAsync(Of(1), Token);
        for (var i = 2; i < 6; i++)
            await first.PublishAsync(Of(i), Token);

        Assert.Equal("g1", (await second.GetAsync("g1", Token))!.Id);
        Assert.Null(await second.RollBackAsync(Token));
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_refused_by_its_version()
    {
        var server = await servers.StartAsync(new QdrantDouble { Version = "1.12.4" });

        var thrown = await Assert.ThrowsAsync<CaseStoreUnavailableException>(() => servers.Index(new QdrantOptions { Url = server.Url }).PublishAsync(Of(1), Token));

        Assert.Contains("1.12.4 is too old", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(server.Collections);
    }

    [Fact]
    public async Task Shards_copies_and_quantisation_are_asked_for_as_they_are_set()
    {
        var (server, index) = await StartAsync(new QdrantOptions
        {
            Url = new Uri("http://unset"),
            Shards = 6,
            Replicas = 2,
            WriteConsistency = 2,
            Quantisation = QdrantQuantisation.Scalar,
            OnDisk = true,
            Exact = false,
        });
        await index.PublishAsync(Of(1), Token);
        var created = server.Collection(server.Served("memhelp")!).Created;

        Assert.Equal((6, 2, 2), ((int)created["shard_number"]!, (int)created["replication_factor"]!, (int)created["write_consistency_factor"]!));
        Assert.Equal("int8", (string)created["vectors"]!["dense"]!["quantization_config"]!["scalar"]!["type"]!);
        Assert.Equal("cold", (string)created["vectors"]!["dense"]!["memory"]!);
        Assert.Equal("idf", (string)created["sparse_vectors"]!["words"]!["modifier"]!);
        Assert.NotEmpty(await new HybridCaseStore(Of(1), index).FindAsync(new CaseQuery { Text = "memory" }, Token));
        Assert.Contains("\"rescore\":true,\"oversampling\":2", server.Said.Last(e => e.Path.EndsWith("query/batch", StringComparison.Ordinal)).Request, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();

    private static CaseGeneration Of(int number) => Generation(Document($"g{number}", $"memory {number}"));

    private async Task<(QdrantDouble Server, QdrantIndex Index)> StartAsync(QdrantOptions? options = null)
    {
        var server = await servers.StartAsync();
        return (server, servers.Index((options ?? new QdrantOptions { Url = server.Url }) with { Url = server.Url }));
    }
}
