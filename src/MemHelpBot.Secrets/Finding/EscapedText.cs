using System.Buffers;
using System.Globalization;
using System.Text;

namespace MemHelpBot.Secrets.Finding;

/// <summary>
/// Lines with escapes are looked at a second time with the escapes undone: percent-encoding (RFC 3986), JSON strings, HTML entities,
/// quoted-printable (RFC 2045). What is found there is masked where it stands in the text.
/// </summary>
internal static class EscapedText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("%\\&=");
    private static readonly (string Name, char Character)[] Entities = [("&quot;", '"'), ("&amp;", '&'), ("&#39;", '\''), ("&#x27;", '\''), ("&apos;", '\''), ("&lt;", '<'), ("&gt;", '>'), ("&#61;", '='), ("&#64;", '@'), ("&#58;", ':')];

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found, int depth)
    {
        for (var from = 0; from < text.Length;)
        {
            var mark = text.AsSpan(from).IndexOfAny(Marks);
            if (mark < 0)
                return;
            mark += from;
            if (Escape(text, mark).Length == 0)
            {
                from = mark + 1;
                continue;
            }

            var start = text.LastIndexOf('\n', mark) + 1;
            var end = text.IndexOf('\n', mark);
            // Quoted-printable goes on after "=" at the end of a line.
            while (end > 0 && text[end - 1] == '=' && end + 1 < text.Length)
                end = text.IndexOf('\n', end + 1);
            end = end < 0 ? text.Length : end;
            Line(text, start, end, found, depth);
            from = end + 1;
        }
    }

    private static void Line(string text, int start, int end, List<SecretSpan> found, int depth)
    {
        var plain = new StringBuilder(end - start);
        var places = new List<int>(end - start + 1);
        for (var at = start; at < end;)
        {
            var (length, character) = Escape(text, at);
            if (length == 0)
                (length, character) = (1, text[at]);
            if (character is { } c)
            {
                plain.Append(c);
                places.Add(at);
            }

            at += length;
        }

        places.Add(end);
        foreach (var span in SecretFinder.Raw(plain.ToString(), depth + 1))
            found.Add(span with { Start = places[span.Start], End = places[span.End] });
    }

    /// <summary>The escape at a place and what it stands for; of no length when there is none, of no character when it joins two lines.</summary>
    private static (int Length, char? Character) Escape(string text, int at)
    {
        var rest = text.AsSpan(at);
        switch (rest[0])
        {
            case '%' when Byte(rest, 1) is { } percent && percent < 128:
                return (3, (char)percent);
            case '=' when rest is ['=', '3', 'D' or 'd', ..] && Byte(rest, 1) is { } printable:
                return (3, (char)printable);
            case '=' when rest.StartsWith("=\n", StringComparison.Ordinal) && rest.Length > 2 && !char.IsWhiteSpace(rest[2]) && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]):
                return (2, null);
            case '\\' when rest.Length > 5 && rest[1] is 'u' && int.TryParse(rest[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) && unit < 128:
                return (6, (char)unit);
            case '\\' when rest.Length > 3 && rest[1] is 'x' && Byte(rest, 2) is { } hex && hex < 128:
                return (4, (char)hex);
            case '\\' when rest.Length > 1 && rest[1] is '/' or '"' or '\\' or 'n' or 'r' or 't':
                return (2, rest[1] switch { 'n' or 'r' => '\n', 't' => '\t', var same => same });
            case '&':
                foreach (var (name, character) in Entities)
                {
                    if (rest.StartsWith(name, StringComparison.Ordinal))
                        return (name.Length, character);
                }

                return (0, null);
            default:
                return (0, null);
        }
    }

    private static byte? Byte(ReadOnlySpan<char> text, int at) =>
        text.Length >= at + 2 && byte.TryParse(text.Slice(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
