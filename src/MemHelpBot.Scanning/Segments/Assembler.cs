using System.Text;
using MemHelpBot.Parsing;
using MemHelpBot.Scanning.Search;

namespace MemHelpBot.Scanning.Segments;

/// <summary>
/// Puts lines together that tell of the same incidents. Takes a file in chunks, in order, with the finds of the fast search in each;
/// between incidents it only jumps to the next find. Hosts whose lines are mixed in one file are kept apart. What it holds is bounded
/// by <see cref="SegmentLimits"/>, whatever the file holds.
/// </summary>
/// <param name="ready">Given each segment when it is closed.</param>
internal sealed class Assembler(Action<Segment> ready)
{
    private const int LookEvery = 64;
    private readonly List<OpenSegment> open = [];
    private readonly PartialLine partial = new();
    private (string Host, string Tag) last = ("", "");
    private int number = 1;
    private int nextLook;
    private bool joined;

    /// <summary>Line of the next line that begins.</summary>
    public int LinesRead => number - 1;

    /// <summary>Whether lines are held back that more lines may follow.</summary>
    public bool IsWaiting => open.Count > 0;

    /// <summary>Takes the next bytes.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="offset">Where they stand in the file.</param>
    /// <param name="finds">Where literals were found, ascending, at most one a line.</param>
    /// <param name="lineEnds">How many line ends the bytes hold.</param>
    public void Take(ReadOnlySpan<byte> data, long offset, ReadOnlySpan<Find> finds, int lineEnds)
    {
        var first = number;
        var at = 0;
        var next = 0;
        while (at < data.Length)
        {
            while (next < finds.Length && finds[next].Position < at)
                next++;
            if (open.Count == 0 && !partial.Found)
            {
                if (next == finds.Length)
                {
                    Skip(data, at, offset);
                    number = first + lineEnds;
                    return;
                }

                var begin = data[at..finds[next].Position].LastIndexOf((byte)'\n') + 1;
                if (begin > 0)
                {
                    partial.Clear();
                    at += begin;
                }

                number = first + finds[next].LineEndsBefore;
                (last, joined) = (("", ""), false);
            }

            var length = data[at..].IndexOf((byte)'\n');
            var stop = length < 0 ? data.Length : at + length;
            var found = next < finds.Length && finds[next].Position < stop;
            if (partial.Length > 0 || length < 0)
            {
                TakePart(data[at..stop], offset + at, found, ended: length >= 0);
            }
            else
            {
                Line(data[at..stop], offset + at, found);
            }

            at = stop + 1;
            if (length >= 0)
                number++;
        }
    }

    /// <summary>The file is over: closes everything.</summary>
    public void Finish()
    {
        if (partial.Length > 0)
            Line(partial.Bytes, partial.Offset, partial.Found);
        partial.Clear();
        Settle();
    }

    /// <summary>Nothing more came for a while: what is open is taken for complete, but for a line that has not ended.</summary>
    public void Settle()
    {
        foreach (var segment in open)
            ready(segment.Take());
        open.Clear();
    }

    // Nothing is open: only the line that has not ended yet is kept, for a find may stand in the rest of it.
    private void Skip(ReadOnlySpan<byte> data, int at, long offset)
    {
        var end = data[at..].LastIndexOf((byte)'\n');
        if (end >= 0)
        {
            partial.Clear();
            at += end + 1;
        }

        partial.Append(data[at..], offset + at, false);
        partial.KeepLast(SegmentLimits.Before, SegmentLimits.Line);
    }

    private void TakePart(ReadOnlySpan<byte> part, long offset, bool found, bool ended)
    {
        partial.Append(part, offset, found);
        if (!ended && partial.Length < SegmentLimits.Line)
            return;
        if (!partial.IsPiece || partial.Found)
            Line(partial.Bytes, partial.Offset, partial.Found);
        partial.Clear();
        partial.IsPiece = !ended;
    }

    private void Line(ReadOnlySpan<byte> bytes, long offset, bool found)
    {
        if (!found && !joined && !MayBeOwned(bytes))
        {
            CloseFar();
            return;
        }

        joined = false;
        var line = Encoding.UTF8.GetString(bytes.TrimEnd((byte)'\r'));
        var origin = LineProbe.OriginOf(line);
        // A line without any prefix goes on with what the line before it began.
        var (host, tag) = origin.HasPrefix ? (origin.Host, origin.Tag) : last;
        last = (host, tag);
        var where = new SegmentLine(number, offset, bytes.Length, found);
        if (found && IncidentLiterals.IsQuotation(line, tag))
            return;
        if (Find(host) is { } segment)
        {
            joined = found || host.Length == 0 || segment.Follows(tag);
            if (joined)
                Extend(segment, line, tag, where, found);
        }
        else if (found)
        {
            joined = true;
            MakeRoom();
            open.Add(segment = new OpenSegment(host));
            segment.Add(line, tag, where, found);
        }

        CloseFar();
    }

    private bool MayBeOwned(ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < open.Count; i++)
        {
            if (open[i].MayOwn(line))
                return true;
        }

        return false;
    }

    private OpenSegment? Find(string host)
    {
        for (var i = 0; i < open.Count; i++)
        {
            if (open[i].Host == host)
                return open[i];
        }

        return null;
    }

    private void Extend(OpenSegment segment, string line, string tag, SegmentLine where, bool found)
    {
        var full = segment.Length + line.Length > SegmentLimits.Hard || (found && segment.Length > SegmentLimits.Soft && !segment.IsReportOpen);
        if (full)
            ready(segment.Take());
        segment.Add(line, tag, where, found);
        if (segment.Quiet > (segment.IsReportOpen ? SegmentLimits.QuietWithin : SegmentLimits.QuietBehind))
            Close(segment);
    }

    // Looked at now and then: to look at every open segment for every line would cost more than reading it.
    private void CloseFar()
    {
        if (number < nextLook && number >= nextLook - LookEvery)
            return;
        nextLook = number + LookEvery;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (number - open[i].LastOurs > (open[i].IsReportOpen ? SegmentLimits.FarWithin : SegmentLimits.FarBehind))
                Close(open[i]);
        }
    }

    private void MakeRoom()
    {
        while (open.Count >= SegmentLimits.Sources || (open.Count > 0 && open.Sum(s => (long)s.Length) > SegmentLimits.Together))
            Close(open.MinBy(o => o.LastOurs)!);
    }

    private void Close(OpenSegment segment)
    {
        open.Remove(segment);
        ready(segment.Take());
    }
}
