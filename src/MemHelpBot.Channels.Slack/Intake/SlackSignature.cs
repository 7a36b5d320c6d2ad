using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>
/// The signature of a request: HMAC-SHA256 of <c>v0:timestamp:body</c> over the bytes as they came, not older than five minutes
/// (docs.slack.dev, "Verifying requests from Slack").
/// </summary>
internal sealed class SlackSignature(string secret, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>Whether Slack sent these bytes, lately.</summary>
    public bool Holds(string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
            return false;
        var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (age.Duration() > Window || signature.Length != 67 || !signature.StartsWith("v0=", StringComparison.Ordinal))
            return false;
        var given = new byte[32];
        if (Convert.FromHexString(signature.AsSpan(3), given, out _, out var written) != System.Buffers.OperationStatus.Done || written != given.Length)
            return false;
        return CryptographicOperations.FixedTimeEquals(given, Of(timestamp, body));
    }

    /// <summary>The signature's bytes.</summary>
    public byte[] Of(string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.ASCII.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
