using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>Private keys in their frames: PEM (RFC 7468), OpenPGP, OpenSSH, PuTTY; also on one line with <c>\n</c> written out.</summary>
internal static class KeyBlocks
{
    private const string Begin = "-----BEGIN ";
    private const string Putty = "PuTTY-User-Key-File-";
    private const int LongestLabel = 60;

    /// <summary>More than an RSA key of 16,384 bits takes: a frame that never closes ends here.</summary>
    private const int LongestKey = 32 * 1024;

    private static readonly SearchValues<string> Frames = SearchValues.Create([Begin, "---- BEGIN SSH2 ENCRYPTED PRIVATE", Putty], StringComparison.Ordinal);

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        for (var at = KnownFormats.Next(text, 0, Frames); at >= 0;)
        {
            var end = text.AsSpan(at).StartsWith(Putty, StringComparison.Ordinal) ? PuttyEnd(text, at) : PemEnd(text, at);
            if (end > at)
                found.Add(new SecretSpan(at, end, SecretKind.PrivateKey));
            at = KnownFormats.Next(text, Math.Max(end, at + Begin.Length), Frames);
        }
    }

    /// <summary>The end of a PEM block of a private key; not beyond the start for any other.</summary>
    private static int PemEnd(string text, int at)
    {
        var label = text.AsSpan(at, Math.Min(LongestLabel, text.Length - at));
        if (!label.Contains("PRIVATE", StringComparison.Ordinal))
            return at;
        var rest = text.AsSpan(at + Begin.Length, Math.Min(LongestKey, text.Length - at - Begin.Length));
        rest = UpTo(rest, Begin);
        var close = rest.IndexOf("-----END", StringComparison.Ordinal);
        if (close < 0)
            close = rest.IndexOf("---- END", StringComparison.Ordinal);
        if (close >= 0)
        {
            var behind = rest[(close + 8)..];
            var dashes = behind.IndexOf("----", StringComparison.Ordinal);
            var end = at + Begin.Length + close + 8 + (dashes < 0 ? 0 : dashes);
            while (end < text.Length && text[end] == '-')
                end++;
            return end;
        }

        // Cut off: as long as lines look like a key.
        var run = at + Begin.Length;
        var line = text.AsSpan(run).IndexOfAny('\n', '\\');
        if (line < 0)
            return text.Length;
        var body = run + line + 1;
        while (body < text.Length && (Alphabets.Base64.Contains(text[body]) || text[body] is '\n' or '\r' or '\\' or ' '))
            body++;
        return text.AsSpan(0, body).TrimEnd().Length;
    }

    /// <summary>A window that the next block does not share: no text is looked through twice.</summary>
    private static ReadOnlySpan<char> UpTo(ReadOnlySpan<char> window, string next) =>
        window.IndexOf(next, StringComparison.Ordinal) is >= 0 and var at ? window[..at] : window;

    private static int PuttyEnd(string text, int at)
    {
        var own = text.AsSpan(at, Math.Min(LongestKey, text.Length - at));
        var rest = own[..(Putty.Length + UpTo(own[Putty.Length..], Putty).Length)];
        var close = rest.LastIndexOf("Private-MAC:", StringComparison.Ordinal);
        if (close < 0)
            close = rest.LastIndexOf("Private-Lines:", StringComparison.Ordinal);
        if (close < 0)
            return at;
        var line = rest[close..].IndexOf('\n');
        return line < 0 ? at + rest.Length : at + close + line;
    }
}
