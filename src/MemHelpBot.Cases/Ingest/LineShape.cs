using MemHelpBot.Cases.Text;

namespace MemHelpBot.Cases.Ingest;

/// <summary>What a line of plain text looks like: prose, a heading, or something a machine printed or reads.</summary>
internal static class LineShape
{
    private const int LongestHeading = 70;
    private const int LongestUnspacedHeading = 30;
    private static readonly string[] Fillers = ["或者", "例如", "比如", "比如说", "参考", "or", "and", "e.g.", "i.e.", "..."];

    /// <summary>Whether a line is a log line, a command, a table row or code.</summary>
    public static bool IsMachine(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        if (text.Length < 3)
            return false;
        int letters = 0, digits = 0, unspaced = 0, marks = 0, equals = 0, blanks = 0;
        foreach (var c in text)
        {
            if (Script.IsUnspaced(c))
                unspaced++;
            else if (char.IsLetter(c))
                letters++;
            else if (char.IsDigit(c))
                digits++;
            else if (c == ' ')
                blanks++;
            else
                marks++;
            if (c == '=')
                equals++;
        }

        if (unspaced * 4 > text.Length)
            return false;
        if (text[0] == '[' && digits > 2 && text.Contains(']'))
            return true;
        if (text[0] is '#' or '$' && text.Length > 2 && text[1] == ' ' && char.IsAsciiLetterLower(text[2]))
            return true;
        if (IsTrace(text) || StartsWithTime(text))
            return true;
        if (equals >= 2 || text[^1] is ';' or '{' or '}' || text.Contains("=0x", StringComparison.Ordinal))
            return true;
        if (text.Contains("kB", StringComparison.Ordinal) && digits > 2 && text.Contains(':'))
            return true;
        if (digits > 3 && (digits + marks) * 5 > (text.Length - blanks) * 3)
            return true;
        return digits > 2 && marks * 4 > text.Length - blanks && text[^1] is not ('.' or '!' or '?' or ')');
    }

    // Lines of a stack trace: Java, Python, gdb, the kernel.
    private static bool IsTrace(ReadOnlySpan<char> text) =>
        (text.StartsWith("at ", StringComparison.Ordinal) && text[^1] == ')' && text.Contains('('))
        || (text.StartsWith("File \"", StringComparison.Ordinal) && text.Contains("\", line ", StringComparison.Ordinal))
        || text.StartsWith("Caused by: ", StringComparison.Ordinal)
        || text.StartsWith("Traceback (most recent call last)", StringComparison.Ordinal)
        || (text[0] == '#' && char.IsAsciiDigit(text[1]) && text.Contains("0x", StringComparison.Ordinal));

    // "2021-12-13 17:02:29 …", "2021-12-13T17:02:29…", "Dec 13 17:02:29 host …", with more behind it.
    private static bool StartsWithTime(ReadOnlySpan<char> text)
    {
        var clock = text.Length > 24 && text[4] == '-' && text[10] is ' ' or 'T' ? 11 : text.Length > 20 && text[3] == ' ' && text[6] == ' ' && char.IsUpper(text[0]) ? 7 : -1;
        return clock > 0 && char.IsAsciiDigit(text[clock]) && text[clock + 2] == ':' && text[clock + 5] == ':' && char.IsAsciiDigit(text[clock + 6]);
    }

    /// <summary>Whether a line that stands alone may be a heading: short, no sentence, no command.</summary>
    public static bool MayBeHeading(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        if (text.Length is < 2 or > LongestHeading || text[0] is '-' or '•' or '*' or '+' or '>' or '#' or '$' or '|')
            return false;
        if (text[^1] is '.' or ',' or ';' or ':' or '!' or '。' or '，' or '；' or '：' or '！' or ')' or '…' or '”' or '"')
            return false;
        int letters = 0, unspaced = 0, words = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '|' or '/' or '=' or '<' or '>' or '$' or '{' or '}' or '[' or ']' or ';' or '\\' or '，' or '。' or '@' or '\t')
                return false;
            if (c == ' ')
            {
                words++;
                if (i + 1 < text.Length && text[i + 1] == '-')
                    return false;
            }

            if (Script.IsUnspaced(c))
                unspaced++;
            else if (char.IsLetter(c))
                letters++;
        }

        foreach (var filler in Fillers)
        {
            if (text.Equals(filler, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        if (IsMachine(text) || OwnMarks.IsDateLine(text))
            return false;
        return unspaced > 1 ? text.Length <= LongestUnspacedHeading : letters > 2 && words <= 9;
    }

    /// <summary>Whether a line between others, without blanks around it, is a heading: stricter.</summary>
    public static bool IsHeadingAmong(ReadOnlySpan<char> before, ReadOnlySpan<char> line, ReadOnlySpan<char> after)
    {
        var previous = before.Trim();
        var text = line.Trim();
        if (!MayBeHeading(text) || after.Trim().Length == 0 || (IsMachine(previous) && !IsProse(after.Trim())))
            return false;
        var ended = previous.Length == 0 || IsMachine(previous) || previous[^1] is '.' or '!' or '?' or '。' or '！' or '？' or '…' || MayBeHeading(previous);
        if (!ended)
            return false;
        var unspaced = Script.IsUnspaced(text[^1]);
        return unspaced
            ? text.Length <= 20
            : (char.IsUpper(text[0]) || (char.IsAsciiDigit(text[0]) && text.Contains('.'))) && text.Count(' ') <= 7;
    }

    // Between the lines of a log anything short might be one of them; before a list item or a whole sentence it is a heading.
    private static bool IsProse(ReadOnlySpan<char> line) =>
        !IsMachine(line) && (line[0] is '-' or '•' || (line.Length >= 10 && line[^1] is '.' or '。' or ':' or '：'));
}
