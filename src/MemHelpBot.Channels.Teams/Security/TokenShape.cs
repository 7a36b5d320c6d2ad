using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MemHelpBot.Channels.Teams.Security;

/// <summary>
/// What a token says of itself, read before any of it is believed. Only a signed token of three parts with RS256 and of at most 16 KiB gets as
/// far as the library that checks signatures: no encrypted token, no compressed one, no algorithm of the sender's choice.
/// </summary>
/// <param name="KeyId">Which key is said to have signed it.</param>
/// <param name="Issuer">Who is said to have issued it.</param>
internal sealed record TokenShape(string KeyId, string Issuer)
{
    /// <summary>The longest token, in characters; a token is ASCII.</summary>
    public const int MostCharacters = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads a compact JWS; false for anything else.</summary>
    public static bool TryRead(string token, [NotNullWhen(true)] out TokenShape? shape)
    {
        shape = null;
        if (token.Length > MostCharacters)
            return false;
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        if (first <= 0 || last <= first + 1 || last == token.Length - 1 || token.AsSpan(first + 1, last - first - 1).Contains('.'))
            return false;
        if (!Base64Url.IsValid(token.AsSpan(last + 1)) || Json(token.AsSpan(0, first)) is not { } header)
            return false;
        using (header)
        {
            var names = header.RootElement;
            if (Text(names, "alg") != "RS256" || names.TryGetProperty("crit", out _) || names.TryGetProperty("enc", out _) || names.TryGetProperty("zip", out _)
                || Text(names, "kid") is not { Length: > 0 and <= 256 } key || Json(token.AsSpan(first + 1, last - first - 1)) is not { } payload)
                return false;
            using (payload)
            {
                if (Text(payload.RootElement, "iss") is not { Length: > 0 and <= 512 } issuer)
                    return false;
                shape = new TokenShape(key, issuer);
                return true;
            }
        }
    }

    private static JsonDocument? Json(ReadOnlySpan<char> part)
    {
        if (!Base64Url.IsValid(part))
            return null;
        try
        {
            var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (Exception bad) when (bad is JsonException or FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair in an escape.
            return null;
        }
    }
}
