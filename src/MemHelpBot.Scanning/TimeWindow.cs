using System.Globalization;

namespace MemHelpBot.Scanning;

/// <summary>The stretch of time that is asked for.</summary>
/// <param name="Since">From this moment on; null for any.</param>
/// <param name="Until">Up to this moment; null for any.</param>
/// <param name="Local">The zone of logs that do not say theirs, and of moments told without one.</param>
public sealed record TimeWindow(DateTimeOffset? Since, DateTimeOffset? Until, TimeZoneInfo Local)
{
    private static readonly string[] Forms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    /// <summary>Whether an incident is asked for. One without a date always is: it cannot be known.</summary>
    public bool Holds(FoundIncident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        if (incident.When is not { } when)
            return true;
        var at = when.In(Local);
        return !(at < Since) && !(at > Until);
    }

    /// <summary>
    /// A moment as people write it: <c>2026-11-21</c>, <c>2026-11-21 14:00</c>, ISO 8601 with or without a zone, <c>now</c>, <c>today</c>, <c>yesterday</c>,
    /// <c>2h</c>, <c>90 min</c>, <c>3 days ago</c>. Null for anything else.
    /// </summary>
    public static DateTimeOffset? Moment(string text, DateTimeOffset now, TimeZoneInfo local)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(local);
        var told = text.Trim();
        var here = TimeZoneInfo.ConvertTime(now, local);
        if (Word(told) is { } days)
            return days < 0 ? here : At(here.Date.AddDays(-days), local);
        if (DateTime.TryParseExact(told.Replace('T', ' '), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
            return At(clock, local);
        if (LogTime.Parse(told, now) is { } time && told.Length >= 19 && told[4] == '-')
            return time.In(local);
        return Ago(told) is { } ago && ago < now - DateTimeOffset.UnixEpoch ? now - ago : null;
    }

    private static int? Word(string told) => told.ToLowerInvariant() switch { "now" => -1, "today" => 0, "yesterday" => 1, _ => null };

    private static DateTimeOffset At(DateTime clock, TimeZoneInfo local) => new(clock, local.GetUtcOffset(clock));

    private static TimeSpan? Ago(string told)
    {
        var text = told.EndsWith(" ago", StringComparison.OrdinalIgnoreCase) ? told[..^4] : told.TrimStart('-');
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        var seconds = text[digits..].Trim().ToLowerInvariant() switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => 1L,
            "m" or "min" or "mins" or "minute" or "minutes" => 60,
            "h" or "hour" or "hours" => 3600,
            "d" or "day" or "days" => 86_400,
            "w" or "week" or "weeks" => 7 * 86_400,
            _ => 0,
        };
        return seconds == 0 ? null : TimeSpan.FromSeconds(count * seconds);
    }
}
