namespace MemHelpBot.Scanning;

/// <summary>What a scan came to. Collects as incidents are found; what it holds is bounded.</summary>
/// <param name="window">The time that is asked for.</param>
public sealed class ScanSummary(TimeWindow window)
{
    /// <summary>Files that are named as skipped; more are only counted.</summary>
    private const int MostSkipped = 1000;

    private readonly List<(string File, string Why)> skipped = [];

    /// <summary>Incidents found, in the window.</summary>
    public long Incidents { get; private set; }

    /// <summary>Incidents that were left out because they lie outside the window.</summary>
    public long OutsideWindow { get; private set; }

    /// <summary>Incidents without a date (seconds since boot, or no time at all): they are kept whatever the window.</summary>
    public long WithoutDate { get; private set; }

    /// <summary>Whether a time was asked for.</summary>
    public bool HasWindow => window.Since is not null || window.Until is not null;

    /// <summary>Whether a year had to be assumed.</summary>
    public bool YearAssumed { get; private set; }

    /// <summary>Files that were read.</summary>
    public int Files { get; set; }

    /// <summary>Lines that were searched.</summary>
    public long Lines { get; set; }

    /// <summary>Bytes that were searched, unpacked.</summary>
    public long Bytes { get; set; }

    /// <summary>Alike incidents.</summary>
    public IncidentGroups Groups { get; } = new(window.Local);

    /// <summary>Files that were left out or read in part, and why.</summary>
    public IReadOnlyList<(string File, string Why)> Skipped => skipped;

    /// <summary>How many files were left out or read in part.</summary>
    public long SkippedCount { get; private set; }

    /// <summary>Takes an incident. False: it is outside the window.</summary>
    public bool Add(FoundIncident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        if (!window.Holds(incident))
        {
            OutsideWindow++;
            return false;
        }

        Incidents++;
        if (incident.When is not { } when)
            WithoutDate++;
        else
            YearAssumed |= when.YearAssumed;
        Groups.Add(incident);
        return true;
    }

    /// <summary>A file was left out or read in part.</summary>
    public void Skip(string file, string why)
    {
        SkippedCount++;
        if (skipped.Count < MostSkipped)
            skipped.Add((file, why));
    }
}
