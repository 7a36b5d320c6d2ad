using System.Buffers;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// The many formats of files and tools as one reader: one search over a line tells whether any of them may begin there, so that
/// an ordinary line is asked of none. One of them is open at a time.
/// </summary>
internal sealed class MarkedReaders : IArtefactReader
{
    private static readonly string[][] MarksOfEach = [.. ToolFormats.Marked().Select(r => r.Marks.ToArray())];

    // Vector searches hold about 80 literals of three characters or more; above that they fall back to one character at a time.
    private static readonly SearchValues<string>[] AnyMark =
        [.. MarksOfEach.SelectMany(m => m).Distinct(StringComparer.Ordinal).Chunk(64).Select(some => SearchValues.Create(some, StringComparison.Ordinal))];

    // Made when the first mark is met: most pastes hold none.
    private IMarkedReader[]? readers;
    private IMarkedReader? open;

    public bool Begin(in LogLine line, ReadingBuilder into) => HoldsAny(line.Text) && BeginWith(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into)
    {
        var outcome = open!.Continue(line, into);
        if (outcome != LineOutcome.Foreign || !HoldsAny(line.Text))
            return outcome;
        // Another of them may begin where the open one pauses: that ends it.
        var paused = open;
        if (!BeginWith(line, into))
            return LineOutcome.Foreign;
        paused.Close(into);
        return LineOutcome.Taken;
    }

    public void Close(ReadingBuilder into)
    {
        open?.Close(into);
        open = null;
    }

    private bool BeginWith(in LogLine line, ReadingBuilder into)
    {
        readers ??= [.. ToolFormats.Marked()];
        for (var i = 0; i < readers.Length; i++)
        {
            if (ReferenceEquals(readers[i], open) || !HasMark(line.Text, MarksOfEach[i]) || !readers[i].Begin(line, into))
                continue;
            open = readers[i];
            return true;
        }

        return false;
    }

    private static bool HoldsAny(ReadOnlySpan<char> text)
    {
        foreach (var marks in AnyMark)
        {
            if (text.IndexOfAny(marks) >= 0)
                return true;
        }

        return false;
    }

    private static bool HasMark(ReadOnlySpan<char> text, string[] marks)
    {
        foreach (var mark in marks)
        {
            if (text.Contains(mark, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
