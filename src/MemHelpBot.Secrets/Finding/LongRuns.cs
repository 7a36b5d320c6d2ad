using System.Buffers.Text;
using System.Text;

namespace MemHelpBot.Secrets.Finding;

/// <summary>
/// Looks at every long run of base64 characters: what it says when decoded (base64, base64url, hexadecimal, UTF-16 in base64), and whether it is a
/// token whose form is known though it has no prefix.
/// </summary>
internal static class LongRuns
{
    /// <summary>Shorter runs hide no secret with its name: <c>pw=abc123456</c> in base64 has 16.</summary>
    private const int Shortest = 16;
    private const int LongestDecoded = 1 << 20;
    private static readonly string[] Digests = ["sha1-", "sha256-", "sha384-", "sha512-", "SHA256:", "sha256:", "SHA512:", "sha512:"];

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found, bool decode)
    {
        // A run of the shortest length covers a multiple of it: looking at those places misses none.
        for (var probe = Shortest - 1; probe < text.Length; probe += Shortest)
        {
            if (!Alphabets.Base64.Contains(text[probe]))
                continue;
            var start = probe;
            while (start > 0 && probe - start < LongestDecoded && Alphabets.Base64.Contains(text[start - 1]))
                start--;
            var run = Run.At(text, start, Alphabets.Base64, 0);
            if (run.Length >= Shortest)
                Look(text, run, found, decode);
            probe = Math.Max(probe, run.End / Shortest * Shortest - 1);
        }
    }

    private static void Look(string text, Run run, List<SecretSpan> found, bool decode)
    {
        if (Bare(text, run, out var end) is { } kind)
            found.Add(new SecretSpan(run.Start, end, kind));
        else if (decode && run.Length <= LongestDecoded && Decoded(text, run) is { } start)
            found.Add(new SecretSpan(start, run.End, SecretKind.Key));
    }

    /// <summary>Discord: 24 to 28 characters of base64, 6, 27 to 38. Mailchimp: 32 hexadecimal digits and a data centre. Azure: 64 bytes in base64.</summary>
    private static SecretKind? Bare(string text, Run run, out int end)
    {
        end = run.End;
        var body = text.AsSpan(run.Start, run.End - run.Start);
        if (run.Length is >= 23 and <= 28 && body[0] is 'M' or 'N' or 'O' && Part(text, end, 6, 6) is { } middle && Part(text, middle, 27, 40) is { } last)
        {
            end = last;
            return SecretKind.Token;
        }

        if (run.Length is 36 or 37 or 38 && body[..32].IndexOfAnyExcept(Alphabets.Hex) < 0 && body[32..].StartsWith("-us", StringComparison.Ordinal))
            return SecretKind.Key;
        if (run.Length == 88 && body.EndsWith("==", StringComparison.Ordinal) && !Digests.Any(d => text.AsSpan(0, run.Start).EndsWith(d, StringComparison.Ordinal) || text.AsSpan(run.Start).StartsWith(d, StringComparison.Ordinal)))
            return SecretKind.Key;
        return null;
    }

    private static int? Part(string text, int dot, int least, int most)
    {
        if (dot >= text.Length || text[dot] != '.')
            return null;
        var length = text.AsSpan(dot + 1).IndexOfAnyExcept(Alphabets.Word);
        length = length < 0 ? text.Length - dot - 1 : length;
        return length >= least && length <= most ? dot + 1 + length : null;
    }

    /// <summary>Where what holds a secret when decoded begins; null when nothing does.</summary>
    private static int? Decoded(string text, Run run)
    {
        var letters = new StringBuilder(run.Length);
        foreach (var c in text.AsSpan(run.Start, run.End - run.Start))
        {
            if (Alphabets.Base64.Contains(c))
                letters.Append(c);
        }

        var body = letters.ToString();
        if (body.Length % 2 == 0 && body.AsSpan().IndexOfAnyExcept(Alphabets.Hex) < 0 && Holds(Convert.FromHexString(body)))
            return run.Start;
        if (Base64Text(body) is { } bytes && Holds(bytes))
            return run.Start;
        // A name and an equals sign, or a path, may stand before it in the same run of characters.
        var cut = body.AsSpan().TrimEnd('=').LastIndexOfAny('=', '/');
        return cut >= 0 && body.Length - cut > Shortest && text.AsSpan(run.Start).StartsWith(body.AsSpan(0, cut + 1), StringComparison.Ordinal) && Base64Text(body[(cut + 1)..]) is { } rest && Holds(rest)
            ? run.Start + cut + 1
            : null;
    }

    private static byte[]? Base64Text(string body)
    {
        var end = body.AsSpan().TrimEnd('=').Length;
        if (end % 4 == 1 || body.AsSpan(0, end).Contains('='))
            return null;
        // Few runs are text: the first bytes tell.
        Span<byte> first = stackalloc byte[12];
        try
        {
            // Either call throws where a character or the padding is wrong.
            return Base64Url.TryDecodeFromChars(Url(body[..12]), first, out var count) && IsText(first[..count]) ? Base64Url.DecodeFromChars(Url(body[..end])) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Url(string body) => body.Replace('+', '-').Replace('/', '_');

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var odd = 0;
        foreach (var b in bytes)
            odd += b is (< 32 and not (9 or 10 or 13)) or 127 ? 1 : 0;
        return odd == 0 || (odd <= bytes.Length / 2 + 1 && bytes.Length > 3 && bytes[1] == 0 && bytes[3] == 0);
    }

    private static bool Holds(byte[] bytes)
    {
        if (!IsText(bytes))
            return false;
        var decoded = bytes is [_, 0, _, 0, ..] ? Encoding.Unicode.GetString(bytes) : Encoding.UTF8.GetString(bytes);
        return SecretFinder.Raw(decoded, depth: 2).Count > 0;
    }
}
