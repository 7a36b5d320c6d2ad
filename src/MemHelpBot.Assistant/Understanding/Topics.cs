using System.Globalization;
using MemHelpBot.Facts;

namespace MemHelpBot.Assistant.Understanding;

/// <summary>What a follow-up names: a line of a message, a fact by its name, a known message by its id.</summary>
internal static class Topics
{
    private const int Most = 3;
    private static readonly string[] LineWords = ["line ", "lines ", "wiersz ", "wierszu ", "wiersza ", "linia ", "linii ", "linię ", "linijka ", "linijce "];
    private static readonly Lazy<HashSet<string>> Facts = new(() => [.. FactCatalogue.All.Select(f => f.Key.Pattern)]);

    /// <summary>The citation of the line that is asked for ("line 12", "第 12 行", "wiersz 12", "L12", "M2:L3"); null when none is.</summary>
    public static string? Line(string text)
    {
        foreach (var token in Tokens(text))
        {
            if (Answers.Verifying.Citation.Parse(token.ToUpperInvariant()) is { Line: { } cited, Message: { } message })
                return SourceSpan.CitationOf(message, cited);
        }

        foreach (var word in LineWords)
        {
            var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at == 0 || !char.IsLetter(text[at - 1])) && Number(text, at + word.Length) is { } line)
                return SourceSpan.CitationOf(0, line);
        }

        var first = text.IndexOf('第', StringComparison.Ordinal);
        return first >= 0 && text.IndexOf('行', first) > first && Number(text, first + 1) is { } row ? SourceSpan.CitationOf(0, row) : null;
    }

    /// <summary>The facts named in full (<c>oom.order</c>, <c>zone[0/DMA32].free_kb</c>) and, where an explanation is asked for, what may be the id of a message.</summary>
    public static IReadOnlyList<string> Named(string text, bool explain)
    {
        var found = new List<string>();
        foreach (var token in Tokens(text))
        {
            var open = token.IndexOf('[', StringComparison.Ordinal);
            var close = token.LastIndexOf(']');
            var pattern = open >= 0 && close > open ? string.Concat(token.AsSpan(0, open + 1), "*", token.AsSpan(close)) : token;
            if (Facts.Value.Contains(pattern))
                found.Add("fact:" + pattern);
            else if (explain && token.Contains('-', StringComparison.Ordinal))
                found.Add("signature:" + token);
        }

        return [.. found.Distinct().Take(Most)];
    }

    private static IEnumerable<string> Tokens(string text) =>
        text.Split([' ', '\t', '\n', ',', ';', '?', '!', '"', '\'', '`', '“', '”', '„', '，', '。', '？', '：', '（', '）', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Select(t => t.TrimEnd('.', ':'));

    private static int? Number(string text, int from)
    {
        while (from < text.Length && text[from] == ' ')
            from++;
        var end = from;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return int.TryParse(text.AsSpan(from, end - from), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }
}
