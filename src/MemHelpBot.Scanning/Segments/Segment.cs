using System.Text;

namespace MemHelpBot.Scanning.Segments;

/// <summary>A line of a segment.</summary>
/// <param name="Number">Line of the file, 1-based.</param>
/// <param name="Offset">Its first byte in the file.</param>
/// <param name="Bytes">Its length in bytes, line end not counted.</param>
/// <param name="Found">Whether it holds a literal of <see cref="Search.IncidentLiterals"/>.</param>
internal readonly record struct SegmentLine(int Number, long Offset, int Bytes, bool Found);

/// <summary>Lines of one source that tell of incidents: what was around them is left out, and each line knows where it stood.</summary>
/// <param name="Text">The lines, ended by line feeds.</param>
/// <param name="Lines">Where each line of the text stood.</param>
internal sealed record Segment(string Text, IReadOnlyList<SegmentLine> Lines);

/// <summary>A segment that still grows.</summary>
internal sealed class OpenSegment(string host)
{
    /// <summary>How far into a line the host stands at most: behind a priority, a stamp and a version.</summary>
    private const int HostReach = 96;

    private readonly byte[] hostBytes = Encoding.UTF8.GetBytes(host);
    private readonly StringBuilder text = new();
    private readonly List<SegmentLine> lines = [];
    private readonly List<string> tags = [];
    private Parsing.LineProbe probe = new();

    /// <summary>The host whose lines these are; empty for lines that name none.</summary>
    public string Host => host;

    /// <summary>Characters so far.</summary>
    public int Length => text.Length;

    /// <summary>Lines of the same source since the last one that was part of an incident.</summary>
    public int Quiet { get; private set; }

    /// <summary>The last line of the file that was part of an incident.</summary>
    public int LastOurs { get; private set; }

    /// <summary>Whether a kernel report still waits for its end.</summary>
    public bool IsReportOpen => probe.IsReportOpen;

    /// <summary>Whether a line may be of this host; false is certain. It spares decoding most lines of other hosts.</summary>
    public bool MayOwn(ReadOnlySpan<byte> line) => hostBytes.Length == 0 || line[..Math.Min(line.Length, HostReach + hostBytes.Length)].IndexOf(hostBytes) >= 0;

    /// <summary>Whether lines of a program are taken: one of its lines had a literal.</summary>
    public bool Follows(string tag) => tags.Contains(tag);

    /// <summary>Takes a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="tag">The program that wrote it.</param>
    /// <param name="where">Where it stands.</param>
    /// <param name="found">Whether it holds a literal.</param>
    public void Add(string line, string tag, SegmentLine where, bool found)
    {
        if (found && !tags.Contains(tag))
            tags.Add(tag);
        text.Append(line).Append('\n');
        lines.Add(where);
        if (probe.Take(line) || found)
            (Quiet, LastOurs) = (0, where.Number);
        else
            Quiet++;
    }

    /// <summary>Gives the lines away and begins anew for the same source.</summary>
    public Segment Take()
    {
        var taken = new Segment(text.ToString(), [.. lines]);
        text.Clear();
        lines.Clear();
        probe = new Parsing.LineProbe();
        Quiet = 0;
        return taken;
    }
}
