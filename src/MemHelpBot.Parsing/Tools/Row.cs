using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>A line cut at its blanks and, in a drawn table, at its bars.</summary>
internal readonly ref struct Row
{
    private readonly ReadOnlySpan<Range> cells;

    private Row(ReadOnlySpan<char> text, ReadOnlySpan<Range> cells)
    {
        Text = text;
        this.cells = cells;
    }

    public ReadOnlySpan<char> Text { get; }

    public int Count => cells.Length;

    public ReadOnlySpan<char> this[int cell] => Text[cells[cell]];

    /// <summary>First character of a cell in the line.</summary>
    public int Start(int cell) => cells[cell].Start.Value;

    public int Length(int cell) => cells[cell].End.Value - cells[cell].Start.Value;

    /// <summary>Cuts a line. More cells than ranges all end in the last one.</summary>
    public static Row Of(ReadOnlySpan<char> text, Span<Range> ranges) => new(text, ranges[..text.SplitAny(ranges, " \t|│┃\u00a0\u3000", StringSplitOptions.RemoveEmptyEntries)]);

    /// <summary>Index of the cell with these characters, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].SequenceEqual(name))
                return i;
        }

        return -1;
    }

    /// <summary>Reads a cell and tells it; see <see cref="Amount.Tell"/>.</summary>
    public bool Tell(FactKey key, int cell, in LogLine line, ReadingBuilder into, string? subject = null, long bare = 0, long step = 1024) =>
        Amount.Tell(key, line, Start(cell), Length(cell), into, subject, bare, step);
}
