using System.Net;
using System.Text;
using MemHelpBot.Channels.Slack.Intake;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>Who may speak to the HTTP addresses: only Slack, only lately, only so much.</summary>
public sealed class SignatureTests
{
    private const string Hello = """{"type":"url_verification","challenge":"c-42"}""";

    [Fact]
    public void The_signature_is_the_one_of_the_documented_scheme()
    {
        // Computed with: printf 'v0:1700000000:{"a":1}' | openssl dgst -sha256 -hmac k
        var signature = new SlackSignature("k", new StandingClock(1700000000));
        Assert.Equal("509df9cd2ff84fa1c17aafdb3b60e9d84db059d5b02510bf261300f1c95cb0c3", Convert.ToHexStringLower(signature.Of("1700000000", "{\"a\":1}"u8)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(299, true)]
    [InlineData(-299, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void It_holds_for_five_minutes(int age, bool holds)
    {
        var signature = new SlackSignature("k", new StandingClock(1700000000 + age));
        Assert.Equal(holds, signature.Holds("1700000000", "v0=" + Convert.ToHexStringLower(signature.Of("1700000000", "x"u8)), "x"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("v1=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("v0=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("v0=zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("v0=00")]
    public void What_is_no_signature_does_not_hold(string given) =>
        Assert.False(new SlackSignature("k", new StandingClock(1700000000)).Holds("1700000000", given, "x"u8));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("253402300800")]
    [InlineData("1e9")]
    public void What_is_no_time_does_not_hold(string timestamp)
    {
        var signature = new SlackSignature("k", new StandingClock(1700000000));
        Assert.False(signature.Holds(timestamp, "v0=" + Convert.ToHexStringLower(signature.Of(timestamp, "x"u8)), "x"u8));
    }

    [Fact]
    public async Task A_signed_request_is_verified_and_answered_with_its_challenge()
    {
        await using var workspace = await Workspace.OpenAsync();
        var answer = await workspace.PostAsync("/slack/events", Hello);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("c-42", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/slack/events")]
    [InlineData("/slack/interactions")]
    [InlineData("/slack/commands")]
    public async Task Forged_and_expired_requests_are_refused_unread(string path)
    {
        await using var workspace = await Workspace.OpenAsync();
        HttpResponseMessage[] refused =
        [
            await workspace.PostAsync(path, Hello, secret: "another secret"),
            await workspace.PostAsync(path, Hello, at: DateTimeOffset.UtcNow.AddMinutes(-6)),
            await workspace.PostAsync(path, Hello, at: DateTimeOffset.UtcNow.AddMinutes(6)),
            await workspace.SendAsync(path, Encoding.UTF8.GetBytes(Hello), "application/json", "", ""),
            await workspace.SendAsync(path, Encoding.UTF8.GetBytes(Hello + " "), "application/json", Stamp(), SignedFor(Hello)),
        ];
        Assert.All(refused, r => Assert.Equal(HttpStatusCode.Unauthorized, r.StatusCode));
        Assert.All(refused, r => Assert.Equal(["1"], r.Headers.GetValues("X-Slack-No-Retry")));
        Assert.DoesNotContain(workspace.Slack.Calls, c => c.Method != "auth.test");
        Assert.Empty(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task A_request_with_a_body_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var workspace = await Workspace.OpenAsync();
        // Only its length is sent, and the answer comes all the same.
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(workspace.Http.BaseAddress!.Host, workspace.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        var stream = tcp.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"POST /slack/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: {(1 << 20) + 1}\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 413", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_not_awaited()
    {
        await using var workspace = await Workspace.OpenAsync();
        using var tcp = new System.Net.Sockets.TcpClient();
        await tcp.ConnectAsync(workspace.Http.BaseAddress!.Host, workspace.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        var stream = tcp.GetStream();
        await stream.WriteAsync("POST /slack/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 408", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // The next time it may come in time.
        for (string? line; (line = await reader.ReadLineAsync(TestContext.Current.CancellationToken)) is { Length: > 0 };)
            Assert.DoesNotContain("No-Retry", line, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/slack/events", "not json", HttpStatusCode.BadRequest)]
    [InlineData("/slack/events", "[1,2]", HttpStatusCode.BadRequest)]
    [InlineData("/slack/events", "{}", HttpStatusCode.OK)]
    [InlineData("/slack/events", """{"type":"event_callback","event_id":"E1","event":17}""", HttpStatusCode.OK)]
    [InlineData("/slack/interactions", "payload=%7B", HttpStatusCode.BadRequest)]
    [InlineData("/slack/interactions", "nothing", HttpStatusCode.BadRequest)]
    [InlineData("/slack/commands", "%%%", HttpStatusCode.OK)]
    public async Task What_is_signed_but_makes_no_sense_does_no_harm(string path, string body, HttpStatusCode expected)
    {
        await using var workspace = await Workspace.OpenAsync();
        Assert.Equal(expected, (await workspace.PostAsync(path, body, "application/x-www-form-urlencoded")).StatusCode);
        Assert.Empty(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task Json_nested_without_end_is_refused()
    {
        await using var workspace = await Workspace.OpenAsync();
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        Assert.Equal(HttpStatusCode.BadRequest, (await workspace.PostAsync("/slack/events", deep)).StatusCode);
    }

    private static string Stamp() => DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string SignedFor(string body) => "v0=" + Convert.ToHexStringLower(new SlackSignature(Workspace.Secret, TimeProvider.System).Of(Stamp(), Encoding.UTF8.GetBytes(body)));

    private sealed class StandingClock(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
