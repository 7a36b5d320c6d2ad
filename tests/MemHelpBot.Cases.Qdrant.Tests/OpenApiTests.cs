using System.Text.Json.Nodes;
using MemHelpBot.Cases.Store;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Qdrant.Tests;

/// <summary>What we send, and what the double answers, against Qdrant's own description of its interface.</summary>
public sealed class OpenApiTests : IAsyncDisposable
{
    private readonly Servers servers = new();

    [Fact]
    public async Task Every_request_and_reply_is_as_the_description_says()
    {
        var api = new OpenApi(Description());
        var token = TestContext.Current.CancellationToken;
        var server = await servers.StartAsync();
        var index = servers.Index(new QdrantOptions
        {
            Url = server.Url,
            Shards = 2,
            Replicas = 1,
            WriteConsistency = 1,
            Quantisation = QdrantQuantisation.Scalar,
            OnDisk = true,
            QueryDeadline = TimeSpan.FromSeconds(30),
        });
        var binary = servers.Index(new QdrantOptions { Url = server.Url, Alias = "bits", Quantisation = QdrantQuantisation.Binary, Exact = true });
        var first = Generation([.. Enumerable.Range(0, 150).Select(i => Document($"a-{i}", "page allocation failure", causes: ["limit"]))]);
        var store = new HybridCaseStore(first, index);
        await index.PublishAsync(first, token);
        await binary.PublishAsync(first, token);
        await store.FindAsync(new CaseQuery { Text = "allocation failure", Causes = ["limit"], Filter = new CaseFilter { Languages = ["en"], Trust = ["forum"] }, Limit = 50 }, token);
        await new HybridCaseStore(first, binary).FindAsync(new CaseQuery { Text = "allocation" }, token);
        await index.GetAsync("a-1", token);
        await index.GetAsync("absent", token);
        await index.RemoveAsync(["a-1"], token);
        await index.PublishAsync(Generation(Document("b", "other")), token);
        await index.PublishAsync(Generation(Document("c", "third")), token);
        await index.RollBackAsync(token);

        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var exchange in server.Said)
        {
            addresses.Add(api.Check(exchange.Method, exchange.Path, exchange.Request, exchange.Status, exchange.Reply));
        }

        Assert.Equal(
            [
                "DELETE /collections/{collection_name}", "GET /", "GET /aliases", "GET /collections", "GET /collections/{collection_name}", "GET /collections/{collection_name}/exists",
                "PATCH /collections/{collection_name}", "POST /collections/aliases", "POST /collections/{collection_name}/points/count", "POST /collections/{collection_name}/points/delete",
                "POST /collections/{collection_name}/points/query/batch", "POST /collections/{collection_name}/points/scroll", "PUT /collections/{collection_name}",
                "PUT /collections/{collection_name}/index", "PUT /collections/{collection_name}/points",
            ],
            addresses.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_check_itself_refuses_what_the_description_does_not_know()
    {
        var api = new OpenApi(Description());

        Assert.Throws<InvalidOperationException>(() => api.Check("POST", "collections/a/points/count", """{"exakt":true}""", 200, ""));
        Assert.Throws<InvalidOperationException>(() => api.Check("POST", "collections/a/points/count", """{"exact":"yes"}""", 200, ""));
        Assert.Throws<InvalidOperationException>(() => api.Check("PUT", "collections/a/index", """{"field_name":"a","field_schema":"word"}""", 200, ""));
        Assert.Throws<InvalidOperationException>(() => api.Check("PUT", "collections/a/nothing", "{}", 200, ""));
        api.Check("POST", "collections/a/points/count", """{"exact":true}""", 200, """{"result":{"count":3},"status":"ok","time":0.1}""");
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();

    private static JsonObject Description()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "reference", "qdrant-openapi.json");
            if (File.Exists(file))
                return JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        }

        Assert.Skip("Qdrant's OpenAPI description (../shared/reference/qdrant-openapi.json beside the checkout) is not there");
        return null!;
    }
}
