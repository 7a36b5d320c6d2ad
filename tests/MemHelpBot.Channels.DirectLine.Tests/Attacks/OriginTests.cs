using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.DirectLine.Tests.Doubles;

namespace MemHelpBot.Channels.DirectLine.Tests.Attacks;

/// <summary>Only pages of the sites that are set may talk to the bot.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("https://attacker.example")]
    [InlineData("http://www.example.org")]
    [InlineData("https://www.example.org:8443")]
    [InlineData("https://www.example.org.attacker.example")]
    [InlineData("https://sub.www.example.org")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_is_refused_and_gets_no_leave_to_read(string origin)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post, HttpMethod.Options])
        {
            var (response, _) = await bot.SendAsync(method, $"{session.Path}/activities", session.Token, method == HttpMethod.Post ? Session.Message("x") : null, origin);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        }

        var (_, started) = await session.StartAsync();
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ClientStream.OpenAsync(new Uri((string)started["streamUrl"]!), origin));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, bot.Product.Turns);
    }

    [Fact]
    public async Task A_page_of_the_site_may_ask_first_and_then_talk()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        var (preflight, _) = await bot.SendAsync(HttpMethod.Options, $"{session.Path}/activities", null, (JsonObject?)null, RunningBot.Site);
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(RunningBot.Site, preflight.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("x-ms-bot-agent", preflight.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));
        var (response, _) = await bot.SendAsync(HttpMethod.Get, $"{session.Path}/activities", session.Token, (JsonObject?)null, RunningBot.Site);
        Assert.Equal((HttpStatusCode.OK, RunningBot.Site), (response.StatusCode, response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Contains("Origin", response.Headers.Vary);
        var (_, started) = await session.StartAsync();
        await using var stream = await ClientStream.OpenAsync(new Uri((string)started["streamUrl"]!), RunningBot.Site);
        Assert.NotNull(await stream.NextAsync());
    }

    [Fact]
    public async Task A_token_for_one_page_is_not_good_on_another_of_the_site()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync(new JsonObject { ["trustedOrigins"] = new JsonArray(RunningBot.Site) });
        Assert.Equal(HttpStatusCode.OK, (await bot.SendAsync(HttpMethod.Get, session.Path, session.Token, (JsonObject?)null, RunningBot.Site)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.SendAsync(HttpMethod.Get, session.Path, session.Token, (JsonObject?)null, "https://help.example.org")).Response.StatusCode);
        var (response, _) = await bot.SendAsync(HttpMethod.Post, "tokens/generate", RunningBot.Secret, new JsonObject { ["trustedOrigins"] = new JsonArray("https://attacker.example") });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
