using MemHelpBot.Facts;
using MemHelpBot.Scanning.Segments;

namespace MemHelpBot.Scanning;

/// <summary>An incident that a scan found, with all that was read of it.</summary>
public sealed class FoundIncident
{
    private readonly IReadOnlyList<SegmentLine> lines;

    internal FoundIncident(string source, Incident incident, IReadOnlyList<SegmentLine> lines)
    {
        (Source, Kind, Time, Host, this.lines) = (source, incident.Kind, incident.Time, incident.Host, lines);
        var (first, last) = (lines[incident.Span.FirstLine - 1], lines[incident.Span.LastLine - 1]);
        (FirstLine, LastLine, Start, End) = (first.Number, last.Number, first.Offset, last.Offset + last.Bytes);
    }

    /// <summary>The file as it was named; <c>-</c> for standard input.</summary>
    public string Source { get; }

    /// <summary>One of <see cref="IncidentKind"/>.</summary>
    public string Kind { get; }

    /// <summary>First line in the file, 1-based.</summary>
    public int FirstLine { get; }

    /// <summary>Last line in the file, included; lines of others may stand between.</summary>
    public int LastLine { get; }

    /// <summary>First byte of the first line, in the unpacked file.</summary>
    public long Start { get; }

    /// <summary>One past the last byte of the last line.</summary>
    public long End { get; }

    /// <summary>The time as printed; null when no line carries one.</summary>
    public string? Time { get; }

    /// <summary>The time as a date and clock time; null when the printed one is none (seconds since boot) or is missing.</summary>
    public LogTime? When { get; init; }

    /// <summary>The host as printed; null when no line names one.</summary>
    public string? Host { get; }

    /// <summary>Its facts, read and derived. Their lines count in the segment: see <see cref="LineOf"/>.</summary>
    public required FactSet Facts { get; init; }

    /// <summary>Ids of the known messages in it.</summary>
    public required IReadOnlyList<string> Signatures { get; init; }

    /// <summary>The causes that are confirmed, likely or possible, the primary one first.</summary>
    public required IReadOnlyList<JudgedCause> Causes { get; init; }

    /// <summary>What of its lines could not be read and why.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>The line of the file for a line that a fact names.</summary>
    public int LineOf(int line) => lines[Math.Clamp(line, 1, lines.Count) - 1].Number;
}

/// <summary>A cause as judged for an incident.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Verdict"><c>confirmed</c>, <c>likely</c> or <c>possible</c>.</param>
/// <param name="Incident">The incident of the reading; null for the text as a whole.</param>
public sealed record JudgedCause(string Id, string Verdict, int? Incident);

/// <summary>What follows from a reading, as the host's diagnosis says: facts with the derived ones, and causes in order of precedence.</summary>
public sealed record Judged(FactSet Facts, IReadOnlyList<JudgedCause> Causes);
