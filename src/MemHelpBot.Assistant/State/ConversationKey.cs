using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace MemHelpBot.Assistant.State;

/// <summary>
/// Whose conversation it is. All four parts count: nobody reaches a conversation of another tenant, channel or person by knowing, or guessing, its id.
/// </summary>
/// <param name="Channel">web, teams, slack, terminal …</param>
/// <param name="Tenant">The organisation that the channel names; empty where it names none.</param>
/// <param name="Id">The id that the channel gives the conversation or thread.</param>
/// <param name="User">The person, for a conversation of one; empty for a thread that several people share.</param>
public sealed record ConversationKey(string Channel, string Tenant, string Id, string User = "")
{
    /// <summary>The key as one string that no other key has: each part with its length before it, hashed (SHA-256, hexadecimal).</summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Parts.Select(p => $"{p.Length}:{p}")))));

    /// <summary>Refuses what cannot be a digest: a store may make a file name of it.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void CheckDigest(string digest)
    {
        if (digest is not { Length: 64 } || !digest.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException("A digest has 64 hexadecimal digits.", nameof(digest));
    }

    private IEnumerable<string> Parts => [Channel, Tenant, Id, User];
}
