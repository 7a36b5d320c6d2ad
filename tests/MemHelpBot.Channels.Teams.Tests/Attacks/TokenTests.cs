using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.Teams.Tests.Doubles;

namespace MemHelpBot.Channels.Teams.Tests.Attacks;

/// <summary>Nothing but a token of the Bot Framework for this bot, this channel and this connector lets a message in.</summary>
public sealed class TokenTests
{
    private static readonly Dictionary<string, (int Status, Func<RunningBot, string?> Authorization)> Attacks = new(StringComparer.Ordinal)
    {
        ["none"] = (401, _ => null),
        ["empty"] = (401, _ => "Bearer "),
        ["another scheme"] = (401, b => "Basic " + b.Channel.Token()),
        ["no token at all"] = (401, _ => "Bearer a.b.c"),
        ["two tokens"] = (401, b => $"Bearer {b.Channel.Token()} {b.Channel.Token()}"),
        ["forged: another key under the id of a real one"] = (401, b => Bearer(b.Channel.Token(signer: RSA.Create(2048)))),
        ["claims changed after signing"] = (401, b => Bearer(Swapped(b.Channel.Token(), b.Channel.Claims("https://smba.trafficmanager.net/other/")))),
        ["signature cut"] = (401, b => Bearer(b.Channel.Token()[..^8])),
        ["expired"] = (401, b => Bearer(b.Channel.Token(c => c["exp"] = b.Clock.GetUtcNow().ToUnixTimeSeconds() - 301))),
        ["not yet valid"] = (401, b => Bearer(b.Channel.Token(c => c["nbf"] = b.Clock.GetUtcNow().ToUnixTimeSeconds() + 600))),
        ["never expires"] = (401, b => Bearer(b.Channel.Token(c => c.Remove("exp")))),
        ["for another bot"] = (401, b => Bearer(b.Channel.Token(c => c["aud"] = "99999999-2222-4333-8444-555555555555"))),
        ["for the Bot Framework itself"] = (401, b => Bearer(b.Channel.Token(c => c["aud"] = "https://api.botframework.com"))),
        ["for nobody"] = (401, b => Bearer(b.Channel.Token(c => c.Remove("aud")))),
        ["unknown issuer"] = (401, b => Bearer(b.Channel.Token(c => c["iss"] = "https://api.botframework.example"))),
        ["issuer with a slash more"] = (401, b => Bearer(b.Channel.Token(c => c["iss"] = "https://api.botframework.com/"))),
        ["issuer of a tenant that is not ours"] = (401, b => Bearer(b.Entra.Token(c => c["iss"] = "https://sts.windows.net/99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee/"))),
        ["no issuer"] = (401, b => Bearer(b.Channel.Token(c => c.Remove("iss")))),
        ["alg none without signature"] = (401, b => Bearer(Unsigned(b, "none", ""))),
        ["alg none with a signature"] = (401, b => Bearer(Unsigned(b, "none", "AAAA"))),
        ["alg NoNe"] = (401, b => Bearer(Unsigned(b, "NoNe", "AAAA"))),
        ["HS256 with the public key as secret (modulus)"] = (401, b => Bearer(WithPublicKeyAsSecret(b, k => k.ExportParameters(false).Modulus!))),
        ["HS256 with the public key as secret (PEM)"] = (401, b => Bearer(WithPublicKeyAsSecret(b, k => Encoding.ASCII.GetBytes(k.ExportSubjectPublicKeyInfoPem())))),
        ["RS384"] = (401, b => Bearer(b.Channel.Token(header: h => h["alg"] = "RS384"))),
        ["PS256"] = (401, b => Bearer(b.Channel.Token(header: h => h["alg"] = "PS256"))),
        ["unknown key id"] = (401, b => Bearer(b.Channel.Token(header: h => h["kid"] = "key-9"))),
        ["no key id"] = (401, b => Bearer(b.Channel.Token(header: h => h.Remove("kid")))),
        ["a key brought along"] = (401, BringingItsKey),
        ["critical extension"] = (401, b => Bearer(b.Channel.Token(header: h => h["crit"] = new JsonArray("exp")))),
        ["compressed"] = (401, b => Bearer(b.Channel.Token(header: h => h["zip"] = "DEF"))),
        ["encrypted, five parts"] = (401, b => Bearer(b.Channel.Token() + ".AAAA.AAAA")),
        ["algorithm named twice"] = (401, b => Bearer(BotLogin.Sign($$"""{"alg":"none","alg":"RS256","kid":"{{b.Channel.CurrentKey}}"}""", b.Channel.Claims().ToJsonString(), d => b.Channel.Key(b.Channel.CurrentKey).SignData(d, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))),
        ["larger than 16 KiB, else good"] = (401, b => Bearer(b.Channel.Token(c => c["filler"] = new string('x', 16 * 1024)))),
        ["Entra's key for the Bot Framework's name"] = (401, b => Bearer(b.Entra.Token(c => c["iss"] = b.Channel.Issuer))),
        ["the Bot Framework's key for Entra's name"] = (401, b => Bearer(b.Channel.Token(c => c["iss"] = b.Entra.Issuer))),
        ["another application of our own tenant"] = (403, b => Bearer(b.Entra.Token(c => Application(c, "99999999-0000-4000-8000-000000000000")))),
        ["an application of nobody"] = (403, b => Bearer(b.Entra.Token(c => c["tid"] = RunningBot.TenantId))),
        ["our own application, of another tenant"] = (401, b => Bearer(b.Entra.Token(c => Application(c, RunningBot.AppId, "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee")))),
        ["no service address"] = (403, b => Bearer(b.Channel.Token(c => c.Remove("serviceurl")))),
        ["another service address"] = (403, b => Bearer(b.Channel.Token(c => c["serviceurl"] = "https://smba.trafficmanager.net/amer/"))),
        ["two service addresses"] = (403, b => Bearer(b.Channel.Token(c => c["serviceUrl"] = "https://smba.trafficmanager.net/amer/"))),
    };

    public static TheoryData<string> Names => [.. Attacks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_wrong_token_lets_nothing_in(string name)
    {
        var (status, authorization) = Attacks[name];
        await using var bot = await RunningBot.StartAsync();
        using var response = await bot.PostAsync(Some.Message("Out of memory: Killed process 1 (a)").ToJsonString(), authorization(bot));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(bot.Desk.Accepted);
        Assert.Empty(bot.Outside.Sent);
        Assert.Empty(bot.Outside.Strays);
    }

    [Fact]
    public async Task The_same_message_with_a_right_token_is_let_in_also_when_clocks_differ_by_less_than_five_minutes()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Desk.Answers = false;
        var now = bot.Clock.GetUtcNow().ToUnixTimeSeconds();
        string[] good =
        [
            bot.Channel.Token(), bot.Channel.Token(c => (c["nbf"], c["exp"]) = (now - 3600, now - 250)), bot.Channel.Token(c => c["nbf"] = now + 250),
            bot.Channel.Token(c => { c.Remove("serviceurl"); c["serviceUrl"] = RunningBot.ServiceUrl.TrimEnd('/'); }), bot.Entra.Token(c => Application(c, RunningBot.AppId)),
            bot.Entra.Token(c => { Application(c, RunningBot.AppId); c["iss"] = $"https://sts.windows.net/{RunningBot.TenantId}/"; c["ver"] = "1.0"; c["appid"] = RunningBot.AppId; c.Remove("azp"); }),
        ];
        foreach (var token in good)
        {
            using var response = await bot.PostAsync(Some.Message("hello"), token);
            Assert.Equal(202, (int)response.StatusCode);
        }

        Assert.Equal(good.Length, bot.Desk.Accepted.Count);
    }

    [Fact]
    public async Task A_named_skill_may_call_and_another_may_not()
    {
        const string skill = "77777777-0000-4000-8000-000000000000";
        await using var bot = await RunningBot.StartAsync(RunningBot.Settings with { AllowedCallers = [skill] });
        bot.Desk.Answers = false;
        using var named = await bot.PostAsync(Some.Message("hello"), bot.Entra.Token(c => Application(c, skill)));
        using var other = await bot.PostAsync(Some.Message("hello"), bot.Entra.Token(c => Application(c, skill.Replace('7', '8'))));
        Assert.Equal((202, 403), ((int)named.StatusCode, (int)other.StatusCode));
    }

    [Theory]
    [InlineData("a key without endorsements", null)]
    [InlineData("a key for another channel", "slack")]
    public async Task A_key_signs_only_for_channels_it_is_endorsed_for(string _, string? endorsed)
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Channel.WithKey("key-2", endorsed is null ? null : [endorsed]);
        using var response = await bot.PostAsync(Some.Message("hello"));
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Empty(bot.Desk.Accepted);
    }

