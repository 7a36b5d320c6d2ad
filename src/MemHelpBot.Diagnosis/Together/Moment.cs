using System.Globalization;

namespace MemHelpBot.Diagnosis.Together;

/// <summary>
/// A printed time as seconds on a scale. Only times of one scale can be compared: seconds since boot belong to one boot, and a date
/// without a year to any year.
/// </summary>
internal readonly record struct Moment(decimal Seconds, TimeScale Scale)
{
    private static readonly string[] WithYear =
    [
        "ddd MMM d HH:mm:ss yyyy", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy/MM/dd HH:mm:ss", "yyyy MMM d HH:mm:ss", "MMM d yyyy HH:mm:ss",
    ];

    private static readonly string[] WithoutYear = ["MMM d HH:mm:ss"];

    /// <summary>Reads a time in a log's own form; null for forms that are not known.</summary>
    public static Moment? Read(string? printed)
    {
        if (string.IsNullOrWhiteSpace(printed))
            return null;
        var text = string.Join(' ', printed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var boot))
            return boot < 1_000_000_000 ? new Moment(boot, TimeScale.Boot) : null;
        if (Exact(text, WithoutYear) is { } day)
            return new Moment(Since(day), TimeScale.DayOfYear);
        if (Exact(WithoutFraction(text, out var zoned), WithYear) is { } date)
            return new Moment(Since(date), TimeScale.Calendar);
        return zoned && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? new Moment(Since(instant.UtcDateTime), TimeScale.Calendar)
            : null;
    }

    /// <summary>Seconds from this moment to a later one; null when they cannot be compared or the other is earlier.</summary>
    public long? Until(Moment later) => Scale == later.Scale && later.Seconds >= Seconds ? (long)Math.Round(later.Seconds - Seconds) : null;

    // A date without a year is put into a leap year, so that 29 February exists.
    private static DateTime? Exact(string text, string[] forms) =>
        DateTime.TryParseExact(forms == WithoutYear ? "2000 " + text : text, forms == WithoutYear ? ["yyyy MMM d HH:mm:ss"] : forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : null;

    private static string WithoutFraction(string text, out bool zoned)
    {
        var clock = text.LastIndexOf(':');
        var zone = clock < 0 ? -1 : text.AsSpan(text.IndexOf(':', StringComparison.Ordinal)).IndexOfAny("+Z");
        zoned = zone >= 0 || (text.Length > 19 && text[10] == 'T' && text.AsSpan(19).Contains('-'));
        if (zoned)
            return text;
        var point = text.IndexOfAny(['.', ',']);
        return point > 0 && text.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? text[..point] : text;
    }

    private static decimal Since(DateTime date) => date.Ticks / (decimal)TimeSpan.TicksPerSecond;
}

/// <summary>What a printed time counts from.</summary>
internal enum TimeScale
{
    /// <summary>Seconds since boot.</summary>
    Boot,

    /// <summary>A date without a year.</summary>
    DayOfYear,

    /// <summary>A full date.</summary>
    Calendar,
}
