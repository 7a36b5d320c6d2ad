using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>The names under which secrets stand: <c>DB_PASSWORD</c>, <c>accessKeySecret</c>, <c>X-Api-Key</c>, <c>hasło</c>, <c>密码</c>.</summary>
internal static class KeyNames
{
    private const int Longest = 64;

    /// <summary>What makes one look closer, wherever it stands in a name.</summary>
    public static readonly SearchValues<string> Anchors = SearchValues.Create(
        ["pass", "pwd", "secret", "token", "key", "credential", "auth", "cred", "sig=", "signature", "hasło", "haslo", "密码", "密碼", "口令", "密钥", "令牌", "session", "psk", "_pw", "-pw", "pw=", "pw:", "bindpw", "rootpw", "userpw", "dbpw", "identified by", "jwt", "ak=", "sk=", "ak:", "sk:", "_ak", "_sk", "\"ak\"", "\"sk\"", "csrf", "xsrf", "sid=", "webhook", "otp", "community", "salt", "munge"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>A value under such a name is a secret whatever it looks like.</summary>
    private static readonly string[] Strong =
        ["password", "passwd", "passwort", "passphrase", "passcode", "pwd", "pass", "userpw", "rootpw", "bindpw", "adminpw", "rootpwd", "_pw", "psk", "hasło", "haslo", "密码", "密碼", "口令", "sqlpw", "dbpw", "keypass", "storepass", "requirepass", "masterauth"];

    /// <summary>A value under such a name is a secret when it looks random.</summary>
    private static readonly string[] Weak =
    [
        "secret", "token", "apikey", "accesskey", "accesskeyid", "accesskeysecret", "secretid", "secretkey", "privatekey", "privatekeyid", "accountkey", "authkey", "sharedaccesskey", "sharedkey", "masterkey", "encryptionkey", "signingkey", "storagekey", "servicekey",
        "appkey", "consumerkey", "subscriptionkey", "licensekey", "integrationkey", "routingkey", "deploykey", "sshkey", "hostkey", "sessionkey", "sessionid", "sid", "session", "jwt", "authorization", "auth", "authentication", "credential", "credentials", "cred", "creds", "signature", "sig",
        "csrf", "xsrf", "presharedkey", "wpakey", "clientkeydata", "keydata", "tlskey", "certificatekey", "dockerconfigjson", "dockercfg", "webhook", "webhookurl", "otp", "totp", "hmackey", "hmac", "secretkeybase", "jwtkey", "mungekey", "密钥", "令牌", "ak", "sk", "cookiesecret", "salt",
        "datakey", "kmskey", "rootkey", "adminkey", "writekey", "readkey", "ingestkey", "projectkey", "primarykey", "secondarykey", "functionkey", "hostkeys", "applicationkey", "orgkey", "personalkey", "userkey", "serverkey", "devkey", "clientkey", "cryptkey", "cipherkey", "aeskey", "rsakey", "deskey", "fernetkey", "vaultkey", "unsealkey", "recoverykey", "backupkey", "restorekey", "community", "connectionstring",
    ];

    /// <summary>What may stand behind such a word in a name: <c>PASSWORD_HASH</c>, <c>token2</c>, <c>SECRET_PROD</c>.</summary>
    private static readonly string[] Tails = ["hash", "value", "base", "string", "data", "plain", "text", "encrypted", "base64", "b64", "new", "old", "prod", "production", "dev", "test", "staging", "admin", "root", "primary", "secondary", "backup", "confirm", "confirmation", "live", "default", "env"];

    /// <summary>Whether the value under a name is a secret: true always, null when it looks random, false never.</summary>
    public static bool? Of(ReadOnlySpan<char> name)
    {
        if (name.Length > Longest)
            name = name[^Longest..];
        Span<char> flat = stackalloc char[Longest];
        var length = Flat(name, flat);
        ReadOnlySpan<char> key = flat[..length];
        for (var step = 0; step < 3; step++)
        {
            if (Ends(key, Strong, name))
                return true;
            if (Ends(key, Weak, name))
                return null;
            var cut = key.TrimEnd("0123456789");
            if (cut.Length == key.Length)
                cut = WithoutTail(key);
            if (cut.Length == key.Length)
                return false;
            key = cut;
        }

        return false;
    }

    /// <summary>Lower case, without the marks between words.</summary>
    private static int Flat(ReadOnlySpan<char> name, Span<char> flat)
    {
        var length = 0;
        foreach (var c in name)
        {
            if (c is not ('_' or '-' or '.'))
                flat[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }

    // Short words count only by themselves or after a mark between words: "task" is no "sk", "compass" no "pass".
    private static bool Ends(ReadOnlySpan<char> key, string[] words, ReadOnlySpan<char> name)
    {
        foreach (var word in words)
        {
            if (key.EndsWith(word, StringComparison.Ordinal) && (word.Length > 4 || key.Length == word.Length || Marked(name, word) || word == "pwd"))
                return true;
        }

        return false;
    }

    private static bool Marked(ReadOnlySpan<char> name, string word)
    {
        var at = name.LastIndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at > 0 && (name[at - 1] is '_' or '-' or '.' || (char.IsAsciiLetterUpper(name[at]) && char.IsAsciiLetterLower(name[at - 1])));
    }

    private static ReadOnlySpan<char> WithoutTail(ReadOnlySpan<char> key)
    {
        foreach (var tail in Tails)
        {
            if (key.Length > tail.Length + 2 && key.EndsWith(tail, StringComparison.Ordinal))
                return key[..^tail.Length];
        }

        return key;
    }
}
