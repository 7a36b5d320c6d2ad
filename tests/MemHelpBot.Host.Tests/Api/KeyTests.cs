using System.Net;
using System.Security.Cryptography;
using System.Text;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

public sealed class KeyTests
{
    private const string Ada = "ada-key-0123456789abcdef";
    private const string Bob = "bob-key-0123456789abcdef";

    private static readonly string[] Keys =
        [$"--MemHelp:Api:Keys:ada={Ada}", $"--MemHelp:Api:Keys:bob=sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Bob)))}"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Addresses => new()
    {
        { "POST", "/api/diagnose" },
        { "POST", "/api/conversations" },
        { "GET", "/api/conversations/ID" },
        { "DELETE", "/api/conversations/ID" },
        { "POST", "/api/conversations/ID/messages" },
        { "DELETE", "/api/conversations/ID/messages/m1" },
        { "POST", "/api/conversations/ID/feedback" },
        { "GET", "/api/conversations/ID/answers/a1" },
        { "GET", "/api/conversations/ID/report" },
        { "POST", "/api/conversations/ID/report-links" },
        { "GET", "/api/conversations/ID/report-links" },
        { "DELETE", "/api/conversations/ID/report-links/l1" },
        { "GET", "/api/key" },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Once_a_key_is_set_every_address_of_the_API_wants_one(string method, string path)
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), Keys);
        path = path.Replace("ID", new string('a', 32), StringComparison.Ordinal);
        (string, string)[][] wrong = [[], [("Authorization", "Bearer wrong-key-0123456789abcdef")], [("X-Api-Key", Ada + "x")], [("X-Api-Key", "ada")], [("Authorization", $"Basic {Ada}")], [("Authorization", "Bearer ")]];
        foreach (var headers in wrong)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            using var reply = await host.Client.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
            Assert.Equal("Bearer", Assert.Single(reply.Headers.WwwAuthenticate).Scheme);
            Assert.Contains("\"key-", await reply.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_address_of_the_API_stands_in_the_list_of_those_that_want_a_key()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var real = host.Routes().Where(r => r.Path.StartsWith("/api/", StringComparison.Ordinal) && r.Path != "/api/openapi.json").Select(r => $"{r.Method} {r.Path}");
        var listed = Addresses.Select(a => a.Data).Select(a => $"{a.Item1} {a.Item2}".Replace("ID", "{id}", StringComparison.Ordinal)
            .Replace("/m1", "/{message}", StringComparison.Ordinal).Replace("/a1", "/{answer}", StringComparison.Ordinal).Replace("/l1", "/{link}", StringComparison.Ordinal));
        Assert.Equal(listed.Order(StringComparer.Ordinal), real.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + Ada, "ada")]
    [InlineData("Authorization", "bearer " + Ada, "ada")]
    [InlineData("X-Api-Key", Ada, "ada")]
    [InlineData("X-Api-Key", Bob, "bob")]
    public async Task A_right_key_is_known_by_its_name(string header, string value, string name)
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), Keys);
        var (status, body) = await host.Client.AskAsync(HttpMethod.Get, "/api/key", null, (header, value));
        Assert.Equal((HttpStatusCode.OK, name), (status, body.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Another_key_reads_writes_shares_and_forgets_nothing_of_a_conversation()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), Keys);
        var (ada, bob) = (("X-Api-Key", Ada), ("X-Api-Key", Bob));
        var id = await host.Client.BeginAsync(ada);
        await host.Client.SayAsync(id, "mine", ada);
        foreach (var (method, path, body) in ((HttpMethod, string, string?)[])[
            (HttpMethod.Get, "", null), (HttpMethod.Post, "/messages", """{"text":"x"}"""), (HttpMethod.Get, "/report", null), (HttpMethod.Post, "/feedback", """{"helpful":true}"""),
            (HttpMethod.Post, "/report-links", "{}"), (HttpMethod.Get, "/report-links", null), (HttpMethod.Delete, "", null)])
        {
            var (status, told) = await host.Client.AskAsync(method, $"/api/conversations/{id}{path}", body, bob);
            Assert.Equal((HttpStatusCode.NotFound, "not-found"), (status, told.Code()));
        }

        Assert.Equal(HttpStatusCode.OK, (await host.Client.AskAsync(HttpMethod.Get, $"/api/conversations/{id}", null, ada)).Status);
    }

    [Fact]
    public async Task The_page_and_the_health_of_the_service_need_no_key()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), Keys);
        foreach (var path in (string[])["/", "/app.js", "/healthz", "/readyz"])
            Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(path, Stop)).StatusCode);
        Assert.Contains("keyNeeded = true", await host.Client.GetStringAsync("/limits.js", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_keys_none_is_needed_from_this_machine()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var (status, body) = await host.Client.AskAsync(HttpMethod.Get, "/api/key");
        Assert.Equal((HttpStatusCode.OK, null), (status, body.GetProperty("name").GetString()));
        Assert.Contains("keyNeeded = false", await host.Client.GetStringAsync("/limits.js", Stop), StringComparison.Ordinal);
    }
}
