using System.Globalization;

namespace MemHelpBot.Parsing.Messages;

/// <summary>Reads numbers, sizes and words out of one line. Every method takes an index that may lie behind the end and answers null or -1 then.</summary>
internal static class Scan
{
    /// <summary>Largest number of bytes that is believed: 8 EiB less one.</summary>
    private const decimal MostBytes = long.MaxValue;

    /// <summary>Index just behind the first <paramref name="literal"/> at or after <paramref name="from"/>; -1 when there is none.</summary>
    public static int Behind(ReadOnlySpan<char> text, string literal, int from = 0)
    {
        if (from < 0 || from > text.Length)
            return -1;
        var at = text[from..].IndexOf(literal, StringComparison.Ordinal);
        return at < 0 ? -1 : from + at + literal.Length;
    }

    /// <summary>Whether the line holds the literal, case counting.</summary>
    public static bool Has(ReadOnlySpan<char> text, string literal) => text.Contains(literal, StringComparison.Ordinal);

    /// <summary>Whether the line holds the literal, in any case.</summary>
    public static bool HasAnyCase(ReadOnlySpan<char> text, string literal) => text.Contains(literal, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the literal stands at an index.</summary>
    public static bool At(ReadOnlySpan<char> text, int at, string literal) =>
        at >= 0 && at <= text.Length && text[at..].StartsWith(literal, StringComparison.Ordinal);

    /// <summary>First index at or after <paramref name="at"/> that is no blank.</summary>
    public static int Blanks(ReadOnlySpan<char> text, int at)
    {
        while (at >= 0 && at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    /// <summary>An integer that starts at an index, blanks before it passed over. Null when it does not fit 64 bits or a word goes on behind it.</summary>
    public static Figure? Integer(ReadOnlySpan<char> text, int at)
    {
        if (at < 0)
            return null;
        var start = Blanks(text, at);
        var negative = start < text.Length && text[start] == '-';
        var digit = negative ? start + 1 : start;
        var end = DigitsEnd(text, digit);
        if (end == digit || end - digit > 19 || !long.TryParse(text[start..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return null;
        return new Figure(value, start, end - start);
    }

    /// <summary>End of the digits that start at an index; the index itself when there are none.</summary>
    public static int DigitsEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>A number with or without decimals at an index (point or comma), blanks before it passed over.</summary>
    public static (decimal Value, int Offset, int Length)? Number(ReadOnlySpan<char> text, int at)
    {
        if (at < 0)
            return null;
        var start = Blanks(text, at);
        var end = DigitsEnd(text, start);
        if (end == start || end - start > 19)
            return null;
        var value = decimal.Parse(text[start..end], NumberStyles.None, CultureInfo.InvariantCulture);
        while (Grouped(text, end, out var group) && value < 1_000_000_000_000m)
        {
            value = value * 1000 + decimal.Parse(text.Slice(end + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            end = group;
        }

        if (end + 1 < text.Length && text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]))
        {
            var fraction = DigitsEnd(text, end + 1);
            if (fraction - end > 9)
                return null;
            var scale = 1m;
            for (var i = end + 1; i < fraction; i++)
                value += (text[i] - '0') * (scale /= 10);
            end = fraction;
        }

        return (value, start, end - start);
    }

    /// <summary>Whether a comma and exactly three digits follow: separated thousands (<c>81,920</c>), not decimals.</summary>
    private static bool Grouped(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at + 4;
        return at < text.Length && text[at] == ',' && DigitsEnd(text, at + 1) == end;
    }

    /// <summary>
    /// A size at an index, in bytes, rounded: <c>5.96 GiB</c>, <c>40g</c>, <c>81920kB</c>, <c>64 kbytes</c>. A bare number counts
    /// <paramref name="bare"/> bytes; 0 asks for a unit. K, M, G, T are steps of <paramref name="step"/>, those with an i always of 1024.
    /// </summary>
    public static Figure? Size(ReadOnlySpan<char> text, int at, long bare = 0, long step = 1024)
    {
        if (Number(text, at) is not { } number)
            return null;
        var end = number.Offset + number.Length;
        var unit = end < text.Length && text[end] is ' ' or '\u00a0' ? end + 1 : end;
        var factor = Unit(text, unit, step, out var unitEnd);
        if (factor == 0)
        {
            if (bare == 0)
                return null;
            (factor, unitEnd) = (bare, end);
        }

        if (number.Value > MostBytes / factor)
            return null;
        var bytes = Math.Round(number.Value * factor);
        return bytes > MostBytes ? null : new Figure((long)bytes, number.Offset, unitEnd - number.Offset);
    }

    /// <summary>A size in KiB, rounded to whole ones; see <see cref="Size"/>.</summary>
    public static Figure? Kibibytes(ReadOnlySpan<char> text, int at, long bare = 0) =>
        Size(text, at, bare) is { } size ? size with { Value = size.Value / 1024 + (size.Value % 1024 >= 512 ? 1 : 0) } : null;

    /// <summary>The characters from an index to the next blank.</summary>
    public static ReadOnlySpan<char> Word(ReadOnlySpan<char> text, int at)
    {
        if (at < 0 || at > text.Length)
            return default;
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        return text[at..end];
    }

    /// <summary>The characters from an index up to a stop character, or nothing when it does not follow.</summary>
    public static ReadOnlySpan<char> Until(ReadOnlySpan<char> text, int at, char stop)
    {
        if (at < 0 || at > text.Length)
            return default;
        var length = text[at..].IndexOf(stop);
        return length < 0 ? default : text.Slice(at, length);
    }

    /// <summary>Bytes of the unit at an index, 0 when no unit stands there.</summary>
    private static long Unit(ReadOnlySpan<char> text, int at, long step, out int end)
    {
        end = at;
        if (at >= text.Length)
            return 0;
        var power = char.ToUpperInvariant(text[at]) switch { 'B' => 0, 'K' => 1, 'M' => 2, 'G' => 3, 'T' => 4, 'P' => 5, _ => -1 };
        if (power < 0)
            return 0;
        end = at + 1;
        var letters = end;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
            letters++;
        var tail = text[end..letters];
        var known = power == 0
            ? tail.IsEmpty || tail is "ytes" or "yte"
            : tail.IsEmpty || tail is "B" or "b" or "iB" or "ib" or "i" or "bytes" or "Bytes" or "byte" or "iBytes";
        if (!known)
            return 0;
        var by = tail.StartsWith("i", StringComparison.Ordinal) ? 1024 : step;
        end = letters;
        long factor = 1;
        for (var i = 0; i < power; i++)
            factor *= by;
        return factor;
    }
}
