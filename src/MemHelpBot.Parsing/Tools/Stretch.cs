using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>First to last line of the format that is being read.</summary>
internal struct Stretch
{
    private SourceSpan? span;

    /// <summary>Whether a line belongs to it.</summary>
    public readonly bool Any => span is not null;

    /// <summary>The line belongs to it.</summary>
    public void Add(in LogLine line, ReadingBuilder into)
    {
        var here = line.Span(into.Message);
        span = span is { } so ? so with { LastLine = here.LastLine, End = Math.Max(so.End, here.End) } : here;
    }

    /// <summary>The outcome for a line inside it: one that was read belongs to it, another ends it.</summary>
    public LineOutcome Take(bool read, in LogLine line, ReadingBuilder into)
    {
        if (!read)
            return LineOutcome.Ended;
        Add(line, into);
        return LineOutcome.Taken;
    }

    /// <summary>Tells the stretch and forgets it.</summary>
    public void Close(string kind, ReadingBuilder into)
    {
        if (span is { } whole)
            into.Recognise(kind, whole);
        span = null;
    }
}
