using System.Buffers;
using System.Globalization;

namespace MemHelpBot.Cases.Ingest;

/// <summary>The address and the date that a text gives as its own: not every link in it is one.</summary>
internal static class OwnMarks
{
    private static readonly SearchValues<char> UrlEnds = SearchValues.Create(" )>]\"'");
    private static readonly string[] UrlLabels = ["url:", "source:", "original:", "link:", "原文链接", "原文地址", "本文链接", "来源", "źródło:", "adres:"];
    private static readonly string[] DateLabels = ["posted @", "posted on", "date:", "published", "last updated", "创建时间", "发布时间", "发表于", "更新时间", "data:", "opublikowano"];

    private static readonly string[] PolishMonths =
        ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"];

    private static readonly string[] EnglishMonths =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>What a text says of itself.</summary>
    public static (string? Url, string? Date) Find(ReadOnlySpan<char> text)
    {
        string? url = null, date = null;
        var number = 0;
        foreach (var raw in text.EnumerateLines())
        {
            var line = raw.Trim(" \t*>-");
            number++;
            if (line.Length is 0 or > 300)
                continue;
            if (url is null && StartsWithAny(line, UrlLabels))
                url = UrlIn(line);
            // A date line on its own belongs to the text when it stands at its head.
            if (date is null && (StartsWithAny(line, DateLabels) || (number <= 3 && IsDateLine(line))))
                date = DateIn(line);
        }

        return (url, date);
    }

    /// <summary>Whether a line is nothing but a date, as blogs print above a title.</summary>
    public static bool IsDateLine(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        return trimmed.Length is >= 8 and <= 40 && DateIn(trimmed) is not null;
    }

    /// <summary>The first date in a line, as year-month-day; null when there is none.</summary>
    public static string? DateIn(ReadOnlySpan<char> line)
    {
        for (var i = 0; i + 10 <= line.Length; i++)
        {
            if (line[i + 4] is '-' or '/' or '.' or '年' && DateOnly.TryParseExact(
                    $"{line.Slice(i, 4)}-{line.Slice(i + 5, 2)}-{line.Slice(i + 8, 2)}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return DateInWords(line);
    }

    private static string? DateInWords(ReadOnlySpan<char> line)
    {
        var (day, month, year) = (0, 0, 0);
        foreach (var range in line.SplitAny(' ', ','))
        {
            var word = line[range];
            if (word.Length is 1 or 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var small) && day == 0)
                day = small;
            else if (word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var large))
                year = large;
            else if (MonthOf(word) is > 0 and var named)
                month = named;
        }

        return year is >= 1990 and <= 2100 && month > 0 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}")
            : null;
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < 12; i++)
        {
            if (word.Equals(PolishMonths[i], StringComparison.OrdinalIgnoreCase) || word.Equals(EnglishMonths[i], StringComparison.OrdinalIgnoreCase)
                || (word.Length == 3 && word.Equals(EnglishMonths[i].AsSpan(0, 3), StringComparison.OrdinalIgnoreCase)))
                return i + 1;
        }

        return 0;
    }

    private static string? UrlIn(ReadOnlySpan<char> line)
    {
        var start = line.IndexOf("http", StringComparison.Ordinal);
        if (start < 0)
            return null;
        var rest = line[start..];
        var end = rest.IndexOfAny(UrlEnds);
        var url = (end < 0 ? rest : rest[..end]).ToString();
        return IsUrl(url) ? url : null;
    }

    /// <summary>Whether a text is a web address.</summary>
    public static bool IsUrl(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool StartsWithAny(ReadOnlySpan<char> line, string[] labels)
    {
        foreach (var label in labels)
        {
            if (line.StartsWith(label, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
