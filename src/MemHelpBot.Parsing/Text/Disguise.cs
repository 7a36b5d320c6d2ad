using System.Buffers;

namespace MemHelpBot.Parsing.Text;

/// <summary>
/// Undoes what changed characters on the way: ANSI colours, HTML entities, no-break and zero-width characters, escapes for
/// line breaks. The result is a rewritten buffer with a map back to the paste.
/// </summary>
internal static class Disguise
{
    private static readonly SearchValues<char> Odd = SearchValues.Create(
        "\u001b&\\\u00a0\u2007\u202f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad");

    /// <summary>Whether there may be something to undo: a cheap test for a line that was rewritten before.</summary>
    public static bool Is(ReadOnlySpan<char> text) =>
        text.ContainsAny(Odd) || text.Contains("#01", StringComparison.Ordinal) || text.StartsWith("{\"", StringComparison.Ordinal);

    /// <summary>Rewrites a line when there is something to undo; its logical lines go to <paramref name="into"/>.</summary>
    /// <param name="line">What may have to be rewritten.</param>
    /// <param name="start">First character of the pasted line.</param>
    /// <param name="end">One past its last.</param>
    /// <param name="into">Takes the lines.</param>
    public static bool Rewrite(in Stretch line, int start, int end, Queue<LogLine> into)
    {
        var buffer = line.Buffer;
        var text = buffer.AsSpan(line.Start, line.End - line.Start);
        if (JsonLog.IsCandidate(text))
            return JsonLog.Unfold(line, start, end, into);
        var breaks = text.Contains("anon:", StringComparison.Ordinal) || text.Contains("oom", StringComparison.Ordinal) || text.Contains("total-vm", StringComparison.Ordinal);
        var rewriting = new Rewriting(buffer, line.Number, line.Map, line.Depth);
        for (var at = line.Start; at < line.End;)
        {
            var taken = Escape(buffer.AsSpan(at, line.End - at), breaks, out var plain);
            if (taken == 0)
            {
                rewriting.Copy(at++);
                continue;
            }

            rewriting.Replace(at, plain);
            at += taken;
        }

        if (!rewriting.Changed)
            return false;
        rewriting.Lines(start, end, into);
        return true;
    }

    /// <summary>What rsyslog writes as <c>#012</c> or <c>#011</c>; NUL when the text is neither.</summary>
    public static char Octal(ReadOnlySpan<char> text) => !text.StartsWith("#01", StringComparison.Ordinal) || text.Length < 4
        ? '\0'
        : text[3] switch { '2' => '\n', '1' => '\t', _ => '\0' };

    // Length of what stands for another text, and that text; 0 when the character stands for itself.
    private static int Escape(ReadOnlySpan<char> text, bool breaks, out char plain)
    {
        plain = '\0';
        switch (text[0])
        {
            case '\u001b':
                return Ansi(text);
            case '\u00a0' or '\u2007' or '\u202f' or '\u3000':
                plain = ' ';
                return 1;
            case '\u200b' or '\u200c' or '\u200d' or '\u200e' or '\u200f' or '\u2060' or '\ufeff' or '\u00ad':
                return 1;
            case '&':
                return Entity(text, out plain);
            case '#':
                plain = Octal(text);
                return plain == '\0' ? 0 : 4;
            case '\\' when text.StartsWith("\\x0a", StringComparison.OrdinalIgnoreCase):
                plain = '\n';
                return 4;
            case '\\' when text.StartsWith("\\x09", StringComparison.Ordinal):
                plain = '\t';
                return 4;
            case '\\' when breaks && text.Length > 1 && text[1] == 'n':
                plain = '\n';
                return 2;
            default:
                return 0;
        }
    }

    private static int Ansi(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[1] != '[')
            return text.Length > 2 && text[1] is '(' or ')' && text[2] is 'A' or 'B' or 'U' or '0' ? 3 : 1;
        var at = 2;
        while (at < text.Length && at < 32 && text[at] is >= '0' and <= '?')
            at++;
        return at < text.Length ? at + 1 : at;
    }

    private static int Entity(ReadOnlySpan<char> text, out char plain)
    {
        foreach (var (name, value) in Entities)
        {
            if (text.StartsWith(name, StringComparison.Ordinal))
            {
                plain = value;
                return name.Length;
            }
        }

        plain = '\0';
        if (text.Length < 4 || text[1] != '#')
            return 0;
        var hex = text[2] is 'x' or 'X';
        var at = hex ? 3 : 2;
        var value2 = 0;
        while (at < text.Length && at < 9 && Digit(text[at], hex) is var digit and >= 0)
        {
            value2 = (value2 * (hex ? 16 : 10)) + digit;
            at++;
        }

        if (at >= text.Length || text[at] != ';' || value2 is < 9 or > 0xFFFF || char.IsSurrogate((char)value2))
            return 0;
        plain = value2 == 0xA0 ? ' ' : (char)value2;
        return at + 1;
    }

    private static readonly (string Name, char Value)[] Entities =
        [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"'), ("&nbsp;", ' '), ("&apos;", '\'')];

    private static int Digit(char c, bool hex) => char.IsAsciiDigit(c) ? c - '0' : hex && char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : -1;
}
