using System.Net;
using System.Text;
using MemHelpBot.Host.Tests.Doubles;

namespace MemHelpBot.Host.Tests.Api;

public sealed class SecurityTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/app.js")]
    [InlineData("/picture.css")]
    [InlineData("/healthz")]
    [InlineData("/nothing-here")]
    public async Task Every_answer_carries_the_headers(string path)
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        using var reply = await host.Client.GetAsync(path, Stop);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Header(reply, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(reply, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(reply, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(reply, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(reply, "Cross-Origin-Resource-Policy"));
        Assert.Equal("require-corp", Header(reply, "Cross-Origin-Embedder-Policy"));
        Assert.False(reply.Headers.Contains("Server"));
    }

    [Fact]
    public async Task The_page_asks_nothing_of_another_host_and_has_nothing_inline()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        var page = await host.Client.GetStringAsync("/", Stop);
        Assert.DoesNotContain("//", page.Replace("<!doctype html>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("help.example.org", 200)]
    [InlineData("attacker.example", 421)]
    [InlineData("localhost.attacker.example", 421)]
    public async Task A_name_that_is_not_ours_is_refused(string name, int status)
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct(), "--MemHelp:AllowedHosts=help.example.org");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = $"{name}:{host.Address.Port}";
        using var reply = await host.Client.SendAsync(request, Stop);
        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://attacker.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://127.0.0.1:1", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Origin", "OWN", 200)]
    public async Task Another_site_cannot_drive_the_service(string header, string value, int status)
    {
        var product = new FakeProduct();
        await using var host = await RunningHost.StartAsync(product);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/diagnose") { Content = new StringContent("x", Encoding.UTF8, "text/plain") };
        request.Headers.Add(header, value == "OWN" ? host.Address.GetLeftPart(UriPartial.Authority) : value);
        using var reply = await host.Client.SendAsync(request, Stop);
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, product.Assistant.Turns.Count);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    public async Task What_a_proxy_of_this_machine_passes_on_is_refused_until_somebody_says_who_may_ask(string header, string value)
    {
        var product = new FakeProduct();
        await using (var host = await RunningHost.StartAsync(product))
        {
            var (status, body) = await AskAsync(host);
            Assert.Equal((HttpStatusCode.Forbidden, "passed-on"), (status, body.Code()));
            Assert.Empty(product.Assistant.Turns);
            Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/healthz", Stop)).StatusCode);
        }

        foreach (var setting in (string[])["--MemHelp:AllowedHosts=help.example.org", "--MemHelp:Api:Open=true", "--MemHelp:Api:Keys:ada=ada-key-0123456789abcdef"])
        {
            await using var host = await RunningHost.StartAsync(product, setting);
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(host)).Status);
        }

        Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> AskAsync(RunningHost host) =>
            host.Client.AskAsync(HttpMethod.Post, "/api/diagnose", """{"text":"x"}""", (header, value), ("X-Api-Key", "ada-key-0123456789abcdef"));
    }

    [Fact]
    public async Task A_page_file_is_sent_once_and_then_only_confirmed()
    {
        await using var host = await RunningHost.StartAsync(new FakeProduct());
        using var first = await host.Client.GetAsync("/app.js", Stop);
        Assert.Equal("text/javascript; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/app.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await host.Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    private static string Header(HttpResponseMessage reply, string name) => reply.Headers.GetValues(name).Single();
}
