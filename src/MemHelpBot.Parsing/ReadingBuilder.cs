using System.Buffers;
using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing;

/// <summary>Collects what the readers of one paste find. Not thread-safe; one a paste.</summary>
internal sealed class ReadingBuilder(string paste, int message, int firstIncident)
{
    private const int SmallestCapacity = 32;
    private const int LargestCapacity = 512;
    private Fact[] facts = ArrayPool<Fact>.Shared.Rent(Math.Clamp(paste.Length / 128, SmallestCapacity, LargestCapacity));
    private int told;
    private readonly List<Running> incidents = [];
    private readonly List<Signature> signatures = [];
    private readonly HashSet<(string Id, int? Incident)> signed = [];
    private readonly Dictionary<string, int> newest = new(StringComparer.Ordinal);
    private readonly List<Artefact> artefacts = [];
    private readonly List<Unread> unread = [];
    private readonly List<ProseLine> prose = [];
    private readonly List<Notice> notices = [];

    /// <summary>The paste as received.</summary>
    public string Paste => paste;

    /// <summary>Message of the conversation.</summary>
    public int Message => message;

    /// <summary>The facts told so far.</summary>
    public ReadOnlySpan<Fact> FactsSoFar => facts.AsSpan(0, told);

    /// <summary>Opens an incident at a line and returns its index.</summary>
    public int OpenIncident(string kind, in LogLine line)
    {
        var index = firstIncident + incidents.Count;
        incidents.Add(new Running(index, kind, line.Span(message), TextAt(line, line.Prefix.TimeStart, line.Prefix.TimeLength), TextAt(line, line.Prefix.HostStart, line.Prefix.HostLength)));
        newest[kind] = index;
        return index;
    }

    /// <summary>Extends an incident of this paste to a line.</summary>
    public void ExtendIncident(int index, in LogLine line) => ExtendIncident(index, line.Map?.LastLine ?? line.Number, line.LineEnd);

    /// <summary>Extends an incident of this paste to a line that ends at <paramref name="end"/>.</summary>
    public void ExtendIncident(int index, int last, int end)
    {
        var open = incidents[index - firstIncident];
        if (last > open.Span.LastLine || end > open.Span.End)
            open.Span = open.Span with { LastLine = Math.Max(open.Span.LastLine, last), End = Math.Max(open.Span.End, end) };
    }

    /// <summary>Changes the kind of an incident of this paste, when a later line shows that it is more than it seemed.</summary>
    public void ChangeKind(int index, string kind)
    {
        incidents[index - firstIncident].Kind = kind;
        newest[kind] = Math.Max(index, newest.GetValueOrDefault(kind, index));
    }

    /// <summary>The whole of an incident of this paste so far.</summary>
    public SourceSpan SpanOf(int index) => incidents[index - firstIncident].Span;

    /// <summary>The newest incident of a kind that was opened in this paste, or null.</summary>
    public int? LastIncident(string kind)
    {
        if (!newest.TryGetValue(kind, out var index))
            return null;
        for (; index >= firstIncident; index--)
        {
            if (incidents[index - firstIncident].Kind == kind)
                return index;
        }

        return null;
    }

    /// <summary>Last line of an incident of this paste so far.</summary>
    public int LastLineOf(int incident) => incidents[incident - firstIncident].Span.LastLine;

    /// <summary>Tells a fact that stands at <paramref name="length"/> characters from <paramref name="offset"/> of the line's text.</summary>
    public void Tell(FactKey key, FactValue value, in LogLine line, int offset, int length, int? incident = null, string? subject = null)
    {
        Tell(new Fact(key, subject, value, line.Span(message, offset, length), incident));
    }

    /// <summary>Tells a fact.</summary>
    public void Tell(in Fact fact)
    {
        if (told == facts.Length)
            Grow();
        facts[told++] = fact;
    }

    /// <summary>Tells that a known message stands on the line.</summary>
    public void Sign(string signature, in LogLine line, int? incident = null)
    {
        if (signed.Add((signature, incident)))
            signatures.Add(new Signature(signature, line.Span(message), incident));
    }

    /// <summary>Tells a stretch of lines in a known format.</summary>
    public void Recognise(string kind, SourceSpan span) => artefacts.Add(new Artefact(kind, span));

    /// <summary>Tells text in a known format that could not be read.</summary>
    public void CouldNotRead(string why, in LogLine line) => unread.Add(new Unread(why, line.Span(message)));

    /// <summary>Tells a line of prose.</summary>
    public void Prose(in LogLine line) => prose.Add(new ProseLine(line.Text.ToString(), line.Span(message)));

    /// <summary>Tells something about the text as a whole.</summary>
    public void Notify(string id, string text, SourceSpan? span = null) => notices.Add(new Notice(id, text, span));

    /// <summary>The result. Nothing can be told after it.</summary>
    public Reading Build()
    {
        var all = new FactSet(FactsSoFar);
        Release();
        return new Reading(all, incidents.ConvertAll(i => new Incident(i.Index, i.Kind, i.Span, i.Time, i.Host)), signatures, artefacts, unread, prose, notices);
    }

    // The facts grow in a rented array: a report is read so often that the room for it is worth keeping.
    private void Grow()
    {
        var more = ArrayPool<Fact>.Shared.Rent(facts.Length * 2);
        FactsSoFar.CopyTo(more);
        Release();
        facts = more;
    }

    private void Release()
    {
        facts.AsSpan(0, told).Clear();
        ArrayPool<Fact>.Shared.Return(facts);
        facts = [];
    }

    private static string? TextAt(in LogLine line, int start, int length) => length > 0 ? line.Buffer.Substring(start, length) : null;

    private sealed class Running(int index, string kind, SourceSpan span, string? time, string? host)
    {
        public int Index => index;

        public string Kind { get; set; } = kind;

        public string? Time => time;

        public string? Host => host;

        public SourceSpan Span { get; set; } = span;
    }
}
