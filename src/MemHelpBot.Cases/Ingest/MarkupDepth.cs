using System.Buffers;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// How deep markup is nested, at most. A parser of HTML looks at all open elements again and again: a page of a million open elements
/// would hold it up for hours, and nobody writes one.
/// </summary>
internal static class MarkupDepth
{
    /// <summary>Deeper pages are refused.</summary>
    public const int Deepest = 512;

    /// <summary>More attributes of one element are refused.</summary>
    public const int MostAttributes = 1000;

    private const int LongestName = 256;
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\f\r/>");

    /// <summary>Elements without content, and those that end by themselves.</summary>
    private static readonly HashSet<string> Unnested = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "html", "head", "body", "rp", "rt",
    };

    /// <summary>Elements whose content is no markup.</summary>
    private static readonly string[] Raw = ["script", "style", "textarea", "title"];

    /// <summary>Whether a page is nested deeper than <see cref="Deepest"/>, or has an element of more attributes than <see cref="MostAttributes"/> or with a name without end.</summary>
    public static bool IsTooDeep(ReadOnlySpan<char> html)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var open = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var unnested = Unnested.GetAlternateLookup<ReadOnlySpan<char>>();
        var (depth, close) = (0, -1);
        for (var at = Next(html, 0, "<"); at < html.Length; at = Next(html, at + 1, "<"))
        {
            if (html[at..].StartsWith("<!--", StringComparison.Ordinal))
            {
                at = Next(html, at + 4, "-->");
                continue;
            }

            var ends = at + 1 < html.Length && html[at + 1] == '/';
            var name = NameAt(html, at + (ends ? 2 : 1));
            if (name.IsEmpty)
                continue;
            if (NameIsTooLong(html, at))
                return true;
            open.TryGetValue(name, out var now);
            if (ends && now > 0)
            {
                open[name] = now - 1;
                depth--;
            }

            if (ends)
                continue;
            if (close < at)
                close = Next(html, at, ">");
            if (close - at > MostAttributes && Blanks(html[at..close]) > MostAttributes)
                return true;
            if (unnested.Contains(name))
                continue;
            open[name] = now + 1;
            if (++depth > Deepest)
                return true;
            foreach (var raw in Raw)
            {
                if (name.Equals(raw, StringComparison.OrdinalIgnoreCase))
                    at = Next(html, at + 1, $"</{raw}") - 1;
            }
        }

        return false;
    }

    private static int Next(ReadOnlySpan<char> html, int from, string text)
    {
        if (from >= html.Length)
            return html.Length;
        return html[from..].IndexOf(text, StringComparison.OrdinalIgnoreCase) is >= 0 and var found ? from + found : html.Length;
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> html, int at)
    {
        var end = at;
        while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] is '-' or ':'))
            end++;
        return end < html.Length || end > at ? html[Math.Min(at, end)..end] : [];
    }

    // "<p<p<p": what stands up to a blank or the end is one name.
    private static bool NameIsTooLong(ReadOnlySpan<char> html, int at)
    {
        var rest = html.Slice(at, Math.Min(LongestName + 1, html.Length - at));
        return rest.Length > LongestName && rest[2..].IndexOfAny(NameEnds) < 0;
    }

    private static int Blanks(ReadOnlySpan<char> tag) => tag.Count(' ') + tag.Count('\n') + tag.Count('\t') + tag.Count('/');
}
