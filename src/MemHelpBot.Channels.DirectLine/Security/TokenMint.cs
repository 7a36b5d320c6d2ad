using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MemHelpBot.Channels.DirectLine.Wire;

namespace MemHelpBot.Channels.DirectLine.Security;

/// <summary>
/// Makes and checks tokens: a JWT, because clients look into it for the user, signed with HMAC-SHA256 under a key that follows from the secret. Nothing
/// is stored, so a token is good after a restart and in every replica. The header is compared as a whole: there is no algorithm to choose.
/// </summary>
internal sealed class TokenMint(DirectLineSettings settings, TimeProvider clock)
{
    /// <summary>How long the ticket in a stream's address is good: a client opens the stream at once.</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(1);

    private const int MostCharacters = 4096;
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[][] keys = [.. new[] { settings.Secret, settings.OldSecret }.OfType<string>().Select(KeyOf)];

    /// <summary>Seconds that a new token is good.</summary>
    public int Seconds => settings.TokenMinutes * 60;

    /// <summary>A token, good from now on.</summary>
    public string Token(TokenClaims claims) => Signed(claims with { Expires = clock.GetUtcNow().AddSeconds(Seconds), IsTicket = false });

    /// <summary>What the address of a stream carries.</summary>
    public string Ticket(TokenClaims claims) => Signed(claims with { Expires = clock.GetUtcNow() + TicketLife, IsTicket = true });

    /// <summary>What a token says, once its signature and time are proved.</summary>
    /// <exception cref="DirectLineException">It is none of ours, or no longer good.</exception>
    public TokenClaims Check(string token, bool isTicket)
    {
        var parts = token.Length <= MostCharacters ? token.Split('.') : [];
        if (parts is not [var header, var payload, var signature] || header != Header || !IsSigned(payload, signature) || Read(payload) is not { } claims || claims.IsTicket != isTicket)
            throw DirectLineException.BadToken();
        return claims.Expires > clock.GetUtcNow() ? claims : throw DirectLineException.Expired();
    }

    /// <summary>Whether a text is the secret. Takes the same time whatever differs.</summary>
    public bool IsSecret(string text)
    {
        var (given, same) = (KeyOf(text), false);
        foreach (var key in keys)
            same |= CryptographicOperations.FixedTimeEquals(key, given);
        return same;
    }

    private static byte[] KeyOf(string secret) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "memhelp direct line token 1"u8.ToArray());

    private string Signed(TokenClaims claims)
    {
        var written = new Claims(claims.Conversation, claims.Expires.ToUnixTimeSeconds(), claims.User, claims.Name, claims.Origins is { Count: > 0 } some ? some : null, claims.Language, claims.IsTicket);
        var payload = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(written, WireJson.Default.Claims));
        return $"{Header}.{payload}.{Base64Url.EncodeToString(Mac(keys[0], payload))}";
    }

    private bool IsSigned(string payload, string signature)
    {
        Span<byte> given = stackalloc byte[64];
        if (!Base64Url.IsValid(signature) || !Base64Url.TryDecodeFromChars(signature, given, out var length) || length != 32)
            return false;
        var good = false;
        foreach (var key in keys)
            good |= CryptographicOperations.FixedTimeEquals(Mac(key, payload), given[..length]);
        return good;
    }

    private static byte[] Mac(byte[] key, string payload) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{Header}.{payload}"));

    private static TokenClaims? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize(Base64Url.DecodeFromChars(payload), WireJson.Default.Claims) is { Conv: { } conversation } read
                ? new TokenClaims(conversation, DateTimeOffset.FromUnixTimeSeconds(read.Exp), read.User, read.Name, read.Origins ?? [], read.Lang ?? "en", read.Ticket)
                : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The claims as they are written; <c>user</c> is the name that clients look for.</summary>
    internal sealed record Claims(string? Conv, long Exp, string? User, string? Name, IReadOnlyList<string>? Origins, string? Lang, bool Ticket);
}
