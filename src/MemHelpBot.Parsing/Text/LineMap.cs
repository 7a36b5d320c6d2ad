using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Text;

/// <summary>Where the characters of a rewritten line stand in the paste: runs of characters that were copied unchanged.</summary>
internal sealed class LineMap
{
    private readonly List<Run> runs = [];

    /// <summary>Last line of the paste that the rewritten text stands on.</summary>
    public int LastLine => Math.Max(AtLeast, runs.Count > 0 ? runs[^1].Line : 0);

    /// <summary>Last line of the text that this one was taken out of.</summary>
    public int AtLeast { get; init; }

    /// <summary>Tells that the buffer from <paramref name="buffer"/> on is the paste from <paramref name="paste"/> on.</summary>
    public void Add(int buffer, int paste, int line) => runs.Add(new Run(buffer, paste, line));

    /// <summary>Where a character of the buffer stands in the paste.</summary>
    public (int Paste, int Line) Locate(int buffer)
    {
        var run = At(buffer);
        return (run.Paste + (buffer - run.Buffer), run.Line);
    }

    /// <summary>The span in the paste of a range of the buffer.</summary>
    public SourceSpan Span(int message, int start, int end)
    {
        var first = At(start);
        var last = At(Math.Max(start, end - 1));
        var from = first.Paste + (start - first.Buffer);
        var to = Math.Max(from, last.Paste + (end - last.Buffer));
        return new SourceSpan(message, first.Line, last.Line, from, to);
    }

    private Run At(int buffer)
    {
        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (runs[middle].Buffer <= buffer)
                low = middle;
            else
                high = middle - 1;
        }

        return runs[low];
    }

    private readonly record struct Run(int Buffer, int Paste, int Line);
}
