namespace MemHelpBot.Scanning.Segments;

/// <summary>
/// When lines stop to belong together, and how much is kept at most. Counts of a source's own lines are counts of what its segment
/// follows: other programs' lines between do not matter.
/// </summary>
internal static class SegmentLimits
{
    /// <summary>Lines of the same source behind an incident that may still belong to it (the reaper, the service manager, more kills).</summary>
    public const int QuietBehind = 40;

    /// <summary>Lines of the same source between lines of a kernel report that has not ended.</summary>
    public const int QuietWithin = 200;

    /// <summary>Lines of the file, of all sources, behind an incident.</summary>
    public const int FarBehind = 400;

    /// <summary>Lines of the file, of all sources, between lines of a kernel report that has not ended.</summary>
    public const int FarWithin = 2000;

    /// <summary>Characters from which on a segment is closed before the next line that opens an incident, once its report is over.</summary>
    public const int Soft = 64 * 1024;

    /// <summary>Characters at which a segment is closed wherever it stands: a task table of 30 000 processes is shorter.</summary>
    public const int Hard = 4 * 1024 * 1024;

    /// <summary>Sources that are followed at a time; the one that has been quiet longest is closed for another.</summary>
    public const int Sources = 64;

    /// <summary>Characters of all open segments together.</summary>
    public const int Together = 8 * 1024 * 1024;

    /// <summary>Characters of closed segments, read or not, whose turn to be told has not come; the search waits then.</summary>
    public const int Untold = 4 * 1024 * 1024;

    /// <summary>Bytes of one line; a longer one is looked at piece by piece.</summary>
    public const int Line = 512 * 1024;

    /// <summary>Bytes before a find in a line longer than <see cref="Line"/> that are kept.</summary>
    public const int Before = 64 * 1024;
}
