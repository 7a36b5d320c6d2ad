namespace MemHelpBot.Cases.Lint;

/// <summary>
/// Reads the numbers of a text in the forms of English, Chinese and Polish: <c>22,324</c>, <c>22 324</c>, <c>1.7</c>, <c>1,7</c>, <c>0x3000d0</c>.
/// Digits inside a word (<c>cgroup v2</c>, <c>x86_64</c>, <c>DMA32</c>) are no number.
/// </summary>
internal static class Numbers
{
    /// <summary>The numbers of a sentence, each in its plain form: digits, and a point before decimals.</summary>
    public static IReadOnlyList<string> In(string text) => Read(text, wordsToo: false);

    /// <summary>Every number that a section could mean, in every reading of its separators; digits inside words count too.</summary>
    public static HashSet<string> Meant(string text)
    {
        var meant = new HashSet<string>(StringComparer.Ordinal);
        meant.UnionWith(Read(text, wordsToo: true));
        // "ranks 768 256" may be one number or two.
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
            if (i > start)
                meant.Add(text[start..i]);
            else
                i++;
        }

        return meant;
    }

    private static List<string> Read(string text, bool wordsToo)
    {
        var numbers = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            i = End(text, i);
            var inWord = (start > 0 && IsWordCharacter(text[start - 1])) || (i < text.Length && text[i] == '_');
            if (wordsToo || !inWord)
                numbers.Add(Plain(text.AsSpan(start, i - start)));
        }

        return numbers;
    }

    private static int End(string text, int i)
    {
        if (text[i] == '0' && i + 2 < text.Length && text[i + 1] == 'x' && char.IsAsciiHexDigit(text[i + 2]))
        {
            i += 2;
            while (i < text.Length && char.IsAsciiHexDigit(text[i]))
                i++;
            return i;
        }

        while (i < text.Length)
        {
            if (char.IsAsciiDigit(text[i]))
                i++;
            else if (text[i] is '.' or ',' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
                i++;
            else if (text[i] is ' ' or '\u00A0' or '\u202F' && ThreeDigitsFollow(text, i + 1))
                i++;
            else
                break;
        }

        return i;
    }

    // A blank separates thousands only between a group of one to three digits and exactly three more.
    private static bool ThreeDigitsFollow(string text, int at)
    {
        var digits = 0;
        while (at + digits < text.Length && char.IsAsciiDigit(text[at + digits]))
            digits++;
        var before = 0;
        while (at - 2 - before >= 0 && char.IsAsciiDigit(text[at - 2 - before]))
            before++;
        return digits == 3 && before is >= 1 and <= 3;
    }

    private static string Plain(ReadOnlySpan<char> number)
    {
        if (number.StartsWith("0x", StringComparison.Ordinal))
            return number.ToString().ToLowerInvariant();
        var plain = new System.Text.StringBuilder(number.Length);
        for (var i = 0; i < number.Length; i++)
        {
            if (char.IsAsciiDigit(number[i]))
            {
                plain.Append(number[i]);
                continue;
            }

            var group = 0;
            while (i + 1 + group < number.Length && char.IsAsciiDigit(number[i + 1 + group]))
                group++;
            // A comma before three digits separates thousands; any other comma is a decimal one.
            if (number[i] == '.' || (number[i] == ',' && group != 3))
                plain.Append('.');
        }

        return plain.ToString();
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetter(c) || c == '_';
}
