using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>Credentials where HTTP and its kin put them (RFC 7235, 6265), JSON Web Tokens (RFC 7519), and hashes of passwords (crypt(5)).</summary>
internal static class Headers
{
    private const int ShortestCredential = 8;

    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["bearer ", "basic ", "digest ", "negotiate ", "ntlm ", "ssws ", "genie-key ", "geniekey ", "apikey ", "cookie:", "eyJ", "token token=", "hmac-sha256 "], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Hashes = SearchValues.Create(
        ["$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$7$", "$y$", "$gy$", "$apr1$", "$argon2", "$scrypt$", "$pbkdf2", "{SSHA", "{SHA", "{CRYPT}", "{PBKDF2", "pbkdf2_sha256$", "SCRAM-SHA-256$"], StringComparison.Ordinal);

    private static readonly SearchValues<char> HashBody = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./+$=,:{}-_");

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        for (var at = KnownFormats.Next(text, 0, Marks); at >= 0;)
        {
            var end = at;
            if (text[at] is 'c' or 'C')
                end = Cookie(text, at, found);
            else if (Run.BeginsWord(text, at))
                end = text.AsSpan(at).StartsWith("eyJ", StringComparison.Ordinal) ? Jwt(text, at, found) : Credential(text, at, found);
            at = KnownFormats.Next(text, Math.Max(end, at + 1), Marks);
        }

        for (var at = KnownFormats.Next(text, 0, Hashes); at >= 0;)
        {
            var end = text.AsSpan(at).IndexOfAnyExcept(HashBody);
            end = end < 0 ? text.Length : at + end;
            // A colon ends a field of shadow(5).
            var body = text.AsSpan(at, end - at);
            var colon = body.IndexOf(':');
            if (colon > 0 && !body.StartsWith("SCRAM", StringComparison.Ordinal))
                body = body[..colon];
            if (body.Length >= 24)
                found.Add(new SecretSpan(at, at + body.Length, SecretKind.Password));
            at = KnownFormats.Next(text, Math.Max(at + body.Length, at + 1), Hashes);
        }
    }

    private static int Jwt(string text, int at, List<SecretSpan> found)
    {
        var run = Run.At(text, at, Alphabets.Dotted, 24);
        var dot = text.AsSpan(at, run.End - at).IndexOf('.');
        if (dot >= 10 && run.Length >= 24)
            found.Add(new SecretSpan(at, text.AsSpan(0, run.End).TrimEnd('.').Length, SecretKind.Token));
        return run.End;
    }

    private static int Cookie(string text, int at, List<SecretSpan> found)
    {
        var from = at + "cookie:".Length;
        while (from < text.Length && text[from] == ' ')
            from++;
        var length = text.AsSpan(from).IndexOfAny("\r\n\"'");
        var end = length < 0 ? text.Length : from + length;
        if (text.AsSpan(from, end - from).Contains('='))
            found.Add(new SecretSpan(from, end, SecretKind.Cookie));
        return end;
    }

    private static int Credential(string text, int at, List<SecretSpan> found)
    {
        var scheme = text.AsSpan(at);
        var from = at + scheme.IndexOf(' ');
        while (from < text.Length && text[from] is ' ' or '"' or '\'')
            from++;
        // Digest and signatures name several values on the line; all of them go.
        if (scheme.StartsWith("digest ", StringComparison.OrdinalIgnoreCase) || scheme.StartsWith("hmac", StringComparison.OrdinalIgnoreCase))
        {
            var length = text.AsSpan(from).IndexOfAny('\r', '\n');
            var line = length < 0 ? text.Length : from + length;
            if (text.AsSpan(from, line - from).Contains('=') && text.AsSpan(from, line - from).Contains('"'))
                found.Add(new SecretSpan(from, line, SecretKind.Token));
            return line;
        }

        var run = Run.At(text, from, Alphabets.Token, ShortestCredential);
        var body = text.AsSpan(from, run.End - from);
        if (run.Length >= ShortestCredential && (body.IndexOfAnyInRange('0', '9') >= 0 || body[^1] == '=' || (run.Length >= 12 && body.IndexOfAnyInRange('A', 'Z') >= 0 && body.IndexOfAnyInRange('a', 'z') >= 0)))
            found.Add(new SecretSpan(from, text.AsSpan(0, run.End).TrimEnd(":,.").Length, SecretKind.Token));
        return run.End;
    }
}
