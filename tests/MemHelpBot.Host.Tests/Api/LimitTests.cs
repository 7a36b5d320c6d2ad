using System.Net;
using System.Net.Sockets;
using System.Text;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

/// <summary>Nobody uses up another's share, and nobody holds a connection by being slow.</summary>
public sealed class LimitTests
{
    private const string Ada = "ada-key-0123456789abcdef";
    private const string Bob = "bob-key-0123456789abcdef";
    private static readonly string[] Keys = [$"--MemHelp:Api:Keys:ada={Ada}", $"--MemHelp:Api:Keys:bob={Bob}"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_beyond_a_share_are_told_when_to_come_again_and_another_key_has_its_own()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), [.. Keys, "--MemHelp:Api:RequestsPerMinute=1"]);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Ada)).Status);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/key") { Headers = { { "X-Api-Key", Ada } } };
        using var reply = await host.Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.InRange(reply.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("\"too-many\"", await reply.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        // Who guesses keys has the share of the address, not that of a key.
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("guess-1-0123456789abcdef")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync("guess-2-0123456789abcdef")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Bob)).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/healthz", Stop)).StatusCode);

        Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> AskAsync(string key) => host.Client.AskAsync(HttpMethod.Get, "/api/key", null, ("X-Api-Key", key));
    }

    [Fact]
    public async Task Turns_at_once_beyond_a_share_are_refused_and_the_share_comes_back()
    {
        var product = new FakeProduct();
        var gate = new TaskCompletionSource();
        product.Assistant.Before = _ => gate.Task;
        await using var host = await RunningHost.StartAsync(product, [.. Keys, "--MemHelp:Api:TurnsAtOnce=2"]);
        var held = Enumerable.Range(0, 2).Select(_ => DiagnoseAsync(Ada)).ToList();
        while (product.Assistant.Turns.Count < 2)
            await Task.Delay(5, Stop);
        var (status, body) = await DiagnoseAsync(Ada);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-at-once"), (status, body.Code()));
        var other = DiagnoseAsync(Bob);
        gate.SetResult();
        Assert.All(await Task.WhenAll([.. held, other]), r => Assert.Equal(HttpStatusCode.OK, r.Status));
        Assert.Equal(HttpStatusCode.OK, (await DiagnoseAsync(Ada)).Status);

        Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> DiagnoseAsync(string key) => host.Client.AskAsync(HttpMethod.Post, "/api/diagnose", """{"text":"x"}""", ("X-Api-Key", key));
    }

    [Fact]
    public async Task This_machine_alone_is_not_limited_until_a_limit_is_set()
    {
        await using (var host = await RunningHost.StartAsync(new FakeProduct()))
        {
            for (var i = 0; i < 2 * ApiSettings.UsualRequestsPerMinute; i++)
                Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/api/key", Stop)).StatusCode);
        }

        await using (var host = await RunningHost.StartAsync(new FakeProduct(), "--MemHelp:Api:RequestsPerMinute=1"))
        {
            Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/api/key", Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await host.Client.GetAsync("/api/key", Stop)).StatusCode);
        }
    }

    [Fact]
    public async Task Who_comes_through_a_proxy_of_this_machine_is_limited()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), "--MemHelp:Api:Open=true");
        var refused = 0;
        for (var i = 0; i < 2 * ApiSettings.UsualRequestsPerMinute && refused == 0; i++)
            refused += (await host.Client.AskAsync(HttpMethod.Get, "/api/key", null, ("X-Forwarded-For", "203.0.113.7"))).Status == HttpStatusCode.TooManyRequests ? 1 : 0;
        Assert.Equal(1, refused);
    }

    [Fact]
    public async Task Headers_that_trickle_in_are_cut_off()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), "--MemHelp:Api:HeaderSeconds=1");
        using var slow = await ConnectAsync(host, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-One: 1\r\n");
        // Nothing more is sent: the server ends it, which a read to the end proves.
        Assert.DoesNotContain("200 OK", await ReadToEndAsync(slow), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/healthz", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("text/plain", "HTTP/1.1 408")]
    [InlineData("application/json", "HTTP/1.1 408")]
    [InlineData("multipart/form-data; boundary=b", "")] // the framework's reader of forms cuts the connection off itself
    public async Task A_body_that_trickles_in_is_refused(string type, string begins)
    {
        var product = new FakeProduct();
        await using var host = await RunningHost.StartAsync(product, "--MemHelp:Api:BodySeconds=1");
        using var slow = await ConnectAsync(host, $"POST /api/diagnose HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: 5000\r\n\r\n{{");
        var told = await ReadToEndAsync(slow);
        Assert.StartsWith(begins, told, StringComparison.Ordinal);
        Assert.DoesNotContain("200 OK", told, StringComparison.Ordinal);
        Assert.Empty(product.Assistant.Turns);
    }

    [Fact]
    public async Task Headers_and_small_bodies_that_are_too_large_are_refused()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Add("X-Long", new string('x', 17 * 1024));
        using var reply = await host.Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, reply.StatusCode);
        var id = await host.Client.BeginAsync();
        var (status, body) = await host.Client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/feedback", $$"""{"helpful":true,"reason":"{{new string('x', 20_000)}}"}""");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (status, body.Code()));
    }

    private static async Task<TcpClient> ConnectAsync(RunningHost host, string begin)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port, Stop);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(begin), Stop);
        return client;
    }

    private static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream());
        try
        {
            return await reader.ReadToEndAsync(Stop);
        }
        catch (IOException)
        {
            return ""; // Cut off without a word.
        }
    }
}
