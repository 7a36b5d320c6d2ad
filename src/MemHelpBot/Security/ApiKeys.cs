using System.Security.Cryptography;
using System.Text;
using MemHelpBot.Channels;

namespace MemHelpBot.Security;

/// <summary>
/// The keys of the API: only their SHA-256 is held. A key is long and random, so a fast hash hides it as well as a slow one would; a setting may hold
/// the hash itself (<c>sha256:</c> and 64 hexadecimal digits), so that who reads the settings cannot use the API.
/// </summary>
internal sealed class ApiKeys
{
    /// <summary>No key.</summary>
    public static readonly ApiKeys None = new([]);

    /// <summary>A key's fewest characters.</summary>
    public const int Shortest = 20;

    private const int Longest = 512;
    private const string Hashed = "sha256:";
    private readonly IReadOnlyList<(string Name, byte[] Hash)> keys;

    private ApiKeys(IReadOnlyList<(string Name, byte[] Hash)> keys) => this.keys = keys;

    /// <summary>How many there are.</summary>
    public int Count => keys.Count;

    /// <summary>Reads a section of names with keys or their hashes.</summary>
    /// <exception cref="BadSettingException">A name or a key cannot be meant; the message never holds the key.</exception>
    public static ApiKeys Read(IConfigurationSection section)
    {
        var keys = new List<(string Name, byte[] Hash)>();
        foreach (var child in section.GetChildren())
        {
            if (child.Key.Length > 64 || !child.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
                throw new BadSettingException(child.Path, "the name of a key has letters, digits, -, _ and . only, 64 at most", "choose another name");
            var hash = HashOf(child);
            if (keys.FirstOrDefault(k => CryptographicOperations.FixedTimeEquals(k.Hash, hash)).Name is { } same)
                throw new BadSettingException(child.Path, $"it is the same key as {same}'s", "make each their own, so that their conversations stay apart");
            keys.Add((child.Key, hash));
        }

        return keys.Count == 0 ? None : new ApiKeys(keys);
    }

    /// <summary>Who holds a key; null when nobody does. Takes as long whichever key it is.</summary>
    public string? HolderOf(string presented)
    {
        if (presented.Length is 0 or > Longest)
            return null;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        string? holder = null;
        foreach (var (name, known) in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                holder = name;
        }

        return holder;
    }

    private static byte[] HashOf(IConfigurationSection setting)
    {
        var text = setting.Value ?? "";
        if (text.StartsWith(Hashed, StringComparison.Ordinal))
        {
            return text.Length == Hashed.Length + 64 && text[Hashed.Length..].All(char.IsAsciiHexDigit)
                ? Convert.FromHexString(text[Hashed.Length..])
                : throw new BadSettingException(setting.Path, "after sha256: there are not 64 hexadecimal digits", "write what printf %s KEY | sha256sum prints");
        }

        return text.Length is >= Shortest and <= Longest && text.All(c => c is > ' ' and <= '~')
            ? SHA256.HashData(Encoding.UTF8.GetBytes(text))
            : throw new BadSettingException(setting.Path, $"a key has {Shortest} to {Longest} visible ASCII characters", "make one with: openssl rand -hex 24");
    }
}
