using System.Net;
using MemHelpBot.Cases.Qdrant.Tests.Double;
using MemHelpBot.Cases.Store;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Qdrant.Tests;

public sealed class QdrantClientTests : IAsyncDisposable
{
    private readonly Servers servers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        var (server, index) = await ServingAsync();
        server.FailNext(status);
        server.FailNext(status, retryAfter: "0");
        var before = server.Said.Count;

        Assert.NotNull(await index.GetAsync("a", Token));

        Assert.Equal(before + 1, server.Said.Count(e => e.Status == 200));
        Assert.Equal([status, status, 200], server.Said.Skip(before).Select(e => e.Status));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(500)]
    public async Task What_will_not_pass_is_told_at_once_with_what_the_server_said(int status)
    {
        var (server, index) = await ServingAsync();
        server.FailNext(status);
        var before = server.Said.Count;

        var thrown = await Assert.ThrowsAsync<CaseStoreUnavailableException>(async () => await index.GetAsync("a", Token));

        Assert.Contains($"answered {status}: told to fail", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(before + 1, server.Said.Count);
    }

    [Fact]
    public async Task A_slow_server_is_given_up_at_the_deadline_and_a_caller_may_leave_before()
    {
        var (server, index) = await ServingAsync(new QdrantOptions { Url = new Uri("http://unset"), QueryDeadline = TimeSpan.FromMilliseconds(200) });
        var gone = new TaskCompletionSource();
        server.Slow = token => gone.Task.WaitAsync(token);

        var late = await Assert.ThrowsAsync<CaseStoreUnavailableException>(async () => await index.GetAsync("a", Token));
        Assert.Contains("did not answer within 0.2 s", late.Message, StringComparison.Ordinal);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var asking = index.GetAsync("a", left.Token).AsTask();
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        gone.SetResult();
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_such_and_a_right_one_is_sent()
    {
        var server = await servers.StartAsync(new QdrantDouble { ApiKey = "right" });
        using var wrong = new QdrantIndex(new QdrantOptions { Url = server.Url, ApiKey = "wrong" });
        using var right = new QdrantIndex(new QdrantOptions { Url = server.Url, ApiKey = "right" });

        var refused = await Assert.ThrowsAsync<CaseStoreUnavailableException>(async () => await wrong.IdentityAsync(Token));

        Assert.Contains("Qdrant:ApiKey", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
        Assert.Null(await right.IdentityAsync(Token));
    }

    [Theory]
    [InlineData("<html>proxy</html>", HttpStatusCode.OK)]
    [InlineData("{\"result\": {\"points\": 7}}", HttpStatusCode.OK)]
    [InlineData("null", HttpStatusCode.OK)]
    [InlineData("<html>proxy</html>", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.Found)]
    public async Task What_is_no_answer_of_Qdrant_is_no_empty_list(string body, HttpStatusCode status)
    {
        using var index = new QdrantIndex(new QdrantOptions { Url = new Uri("http://somewhere:6333"), ApiKey = "k" }, new Always(status, body));

        await Assert.ThrowsAsync<CaseStoreUnavailableException>(async () => await index.GetAsync("a", Token));
    }

    [Fact]
    public async Task Nothing_published_says_how_to_mend_it()
    {
        var server = await servers.StartAsync();
        var index = servers.Index(new QdrantOptions { Url = server.Url });
        var thrown = await Assert.ThrowsAsync<CaseStoreUnavailableException>(
            async () => await new HybridCaseStore(Generation(Document("a", "memory")), index).FindAsync(new CaseQuery { Text = "memory" }, Token));

        Assert.Contains("memhelp store publish", thrown.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => servers.DisposeAsync();

    private async Task<(QdrantDouble Server, QdrantIndex Index)> ServingAsync(QdrantOptions? options = null)
    {
        var server = await servers.StartAsync();
        var index = servers.Index((options ?? new QdrantOptions { Url = server.Url }) with { Url = server.Url });
        await index.PublishAsync(Generation(Document("a", "memory")), Token);
        return (server, index);
    }

    private sealed class Always(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }
}