    private static string Bearer(string token) => "Bearer " + token;

    private static void Application(JsonObject claims, string application, string tenant = RunningBot.TenantId)
    {
        claims.Remove("serviceurl");
        (claims["tid"], claims["azp"], claims["ver"]) = (tenant, application, "2.0");
    }

    private static string Swapped(string token, JsonObject claims)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
    }

    private static string Unsigned(RunningBot bot, string algorithm, string signature)
    {
        var token = BotLogin.Sign($$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"{{bot.Channel.CurrentKey}}"}""", bot.Channel.Claims().ToJsonString(), _ => []);
        return token + signature;
    }

    private static string WithPublicKeyAsSecret(RunningBot bot, Func<RSA, byte[]> secret) => BotLogin.Sign(
        $$"""{"alg":"HS256","typ":"JWT","kid":"{{bot.Channel.CurrentKey}}"}""", bot.Channel.Claims().ToJsonString(),
        data => HMACSHA256.HashData(secret(bot.Channel.Key(bot.Channel.CurrentKey)), data));

    private static string BringingItsKey(RunningBot bot)
    {
        using var own = RSA.Create(2048);
        var parameters = own.ExportParameters(false);
        return Bearer(bot.Channel.Token(signer: own, header: h =>
        {
            h["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent) };
            h["jku"] = "https://attacker.example/keys";
            h["kid"] = "own";
        }));
    }
}
