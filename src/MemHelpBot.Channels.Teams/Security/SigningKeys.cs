using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using MemHelpBot.Channels.Teams.Activities;
using Microsoft.IdentityModel.Tokens;

namespace MemHelpBot.Channels.Teams.Security;

/// <summary>
/// The public keys of issuers, fetched from their metadata. They are kept for half a day; a key that is not among them (a roll-over) has them
/// fetched again, at most every five minutes, so that nobody can make this process ask for keys by inventing key ids. While the issuer cannot
/// be reached the last keys count on, for five days.
/// </summary>
internal sealed class SigningKeys(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(12);
    private static readonly TimeSpan LeastBetween = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastBetweenFirst = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepFor = TimeSpan.FromDays(5);

    private readonly ConcurrentDictionary<Uri, KeySet> sets = new();

    /// <summary>The key of that id; null when the issuer has none.</summary>
    /// <exception cref="KeysUnavailableException">The issuer's keys could not be fetched, now and before.</exception>
    public async ValueTask<SigningKey?> FindAsync(Uri metadata, string keyId, CancellationToken cancellationToken)
    {
        var set = sets.GetOrAdd(metadata, m => new KeySet(m));
        // Without keys every request waits for the fetch that is under way.
        if (set.Keys is null || MustFetch(set, keyId))
            await RefreshAsync(set, keyId, cancellationToken).ConfigureAwait(false);
        return set.Keys is { } keys && clock.GetUtcNow() - set.Fetched < KeepFor
            ? keys.GetValueOrDefault(keyId)
            : throw new KeysUnavailableException();
    }

    private bool MustFetch(KeySet set, string keyId)
    {
        var now = clock.GetUtcNow();
        if (set.Keys is not { } keys)
            return now - set.Tried >= LeastBetweenFirst;
        return (!keys.ContainsKey(keyId) || now - set.Fetched >= RefreshAfter) && now - set.Tried >= LeastBetween;
    }

    private async Task RefreshAsync(KeySet set, string keyId, CancellationToken cancellationToken)
    {
        await set.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another request may have fetched them while this one waited.
            if (!MustFetch(set, keyId))
                return;
            set.Tried = clock.GetUtcNow();
            set.Keys = await FetchAsync(set.Metadata, cancellationToken).ConfigureAwait(false);
            set.Fetched = set.Tried;
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException or FormatException or CryptographicException or InvalidDataException
            || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The keys of before count on, or none.
        }
        finally
        {
            set.Gate.Release();
        }
    }

    private async Task<Dictionary<string, SigningKey>> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        var metadata = JsonSerializer.Deserialize(await http.GetByteArrayAsync(address, cancellationToken).ConfigureAwait(false), ActivityJson.Default.IssuerMetadata);
        if (!Uri.TryCreate(metadata?.JwksUri, UriKind.Absolute, out var at) || at.Scheme != address.Scheme || !string.Equals(at.Authority, address.Authority, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException("The keys of an issuer lie on the host of its metadata.");
        var published = JsonSerializer.Deserialize(await http.GetByteArrayAsync(at, cancellationToken).ConfigureAwait(false), ActivityJson.Default.PublishedKeys);
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var key in published?.Keys ?? [])
        {
            if (key is { Kty: "RSA", Use: null or "sig", Alg: null or "RS256", Kid.Length: > 0, N: { } n, E: { } e })
            {
                var parameters = new RSAParameters { Modulus = Base64Url.DecodeFromChars(n), Exponent = Base64Url.DecodeFromChars(e) };
                if (parameters.Modulus.Length >= 2048 / 8)
                    keys[key.Kid] = new SigningKey(new RsaSecurityKey(parameters) { KeyId = key.Kid }, key.Endorsements);
            }
        }

        return keys.Count > 0 ? keys : throw new InvalidDataException("The issuer publishes no key.");
    }

    private sealed class KeySet(Uri metadata)
    {
        public Uri Metadata => metadata;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public volatile Dictionary<string, SigningKey>? Keys;

        public DateTimeOffset Fetched { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset Tried { get; set; } = DateTimeOffset.MinValue;
    }
}

/// <summary>A key of an issuer.</summary>
/// <param name="Key">The public key.</param>
/// <param name="Endorsements">The channels that it may sign for; null when the issuer does not say.</param>
internal sealed record SigningKey(RsaSecurityKey Key, IReadOnlyList<string>? Endorsements);

/// <summary>No keys are known to check a token with.</summary>
internal sealed class KeysUnavailableException() : Exception("The keys of the issuer cannot be fetched.");

/// <summary>The part of OpenID Connect metadata that is used.</summary>
internal sealed record IssuerMetadata([property: System.Text.Json.Serialization.JsonPropertyName("jwks_uri")] string? JwksUri);

/// <summary>A JSON Web Key Set (RFC 7517).</summary>
internal sealed record PublishedKeys(IReadOnlyList<PublishedKey?>? Keys);

/// <summary>A JSON Web Key, with the Bot Framework's endorsements.</summary>
internal sealed record PublishedKey(string? Kid, string? Kty, string? Use, string? Alg, string? N, string? E, IReadOnlyList<string>? Endorsements);
