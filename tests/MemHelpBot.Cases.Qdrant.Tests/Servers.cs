using MemHelpBot.Cases.Qdrant.Tests.Double;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Qdrant.Tests;

/// <summary>Doubles and indexes of one test, gone with it.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly List<QdrantDouble> doubles = [];
    private readonly List<QdrantIndex> indexes = [];

    public async Task<QdrantDouble> StartAsync(QdrantDouble? made = null)
    {
        var started = await QdrantDouble.StartAsync(made);
        doubles.Add(started);
        return started;
    }

    public QdrantIndex Index(QdrantOptions options, TimeProvider? time = null)
    {
        var index = new QdrantIndex(options, null, time);
        indexes.Add(index);
        return index;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var index in indexes)
            index.Dispose();
        foreach (var one in doubles)
            await one.DisposeAsync();
    }
}

/// <summary>A real server, if the environment names one. Every index has an alias of its own, and its collections are dropped at the end.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly List<(QdrantIndex Index, string Alias)> served = [];

    public static Uri Required()
    {
        if (Environment.GetEnvironmentVariable("MEMHELP_TEST_QDRANT_URL") is { Length: > 0 } url)
            return new Uri(url);
        Assert.Skip("MEMHELP_TEST_QDRANT_URL names no Qdrant server");
        return null!;
    }

    public async Task<ICaseIndex> ServingAsync(CaseGeneration generation)
    {
        var options = Options($"memhelp-test-{Guid.NewGuid():N}");
        var index = new QdrantIndex(options);
        served.Add((index, options.Alias));
        await index.PublishAsync(generation, TestContext.Current.CancellationToken);
        return index;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (index, alias) in served)
        {
            index.Dispose();
            await DropAsync(alias);
        }
    }

    private static QdrantOptions Options(string alias) => new()
    {
        Url = Required(),
        ApiKey = Environment.GetEnvironmentVariable("MEMHELP_TEST_QDRANT_API_KEY") is { Length: > 0 } key ? key : null,
        Alias = alias,
        QueryDeadline = TimeSpan.FromSeconds(20),
    };

    private static async Task DropAsync(string alias)
    {
        var options = Options(alias);
        using var http = new HttpClient { BaseAddress = new Uri(options.Url.AbsoluteUri.TrimEnd('/') + "/") };
        if (options.ApiKey is { } key)
            http.DefaultRequestHeaders.Add("api-key", key);
        var all = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(new Uri("collections", UriKind.Relative)))!;
        foreach (var name in all["result"]!["collections"]!.AsArray().Select(c => (string)c!["name"]!).Where(n => n.StartsWith(alias + "-", StringComparison.Ordinal)))
            await http.DeleteAsync(new Uri("collections/" + name, UriKind.Relative));
    }
}
