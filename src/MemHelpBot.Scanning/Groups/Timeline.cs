using MemHelpBot.Facts;

namespace MemHelpBot.Scanning;

/// <summary>An incident in a few words.</summary>
/// <param name="Source">The file.</param>
/// <param name="Line">Its first line there.</param>
/// <param name="Time">ISO 8601 where it is known, else as printed; null when no line carries one.</param>
/// <param name="At">The moment, for the order; null when unknown.</param>
/// <param name="Host">The host; null when not named.</param>
/// <param name="Key">What makes it like others.</param>
/// <param name="AnonRssKb">Anonymous resident memory of the victim in KiB; null when not told.</param>
public sealed record TimelineEntry(string Source, int Line, string? Time, DateTimeOffset? At, string? Host, GroupKey Key, long? AnonRssKb)
{
    /// <summary>That of an incident.</summary>
    public static TimelineEntry Of(FoundIncident incident, TimeZoneInfo local)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return new(
            incident.Source, incident.FirstLine, incident.When?.ToString() ?? incident.Time, incident.When?.In(local), incident.Host,
            GroupKey.Of(incident), incident.Facts.Integer(OomFacts.VictimAnonRss));
    }
}

/// <summary>The incidents one by one, as many as a person may read; the rest are counted.</summary>
/// <param name="local">The zone of logs that do not say theirs.</param>
public sealed class Timeline(TimeZoneInfo local)
{
    /// <summary>Entries that are kept: the first ones found.</summary>
    public const int Most = 1000;

    private readonly List<TimelineEntry> entries = [];

    /// <summary>How many incidents are not in it.</summary>
    public long LeftOut { get; private set; }

    /// <summary>The entries: those with a date in order of time, between them those without where they were found.</summary>
    public IReadOnlyList<TimelineEntry> Entries
    {
        get
        {
            var dated = new Queue<TimelineEntry>(entries.Where(e => e.At is not null).OrderBy(e => e.At));
            return [.. entries.Select(e => e.At is null ? e : dated.Dequeue())];
        }
    }

    /// <summary>Takes an incident.</summary>
    public void Add(FoundIncident incident)
    {
        if (entries.Count < Most)
            entries.Add(TimelineEntry.Of(incident, local));
        else
            LeftOut++;
    }
}
