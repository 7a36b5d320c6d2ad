using System.Numerics;

namespace MemHelpBot.Parsing.Text;

/// <summary>Shapes of time stamps, recognised by hand at the start of a text. Each answers the length it takes, 0 for none.</summary>
internal static class Stamps
{
    /// <summary>The kernel's own stamp <c>[12345.678901]</c>, seconds since boot, brackets included.</summary>
    public static int Boot(ReadOnlySpan<char> text)
    {
        if (text.Length < 5 || text[0] != '[')
            return 0;
        if (text.Length > CharMask.Width)
            return BootByMask(text);
        var at = 1;
        while (at < text.Length && text[at] == ' ')
            at++;
        var seconds = Seconds(text[at..]);
        at += seconds;
        return seconds > 0 && at < text.Length && text[at] == ']' ? at + 1 : 0;
    }

    // The first thing that is asked of every line of the kernel, so it is asked of all its characters at once.
    private static int BootByMask(ReadOnlySpan<char> text)
    {
        CharMask.Of(text, 1, out var digits, out var blanks);
        var at = BitOperations.TrailingZeroCount(~blanks);
        var whole = BitOperations.TrailingZeroCount(~((ulong)digits >> at));
        at += whole + 1;
        if (whole == 0 || at >= CharMask.Width || text[at] != '.')
            return 0;
        var decimals = BitOperations.TrailingZeroCount(~((ulong)digits >> at));
        at += decimals + 1;
        return decimals >= 2 && at <= CharMask.Width && text[at] == ']' ? at + 1 : 0;
    }

    /// <summary>Seconds with decimals: <c>12345.678901</c>.</summary>
    public static int Seconds(ReadOnlySpan<char> text)
    {
        var whole = Digits(text);
        if (whole == 0 || whole >= text.Length || text[whole] != '.')
            return 0;
        var decimals = Digits(text[(whole + 1)..]);
        return decimals >= 2 ? whole + 1 + decimals : 0;
    }

    /// <summary>A bracket that holds a clock time, in any language: <c>[Sat Feb  4 21:35:25 2023]</c>, <c>[2024-05-15T14:57:36.877]</c>.</summary>
    public static int Bracketed(ReadOnlySpan<char> text)
    {
        if (text.Length < 10 || text[0] != '[')
            return 0;
        var end = text[..Math.Min(text.Length, 48)].IndexOf(']');
        if (end < 9)
            return 0;
        for (var at = 1; at + 8 <= end; at++)
        {
            if (Clock(text[at..end]) > 0)
                return end + 1;
        }

        return 0;
    }

    /// <summary>What dmesg puts in brackets when it counts from the line above: <c>[  +0.002367]</c>, <c>[Nov21 21:00]</c>.</summary>
    public static int Delta(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 24)].IndexOf(']');
        if (end < 8 || text[0] != '[')
            return 0;
        var inside = text[1..end];
        var sign = inside.TrimStart();
        if (sign.Length > 3 && sign[0] == '+')
            return Seconds(sign[1..]) == sign.Length - 1 ? end + 1 : 0;
        return inside.Length == 11 && char.IsAsciiLetterUpper(inside[0]) && char.IsAsciiLetterLower(inside[1]) && char.IsAsciiLetterLower(inside[2])
            && (Two(inside[3..]) || inside[3] == ' ' && char.IsAsciiDigit(inside[4])) && inside[5] == ' ' && Two(inside[6..]) && inside[8] == ':' && Two(inside[9..]) ? end + 1 : 0;
    }

    /// <summary>A clock time <c>21:35:25</c>, with decimals.</summary>
    public static int Clock(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':' || !Two(text) || !Two(text[3..]) || !Two(text[6..]))
            return 0;
        if (text.Length > 9 && text[8] is '.' or ',')
        {
            var decimals = Digits(text[9..]);
            return decimals > 0 ? 9 + decimals : 8;
        }

        return text.Length > 8 && char.IsAsciiDigit(text[8]) ? 0 : 8;
    }

    /// <summary>An ISO date and time with an optional zone.</summary>
    public static int Iso(ReadOnlySpan<char> text)
    {
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or ' ')
            || !Two(text) || !Two(text[2..]) || !Two(text[5..]) || !Two(text[8..]))
        {
            return 0;
        }

        var clock = Clock(text[11..]);
        if (clock == 0)
            return 0;
        var at = 11 + clock;
        if (at < text.Length && text[at] == 'Z')
            return at + 1;
        if (at + 5 <= text.Length && text[at] is '+' or '-' && Two(text[(at + 1)..]))
        {
            var minutes = text[at + 3] == ':' ? at + 4 : at + 3;
            if (minutes + 2 <= text.Length && Two(text[minutes..]))
                return minutes + 2;
        }

        return at;
    }

    /// <summary>A syslog date and time, month in any language: <c>Oct 22 10:59:06</c>, <c>апр 25 06:17:44</c>, <c>10月 22 2024 10:59:06</c>.</summary>
    public static int Syslog(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, 48)];
        var at = 0;
        var day = false;
        var named = 0;
        for (var words = 0; words < 4 && at < text.Length && at < 28; words++)
        {
            var clock = Clock(text[at..]);
            if (clock > 0)
                return day && words >= 2 ? at + clock : 0;
            var word = text[at..].IndexOf(' ');
            if (word is <= 0 or > 12)
                return 0;
            var digits = Digits(text[at..]);
            if (digits == word)
            {
                // A second number of that length is no date's: an editor's line number stands before it.
                if (day && digits <= 2)
                    return 0;
                day |= digits <= 2;
            }
            else if (++named > 1 || !IsWord(text.Slice(at + digits, word - digits)))
                return 0;
            at += word;
            while (at < text.Length && text[at] == ' ')
                at++;
        }

        var last = at < text.Length ? Clock(text[at..]) : 0;
        return day && last > 0 ? at + last : 0;
    }

    /// <summary>How many ASCII digits the text starts with.</summary>
    public static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
            count++;
        return count;
    }

    private static bool IsWord(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsLetter(word[i]) && !(i > 0 && i == word.Length - 1 && word[i] is '.' or ','))
                return false;
        }

        return true;
    }

    private static bool Two(ReadOnlySpan<char> text) => text.Length >= 2 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]);
}
