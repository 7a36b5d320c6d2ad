namespace MemHelpBot.Parsing.Kernel;

/// <summary>Numbers and words, read by hand from a span. Nothing throws; what does not fit is not read.</summary>
internal static class Scan
{
    /// <summary>What may close a line that was quoted: blanks and quotation marks, typographic ones too.</summary>
    public const string Closing = " \t\r\"”’»“";

    private const int MostDigits = 18;

    /// <summary>Reads decimal digits at <paramref name="at"/> and moves behind them.</summary>
    public static bool Number(ReadOnlySpan<char> text, ref int at, out long value)
    {
        value = 0;
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            if (at - from >= MostDigits)
                return false;
            value = unchecked((value * 10) + (text[at] - '0'));
            at++;
        }

        return at > from;
    }

    /// <summary>Reads an optional minus and digits.</summary>
    public static bool Signed(ReadOnlySpan<char> text, ref int at, out long value)
    {
        var minus = at < text.Length && text[at] == '-';
        var from = at;
        if (minus)
            at++;
        if (!Number(text, ref at, out value))
        {
            at = from;
            return false;
        }

        value = minus ? -value : value;
        return true;
    }

    /// <summary>Reads <c>0x</c> and hexadecimal digits, at most 15.</summary>
    public static bool Hex(ReadOnlySpan<char> text, ref int at, out long value)
    {
        value = 0;
        if (at + 2 >= text.Length || text[at] != '0' || text[at + 1] is not ('x' or 'X'))
            return false;
        var from = at + 2;
        at = from;
        while (at < text.Length && char.IsAsciiHexDigit(text[at]))
        {
            if (at - from >= 15)
                return false;
            var c = text[at] | 0x20;
            value = (value << 4) | (uint)(c <= '9' ? c - '0' : c - 'a' + 10);
            at++;
        }

        return at > from;
    }

    /// <summary>Moves over blanks.</summary>
    public static void Blanks(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
    }

    /// <summary>Moves over a literal when it stands at <paramref name="at"/>.</summary>
    public static bool Literal(ReadOnlySpan<char> text, ref int at, ReadOnlySpan<char> literal)
    {
        if (at > text.Length || !text[at..].StartsWith(literal, StringComparison.Ordinal))
            return false;
        at += literal.Length;
        return true;
    }

    /// <summary>Position behind the first occurrence of a literal from <paramref name="from"/> on; -1 when it is not there.</summary>
    public static int Behind(ReadOnlySpan<char> text, int from, ReadOnlySpan<char> literal)
    {
        var found = from > text.Length ? -1 : text[from..].IndexOf(literal, StringComparison.Ordinal);
        return found < 0 ? -1 : from + found + literal.Length;
    }
}
