using System.Buffers;
using MemHelpBot.Secrets.Formats;

namespace MemHelpBot.Secrets.Finding;

/// <summary>Finds keys by the prefix of their issuer, and those whose mark stands in their middle.</summary>
internal static class KnownFormats
{
    private static readonly KeyFormat[][] ByFirst = Index();
    private static readonly SearchValues<string> Prefixes = SearchValues.Create([.. KeyFormats.All.Select(f => f.Prefix)], StringComparison.Ordinal);

    /// <summary>Marks within a key: the mark, characters before it at most and at least, after it at least.</summary>
    private static readonly (string Mark, int Before, int Least, int After, SearchValues<char> Body)[] Middles =
    [
        ("Q~", 4, 3, 30, Alphabets.Token),                 // Microsoft Entra ID: 3 characters and a digit before
        ("AZDO", 80, 60, 3, Alphabets.Alnum),              // Azure DevOps, 84 characters
        ("JQQJ99", 64, 40, 20, Alphabets.Alnum),           // Azure keys of the 2024 format
        (".atlasv1.", 14, 10, 40, Alphabets.Base64),       // Terraform Cloud
        (":AA", 12, 7, 32, Alphabets.Word),                // Telegram: digits before
        (":APA91", 40, 10, 100, Alphabets.Word),           // Firebase messaging
        ("+ASt", 96, 60, 3, Alphabets.Base64),             // Azure storage, 2023 checksum
        ("+ABa", 96, 60, 3, Alphabets.Base64), ("+AMC", 96, 36, 3, Alphabets.Base64), ("+AEh", 96, 36, 3, Alphabets.Base64), ("+ARm", 96, 36, 3, Alphabets.Base64), ("ACDb", 96, 60, 3, Alphabets.Base64), ("AzSe", 48, 40, 3, Alphabets.Alnum), ("+ACR", 44, 40, 3, Alphabets.Base64),
    ];

    private static readonly SearchValues<string> Marks = SearchValues.Create([.. Middles.Select(m => m.Mark)], StringComparison.Ordinal);

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        for (var at = Next(text, 0, Prefixes); at >= 0;)
        {
            var end = Match(text, at, found);
            at = Next(text, Math.Max(end, at + 1), Prefixes);
        }

        for (var at = Next(text, 0, Marks); at >= 0;)
            at = Next(text, Math.Max(MatchAround(text, at, found), at + 1), Marks);
    }

    /// <summary>The next place of any of the texts; negative when there is none.</summary>
    internal static int Next(string text, int from, SearchValues<string> any)
    {
        var at = from < text.Length ? text.AsSpan(from).IndexOfAny(any) : -1;
        return at < 0 ? -1 : from + at;
    }

    private static int Match(string text, int at, List<SecretSpan> found)
    {
        foreach (var format in text[at] < 128 ? ByFirst[text[at]] : [])
        {
            if (!text.AsSpan(at).StartsWith(format.Prefix, StringComparison.Ordinal) || !(format.Anywhere || Run.BeginsWord(text, at)))
                continue;
            var run = Run.At(text, at + format.Prefix.Length, format.Body, format.Least, format.Most);
            if (run.Length < format.Least || (format.Most > 0 && run.Length > format.Most))
                continue;
            if (format.Digit && text.AsSpan(run.Start, run.End - run.Start).IndexOfAnyInRange('0', '9') < 0)
                return run.End;
            found.Add(new SecretSpan(at, run.End, format.Kind));
            return run.End;
        }

        return at;
    }

    private static int MatchAround(string text, int at, List<SecretSpan> found)
    {
        foreach (var (mark, before, least, after, body) in Middles)
        {
            if (!text.AsSpan(at).StartsWith(mark, StringComparison.Ordinal))
                continue;
            var start = at;
            while (start > 0 && at - start < before && (mark == ":AA" ? char.IsAsciiDigit(text[start - 1]) : body.Contains(text[start - 1]) && text[start - 1] is not ('=' or ':')))
                start--;
            if (at - start < least)
                continue;
            var run = Run.At(text, at + mark.Length, body, after);
            if (run.Length < after)
                continue;
            found.Add(new SecretSpan(start, run.End, SecretKind.Key));
            return run.End;
        }

        return at;
    }

    private static KeyFormat[][] Index()
    {
        var index = new KeyFormat[128][];
        for (var c = 0; c < index.Length; c++)
            index[c] = [.. KeyFormats.All.Where(f => f.Prefix[0] == c).OrderByDescending(f => f.Prefix.Length)];
        return index;
    }
}
