using System.Buffers;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>A table of a tool: a header that tells what the columns are, then rows until a line that is none.</summary>
internal abstract class MarkedTable(string kind) : IMarkedReader
{
    private const int MostCells = 48;
    private static readonly SearchValues<char> RuleCharacters = SearchValues.Create(" \t-+=|:");
    private Stretch stretch;

    public abstract IReadOnlyList<string> Marks { get; }

    public bool Begin(in LogLine line, ReadingBuilder into)
    {
        Span<Range> ranges = stackalloc Range[MostCells];
        if (!Header(Row.Of(line.Text, ranges), line, into))
            return false;
        stretch.Add(line, into);
        return true;
    }

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text;
        if (IsRule(text))
        {
            stretch.Add(line, into);
            return LineOutcome.Taken;
        }

        if (text.IsWhiteSpace())
            return AfterBlank;
        Span<Range> ranges = stackalloc Range[MostCells];
        return stretch.Take(Header(Row.Of(text, ranges), line, into) || Read(Row.Of(text, ranges[..Columns]), line, into), line, into);
    }

    public virtual void Close(ReadingBuilder into) => stretch.Close(kind, into);

    /// <summary>What an empty line means inside the table.</summary>
    protected virtual LineOutcome AfterBlank => LineOutcome.Ended;

    /// <summary>Cells a row is cut into at most: the last one keeps its blanks.</summary>
    protected virtual int Columns => MostCells;

    /// <summary>Whether the line is the header; remembers the columns.</summary>
    protected abstract bool Header(Row header, in LogLine line, ReadingBuilder into);

    /// <summary>Reads a row. False: the line is none, the table is over.</summary>
    protected abstract bool Read(Row row, in LogLine line, ReadingBuilder into);

    private static bool IsRule(ReadOnlySpan<char> text) => text.Length > 2 && text.IndexOfAnyExcept(RuleCharacters) < 0 && text.Contains('-');
}
