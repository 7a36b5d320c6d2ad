using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.Teams.Tests.Doubles;

/// <summary>An issuer of tokens: keys, metadata, and tokens as right or wrong as a test wants them.</summary>
internal sealed class BotLogin(string issuer, TimeProvider clock)
{
    private readonly Dictionary<string, (RSA Key, string[]? Endorsements)> keys = [];

    public string Issuer => issuer;

    public string CurrentKey { get; private set; } = "";

    public int KeyFetches { get; set; }

    public bool IsDown { get; set; }

    public BotLogin WithKey(string id, params string[]? endorsements)
    {
        keys[id] = (RSA.Create(2048), endorsements);
        CurrentKey = id;
        return this;
    }

    public RSA Key(string id) => keys[id].Key;

    public void Forget(string id) => keys.Remove(id);

    public string Jwks() => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.Select(k =>
        {
            var parameters = k.Value.Key.ExportParameters(false);
            var key = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = k.Key, ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent) };
            if (k.Value.Endorsements is { } endorsed)
                key["endorsements"] = new JsonArray([.. endorsed.Select(e => JsonValue.Create(e))]);
            return key;
        })]),
    }.ToJsonString();

    /// <summary>The claims of a good token for <see cref="RunningBot.AppId"/>.</summary>
    public JsonObject Claims(string? serviceUrl = RunningBot.ServiceUrl)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = issuer, ["aud"] = RunningBot.AppId, ["nbf"] = now - 60, ["exp"] = now + 3600 };
        if (serviceUrl is not null)
            claims["serviceurl"] = serviceUrl;
        return claims;
    }

    /// <summary>A signed token.</summary>
    public string Token(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, RSA? signer = null)
    {
        var payload = Claims();
        claims?.Invoke(payload);
        var head = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = CurrentKey };
        header?.Invoke(head);
        return Sign(head.ToJsonString(), payload.ToJsonString(), data => (signer ?? keys[CurrentKey].Key).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>A token of any header, any claims and any signature.</summary>
    public static string Sign(string header, string payload, Func<byte[], byte[]> signature)
    {
        var data = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}";
        return $"{data}.{Base64Url.EncodeToString(signature(Encoding.ASCII.GetBytes(data)))}";
    }
}
