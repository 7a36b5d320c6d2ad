using System.Globalization;

namespace MemHelpBot.Scanning;

/// <summary>A date and clock time of a log.</summary>
/// <param name="Clock">The clock time as the machine that logged showed it.</param>
/// <param name="Offset">Its distance from UTC; null when the log does not say.</param>
/// <param name="YearAssumed">Whether the year is not in the log: it is then the latest one in which the time does not lie after the file's last change.</param>
public readonly record struct LogTime(DateTime Clock, TimeSpan? Offset, bool YearAssumed)
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>Reads a time as a log prints it: ISO 8601, syslog's <c>Oct 22 10:59:06</c> with or without a year, <c>dmesg -T</c>'s. Null for anything else.</summary>
    /// <param name="printed">The time as printed.</param>
    /// <param name="reference">When the file was written last.</param>
    public static LogTime? Parse(string? printed, DateTimeOffset reference)
    {
        if (printed is null)
            return null;
        var text = printed.AsSpan().Trim();
        if (text.Length >= 19 && text[4] == '-')
            return Iso(text);
        var (year, month, day, clock) = (0, 0, 0, default(TimeSpan?));
        foreach (var range in text.Split(' '))
        {
            var word = text[range].TrimEnd(',');
            if (word.IsEmpty)
                continue;
            if (word.Contains(':'))
                clock = TimeSpan.TryParse(word, CultureInfo.InvariantCulture, out var parsed) && parsed.TotalDays < 1 ? parsed : null;
            else if (word.Length == 3 && MonthOf(word) is var named and > 0)
                month = named;
            else if (word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var four))
                year = four;
            else if (word.Length <= 2 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var two))
                day = two;
        }

        if (clock is not { } time || month == 0 || day is < 1 or > 31 || year is not 0 and (< 1970 or > 9998))
            return null;
        return year > 0 ? At(year, month, day, time, false) : Latest(month, day, time, reference);
    }

    /// <summary>The moment, with <paramref name="local"/> for a log that does not say where it was written.</summary>
    public DateTimeOffset In(TimeZoneInfo local) => new(Clock, Offset ?? local.GetUtcOffset(Clock));

    /// <summary>ISO 8601; without an offset when the log has none.</summary>
    public override string ToString() =>
        Clock.ToString(Clock.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + Zone();

    private string Zone() => Offset switch
    {
        null => "",
        { Ticks: 0 } => "Z",
        { } offset => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture),
    };

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Months.Length; i++)
        {
            if (word.Equals(Months[i], StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }

        return 0;
    }

    private static LogTime? Iso(ReadOnlySpan<char> text)
    {
        var zone = text[19..].IndexOfAny('Z', '+', '-');
        var clock = (zone < 0 ? text : text[..(19 + zone)]).ToString().Replace(',', '.').Replace('T', ' ');
        if (clock.Length > 27)
            clock = clock[..27];
        if (!DateTime.TryParseExact(clock, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed))
            return null;
        return zone < 0 ? new LogTime(parsed, null, false) : ZoneOf(text[(19 + zone)..]) is { } offset ? new LogTime(parsed, offset, false) : null;
    }

    private static TimeSpan? ZoneOf(ReadOnlySpan<char> text)
    {
        if (text is "Z")
            return TimeSpan.Zero;
        Span<char> digits = stackalloc char[4];
        var count = 0;
        foreach (var c in text[1..])
        {
            if (char.IsAsciiDigit(c) && count < 4)
                digits[count++] = c;
        }

        if (count is not (2 or 4))
            return null;
        var hours = ((digits[0] - '0') * 10) + digits[1] - '0';
        var minutes = count == 4 ? ((digits[2] - '0') * 10) + digits[3] - '0' : 0;
        return hours > 14 || minutes > 59 ? null : new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
    }

    private static LogTime? Latest(int month, int day, TimeSpan time, DateTimeOffset reference)
    {
        // A day of grace: the clocks of two machines, and zones, differ. A 29 February may lie several years back.
        for (var year = reference.Year + 1; year > reference.Year - 9 && year > 1970; year--)
        {
            if (At(year, month, day, time, true) is { } at && at.Clock <= reference.DateTime.AddDays(1))
                return at;
        }

        return null;
    }

    private static LogTime? At(int year, int month, int day, TimeSpan time, bool assumed) =>
        day <= DateTime.DaysInMonth(year, month) ? new LogTime(new DateTime(year, month, day).Add(time), null, assumed) : null;
}
