using System.Buffers;

namespace MemHelpBot.Secrets.Finding;

/// <summary>The extent of a value, and whether it can be a secret at all.</summary>
internal static class ValueText
{
    private const int Longest = 1024;
    private const int LongestQuoted = 8192;
    private static readonly SearchValues<char> Stars = SearchValues.Create("*xX.•-");
    private static readonly SearchValues<char> Upper = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.,+-x");
    private static readonly SearchValues<char> Symbols = SearchValues.Create("!@#$%^&*");

    private static readonly HashSet<string> Words = new(
        ["required", "invalid", "incorrect", "expired", "missing", "none", "null", "nil", "true", "false", "yes", "no", "wrong", "failed", "set", "unset", "empty", "optional", "not", "for", "the", "and", "with", "was", "has", "must", "can", "may", "(null)", "(none)", "undefined", "n/a", "ok", "on", "off", "default", "prompt", "ask", "bearer", "basic", "string", "changed", "redacted", "hidden", "masked", "unknown", "disabled", "enabled", "authentication", "publickey", "keyboard-interactive", "password"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The value that begins at a place.</summary>
    public static (int Start, int End, bool Quoted) At(string text, int from)
    {
        if (from >= text.Length)
            return (text.Length, text.Length, false);
        var escape = text[from] == '\\' && from + 1 < text.Length && text[from + 1] is '"' or '\'';
        var at = escape ? from + 1 : from;
        if (text[at] is '"' or '\'' or '`' or '“' or '„' && Closing(text, at, escape) is { } close)
            return (at + 1, close, true);
        var end = from;
        while (end < text.Length && end - from < Longest && !Alphabets.Breaks.Contains(text[end]) && !IsDelimiter(text, end))
            end++;
        // A value alone at the end of its line may go on, as tokens broken by a terminal do.
        if (end < text.Length && text[end] is '\n' or '\r' or '\\' && end - from is >= 16 and < Longest && text.AsSpan(from, end - from).IndexOfAnyExcept(Alphabets.Base64) < 0)
            end = Run.At(text, from, Alphabets.Base64).End;
        while (end > from && text[end - 1] is '.' or ',' or ';' or ':' or '。' or '，' && end - from > 1)
            end--;
        return (from, end, false);
    }

    /// <summary>The end of a value that is longer than is looked at to judge it.</summary>
    public static int EndOf(string text, (int Start, int End, bool Quoted) value)
    {
        if (value.Quoted || value.End - value.Start < Longest)
            return value.End;
        var rest = text.AsSpan(value.End).IndexOfAny(Alphabets.Breaks);
        return rest < 0 ? text.Length : value.End + rest;
    }

    /// <summary>Whether a value is a secret.</summary>
    /// <param name="value">The value.</param>
    /// <param name="sure">Whether its name says so.</param>
    /// <param name="quoted">Whether it stood in quotes.</param>
    /// <param name="name">The name.</param>
    public static bool IsSecret(ReadOnlySpan<char> value, bool sure, bool quoted, ReadOnlySpan<char> name)
    {
        value = value.Trim();
        if (value.Length < 3 || Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value.TrimEnd(".,;!)")) || Placeholder.Is(value) || IsReference(value) || value.IndexOfAnyExcept(Stars) < 0)
            return false;
        var digits = value.IndexOfAnyInRange('0', '9') >= 0;
        var path = value[0] is '/' or '.' or '~' && !value.ContainsAny(Symbols);
        if (sure)
        {
            var weakName = name.EndsWith("pwd", StringComparison.OrdinalIgnoreCase) || name.Equals("pass", StringComparison.OrdinalIgnoreCase);
            return !(weakName && (path || IsNumber(value)));
        }

        if (path || IsNumber(value) || value.Length < (quoted ? 6 : 8) || value.IndexOfAny(' ', '(', '{') >= 0)
            return false;
        var mixed = value.IndexOfAnyInRange('a', 'z') >= 0 && value[1..].IndexOfAnyInRange('A', 'Z') >= 0;
        return digits ? value.Length >= 8 || quoted : mixed && value.Length >= 12 || value.Length >= 32 && value.IndexOfAnyExcept(Alphabets.Word) < 0 && value.IndexOfAny('_', '-') < 0;
    }

    private static int? Closing(string text, int at, bool escape)
    {
        var close = text[at] switch { '“' => '”', '„' => '”', var same => same };
        for (var end = at + 1; end < text.Length && end - at < LongestQuoted && text[end] is not ('\n' or '\r'); end++)
        {
            if (text[end] == '\\' && !escape)
                end++;
            else if (text[end] == close)
                return escape && text[end - 1] == '\\' ? end - 1 : end;
        }

        return null;
    }

    /// <summary>Whether what follows a mark is something else: the next field of a URL, a connection string or JSON, or the end of a sentence.</summary>
    private static bool IsDelimiter(string text, int at)
    {
        if (text[at] is not (',' or ';' or '&' or ')' or ']' or '}' or '\\' or '|' or '，' or '；'))
            return false;
        var next = at + 1;
        if (next >= text.Length || char.IsWhiteSpace(text[next]) || text[next] is '"' or '\'' or ')' or ']' or '}' or ',' or ';' or '.' or ':')
            return true;
        if (text[at] == '\\')
            return text[next] is 'n' or 'r' or 't' or '"' or '\\' or 'u';
        var end = next;
        while (end < text.Length && end - next < 40 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-' or ' ' or '.'))
            end++;
        return end > next && end < text.Length && text[end] is '=' or ':' && char.IsAsciiLetter(text[next]);
    }

    /// <summary><c>${VARIABLE}</c>, <c>$(command)</c>, <c>&lt;your password&gt;</c>, <c>{{ template }}</c>: where a secret would stand.</summary>
    private static bool IsReference(ReadOnlySpan<char> value) =>
        value[0] == '<' && value[^1] == '>'
        || value.StartsWith("${", StringComparison.Ordinal) || value.StartsWith("$(", StringComparison.Ordinal) || value.StartsWith("{{", StringComparison.Ordinal)
        || value[0] == '$' && value.Length > 2 && value[1..].IndexOfAnyExcept(Upper) < 0;

    private static bool IsNumber(ReadOnlySpan<char> value) => value.TrimEnd("kKMGTiBb%s").IndexOfAnyExcept(Number) < 0;
}
