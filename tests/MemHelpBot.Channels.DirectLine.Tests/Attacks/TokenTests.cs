using System.Buffers.Text;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.DirectLine.Security;
using MemHelpBot.Channels.DirectLine.Tests.Doubles;

namespace MemHelpBot.Channels.DirectLine.Tests.Attacks;

/// <summary>Nobody gets in without a token, or further than its conversation with one.</summary>
public sealed class TokenTests
{
    private static readonly Dictionary<string, (int Status, Func<RunningBot, Session, string?> Bearer)> Wrong = new(StringComparer.Ordinal)
    {
        ["none"] = (401, (_, _) => null),
        ["empty"] = (403, (_, _) => "x"),
        ["not a JWT"] = (403, (_, _) => "a.b"),
        ["no signature"] = (403, (_, s) => s.Token[..(s.Token.LastIndexOf('.') + 1)]),
        ["signature cut"] = (403, (_, s) => s.Token[..^4]),
        ["alg none"] = (403, (_, s) => $"{Part("""{"alg":"none","typ":"JWT"}""")}.{s.Token.Split('.')[1]}."),
        ["another header"] = (403, (_, s) => $"{Part("""{"typ":"JWT","alg":"HS256"}""")}.{s.Token.Split('.')[1]}.{s.Token.Split('.')[2]}"),
        ["another secret"] = (403, (b, s) => Forged(b, s, "s0me-0ther-secret-abcdefghijklmnopqrstuvwxyz")),
        ["the secret as key"] = (403, (_, s) => SignedWith(s, Encoding.UTF8.GetBytes(RunningBot.Secret))),
        ["another user"] = (403, (_, s) => Changed(s, c => c["user"] = "dl_root")),
        ["longer life"] = (403, (_, s) => Changed(s, c => c["exp"] = 4102444800)),
        ["too long"] = (403, (_, s) => s.Token + new string('A', 5000)),
        ["a ticket of the stream"] = (403, (b, s) => b.Get<TokenMint>().Ticket(new TokenClaims(s.Id, default))),
        ["almost the secret"] = (403, (_, _) => RunningBot.Secret[..^1] + "X"),
    };

    public static TheoryData<string> Names => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_wrong_token_opens_nothing(string name)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        var (status, make) = Wrong[name];
        var bearer = make(bot, session);
        foreach (var (method, path) in Calls(session.Id))
        {
            var (response, body) = await bot.SendAsync(method, path, bearer, method == HttpMethod.Post ? Session.Message("x") : null);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.NotEmpty((string)body["error"]!["code"]!);
            Assert.DoesNotContain(RunningBot.Secret, body.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_ends_and_cannot_be_renewed_then()
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        bot.Clock.Shift = TimeSpan.FromMinutes(31);
        foreach (var (method, path) in Calls(session.Id).Where(c => !c.Path.EndsWith("generate", StringComparison.Ordinal)))
        {
            var (response, body) = await bot.SendAsync(method, path, session.Token, method == HttpMethod.Post ? Session.Message("x") : null);
            Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (response.StatusCode, (string?)body["error"]!["code"]));
        }
    }

    [Fact]
    public async Task A_token_of_another_conversation_reads_writes_and_streams_nothing()
    {
        await using var bot = await RunningBot.StartAsync();
        var (mine, theirs) = (await bot.BeginAsync(), await bot.BeginAsync());
        await theirs.SayAsync(RunningBot.Fixture("002-memhog.log"));
        var (_, mark) = await theirs.AnswersAsync(1);
        foreach (var path in (string[])[$"{theirs.Path}/activities?watermark={mark}", theirs.Path, $"{theirs.Path}/activities"])
            Assert.Equal(HttpStatusCode.Forbidden, (await bot.SendAsync(HttpMethod.Get, path, mine.Token)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.SendAsync(HttpMethod.Post, $"{theirs.Path}/activities", mine.Token, Session.Message("x"))).Response.StatusCode);
        // Their watermark in my conversation shows mine only.
        Assert.DoesNotContain("memhog", string.Concat((await mine.PollAsync(mark)).Activities.Select(a => a.ToJsonString())), StringComparison.Ordinal);
        var ticket = bot.Get<TokenMint>().Ticket(new TokenClaims(mine.Id, default));
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ClientStream.OpenAsync(new Uri($"ws://{bot.Address.Authority}/v3/directline/{theirs.Path}/stream?t={ticket}")));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?t=")]
    [InlineData("?t=TOKEN")]
    [InlineData("?t=OLD")]
    public async Task A_stream_opens_only_with_a_fresh_ticket(string query)
    {
        await using var bot = await RunningBot.StartAsync();
        var session = await bot.BeginAsync();
        var old = bot.Get<TokenMint>().Ticket(new TokenClaims(session.Id, default));
        bot.Clock.Shift = TokenMint.TicketLife + TimeSpan.FromSeconds(1);
        var address = new Uri($"ws://{bot.Address.Authority}/v3/directline/{session.Path}/stream{query.Replace("TOKEN", session.Token, StringComparison.Ordinal).Replace("OLD", old, StringComparison.Ordinal)}");
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ClientStream.OpenAsync(address));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_is_refused_from_a_browser_and_a_token_generates_none()
    {
        await using var bot = await RunningBot.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.SendAsync(HttpMethod.Post, "tokens/generate", RunningBot.Secret, [], RunningBot.Site)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.SendAsync(HttpMethod.Post, "tokens/generate", (await bot.BeginAsync()).Token, [])).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await bot.SendAsync(HttpMethod.Post, "tokens/refresh", RunningBot.Secret, [])).Response.StatusCode);
    }

    [Fact]
    public async Task The_person_of_a_token_cannot_be_another_and_a_reserved_name_needs_a_token()
    {
        await using var bot = await RunningBot.StartAsync();
        var bound = await bot.BeginAsync(new JsonObject { ["user"] = new JsonObject { ["id"] = "dl_anna-1" } });
        await bound.SayAsync("what does overcommit mean?");
        Assert.Equal("dl_anna-1", (string?)(await bound.AnswersAsync(1)).Activities[1]["from"]!["id"]);
        var free = await bot.BeginAsync();
        var forged = Session.Message("x");
        forged["from"]!["id"] = "dl_anna-1";
        Assert.Equal(HttpStatusCode.BadRequest, (await free.PostAsync(forged)).Response.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await bot.SendAsync(HttpMethod.Post, "conversations", free.Token, new JsonObject { ["user"] = new JsonObject { ["id"] = "dl_anna-1" } })).Response.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await bot.SendAsync(HttpMethod.Post, "tokens/generate", RunningBot.Secret, new JsonObject { ["user"] = new JsonObject { ["id"] = "anna" } })).Response.StatusCode);
    }

    [Fact]
    public async Task While_the_secret_is_changed_both_are_good_and_afterwards_only_the_new_one()
    {
        const string next = "th3-n3xt-secret-abcdefghijklmnopqrstuvwxyz";
        await using var before = await RunningBot.StartAsync();
        var session = await before.BeginAsync();
        await using var during = await RunningBot.StartAsync(RunningBot.Settings with { Secret = next, OldSecret = RunningBot.Secret });
        Assert.True((await session.With(during).StartAsync()).Response.IsSuccessStatusCode);
        Assert.True((await during.SendAsync(HttpMethod.Post, "tokens/generate", RunningBot.Secret, [])).Response.IsSuccessStatusCode);
        await using var after = await RunningBot.StartAsync(RunningBot.Settings with { Secret = next });
        Assert.Equal(HttpStatusCode.Forbidden, (await session.With(after).StartAsync()).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await after.SendAsync(HttpMethod.Post, "tokens/generate", RunningBot.Secret, [])).Response.StatusCode);
    }

    private static IEnumerable<(HttpMethod Method, string Path)> Calls(string id) =>
    [
        (HttpMethod.Post, "tokens/generate"), (HttpMethod.Post, "tokens/refresh"), (HttpMethod.Post, "conversations"), (HttpMethod.Get, $"conversations/{id}"),
        (HttpMethod.Get, $"conversations/{id}/activities"), (HttpMethod.Post, $"conversations/{id}/activities"), (HttpMethod.Post, $"conversations/{id}/upload"),
    ];

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Forged(RunningBot bot, Session session, string secret) =>
        new TokenMint(RunningBot.Settings with { Secret = secret }, bot.Clock).Token(new TokenClaims(session.Id, default));

    private static string SignedWith(Session session, byte[] key)
    {
        var body = session.Token[..session.Token.LastIndexOf('.')];
        return $"{body}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(body)))}";
    }

    private static string Changed(Session session, Action<JsonObject> change)
    {
        var parts = session.Token.Split('.');
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!.AsObject();
        change(claims);
        return $"{parts[0]}.{Part(claims.ToJsonString())}.{parts[2]}";
    }
}
