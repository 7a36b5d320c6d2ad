namespace MemHelpBot.Secrets.Finding;

/// <summary>Finds what stands under the name of a secret: in an assignment, JSON, YAML, XML, a header, a connection string, an option, a sentence.</summary>
internal static class NamedValues
{
    private const int LongestName = 64;
    private const int MostBlanks = 12;
    private static readonly string[] SaysSo = ["is ", "was ", "to ", "jest ", "to: ", "是", "为", "："];
    private static readonly string[] Qualifiers = ["api ", "access ", "secret ", "account ", "private ", "auth ", "license ", "encryption ", "storage ", "shared "];
    private static readonly string[] Schemes = ["bearer ", "basic ", "token ", "apikey "];

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        for (var at = KnownFormats.Next(text, 0, KeyNames.Anchors); at >= 0;)
        {
            var (start, end) = Name(text, at);
            var next = end;
            if (end - start <= LongestName && Sure(text, start, end) is not false and var sure && Separator(text, start, end) is { } from)
                next = Value(text, from, sure == true, text.AsSpan(start, end - start), found);
            at = KnownFormats.Next(text, Math.Max(next, at + 1), KeyNames.Anchors);
        }
    }

    /// <summary>As <see cref="KeyNames.Of"/>; also of names in two words: "API key", "IDENTIFIED BY".</summary>
    private static bool? Sure(string text, int start, int end)
    {
        var name = text.AsSpan(start, end - start);
        if (name.Equals("by", StringComparison.OrdinalIgnoreCase))
            return true;
        if (name.Equals("key", StringComparison.OrdinalIgnoreCase))
            return Qualifiers.Any(q => text.AsSpan(0, start).EndsWith(q, StringComparison.OrdinalIgnoreCase)) ? null : false;
        return KeyNames.Of(name);
    }

    private static (int Start, int End) Name(string text, int at)
    {
        if (text.AsSpan(at).StartsWith("identified by", StringComparison.OrdinalIgnoreCase))
            return (at + "identified ".Length, at + "identified by".Length);
        // Anchors may carry the quote before a short name.
        if (text[at] == '"')
            at++;
        var (start, end) = (at, at);
        while (start > 0 && at - start < LongestName && IsName(text[start - 1]))
            start--;
        while (end < text.Length && end - at <= LongestName && IsName(text[end]))
            end++;
        return (start, end);
    }

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' || c is 'ł' or 'Ł' || (c is >= '\u4e00' and <= '\u9fff' && "密码碼口令钥牌".Contains(c, StringComparison.Ordinal));

    /// <summary>Where the value begins; null when the name is only mentioned.</summary>
    private static int? Separator(string text, int start, int end)
    {
        var at = end;
        while (at < text.Length && at - end < 4 && text[at] is '"' or '\'' or '`' or ']' or ')' or '\\')
            at++;
        var quoted = at > end;
        var name = at;
        at = Blanks(text, at);
        if (at >= text.Length)
            return null;
        if (text[at] is '=' or ':' or '：' or '＝')
        {
            at++;
            while (at < text.Length && text[at] is '=' or '>' or '~')
                at++;
            return OnNextLine(text, Blanks(text, at));
        }

        if (text[at] == '>' && start > 0 && text[start - 1] == '<')
            return at + 1;
        if (text[at] == ',' && quoted && Blanks(text, at + 1) is var item && item < text.Length && text[item] is '"' or '\'')
            return item;
        foreach (var word in SaysSo)
        {
            if (text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return Blanks(text, text[at + word.Length - 1] == ' ' ? at + word.Length : Blanks(text, at + word.Length) is var more && more < text.Length && text[more] is ':' or '：' ? Blanks(text, more + 1) : more);
        }

        // An option with its value behind a blank; netrc(5); SQL with a literal.
        var blank = at > name;
        var option = start > 0 && text[start] == '-';
        return blank && (option || text[at] is '\'' or '"' || LineBefore(text, start).Contains("login ", StringComparison.Ordinal) || LineBefore(text, start).Trim().Length == 0 && IsConfigLine(text, at)) ? at : null;
    }

    private static ReadOnlySpan<char> LineBefore(string text, int at)
    {
        var from = Math.Max(0, at - 200);
        var before = text.AsSpan(from, at - from);
        return before[(before.LastIndexOf('\n') + 1)..];
    }

    /// <summary><c>requirepass s3cret!</c>: the name, one value, nothing else on the line.</summary>
    private static bool IsConfigLine(string text, int at)
    {
        var length = text.AsSpan(at).IndexOfAny('\r', '\n');
        var value = length < 0 ? text.AsSpan(at) : text.AsSpan(at, length);
        return value.Length is >= 6 and <= 256 && value.IndexOfAny(' ', '\t') < 0 && value.IndexOfAnyInRange('0', '9') >= 0;
    }

    /// <summary>YAML puts a long value under its name, indented.</summary>
    private static int OnNextLine(string text, int at)
    {
        var from = at;
        while (from < text.Length && text[from] is '|' or '>' or '-' or '+')
            from++;
        if (from > at && from - at > 2)
            return at;
        if (from < text.Length && text[from] == '\r')
            from++;
        if (from >= text.Length || text[from] != '\n')
            return at;
        var value = from + 1;
        while (value < text.Length && value - from <= 32 && text[value] is ' ' or '\t')
            value++;
        return value > from + 1 || from > at ? value : at;
    }

    private static int Value(string text, int from, bool sure, ReadOnlySpan<char> name, List<SecretSpan> found)
    {
        foreach (var scheme in Schemes)
        {
            if (text.AsSpan(Math.Min(from, text.Length)).StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                from += scheme.Length;
        }

        var value = ValueText.At(text, from);
        var body = text.AsSpan(value.Start, value.End - value.Start);
        if (!ValueText.IsSecret(body, sure, value.Quoted, name))
            return from;
        value = value with { End = ValueText.EndOf(text, value) };
        found.Add(new SecretSpan(value.Start, value.End, sure ? SecretKind.Password : name.Contains("token", StringComparison.OrdinalIgnoreCase) ? SecretKind.Token : SecretKind.Key));
        return value.End;
    }

    private static int Blanks(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < MostBlanks && text[end] is ' ' or '\t')
            end++;
        return end;
    }
}
