namespace MemHelpBot.Parsing.Text;

/// <summary>What editors and <c>grep -n</c> put before a line: <c>  12  </c>, <c>12:</c>, <c>12 | </c>.</summary>
internal static class LineNumber
{
    private const int MostDigits = 7;

    /// <summary>Where the text behind a line's number begins; <paramref name="start"/> when there is no number.</summary>
    public static int Behind(string buffer, int start, int stop)
    {
        var at = start;
        while (at < stop && buffer[at] == ' ')
            at++;
        var digits = Stamps.Digits(buffer.AsSpan(at, stop - at));
        at += digits;
        if (digits is 0 or > MostDigits || at >= stop || !IsMark(buffer[at]))
            return start;
        while (at < stop && IsMark(buffer[at]))
            at++;
        return at;
    }

    private static bool IsMark(char c) => c is ':' or '|' or '\t' or ' ';
}
