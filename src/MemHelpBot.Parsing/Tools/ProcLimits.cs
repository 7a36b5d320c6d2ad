using MemHelpBot.Facts;
using MemHelpBot.Parsing.Messages;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Tools;

/// <summary>/proc/PID/limits: soft limit, hard limit, unit. The soft limit is the one that refuses; sizes are in bytes there.</summary>
internal sealed class ProcLimits : IArtefactReader
{
    private Stretch stretch;

    public bool Begin(in LogLine line, ReadingBuilder into) => Take(line, into);

    public LineOutcome Continue(in LogLine line, ReadingBuilder into) => Take(line, into) ? LineOutcome.Taken : LineOutcome.Ended;

    public void Close(ReadingBuilder into) => stretch.Close("limits", into);

    private bool Take(in LogLine line, ReadingBuilder into)
    {
        var text = line.Text.TrimEnd();
        if (text.StartsWith("Limit ", StringComparison.Ordinal) && Scan.Has(text, "Soft Limit"))
        {
            stretch.Add(line, into);
            return true;
        }

        var letter = text.StartsWith("Max ", StringComparison.Ordinal) ? LimitNames.LetterOf(text) : '\0';
        if (letter == '\0')
            return false;
        Span<Range> cells = stackalloc Range[9];
        var count = Cells.Of(text, cells);
        var inBytes = text[cells[count - 1]] is "bytes";
        var unit = inBytes || text[cells[count - 1]] is "processes" or "files" or "us" or "locks" or "signals" ? 1 : 0;
        var soft = count - 2 - unit;
        if (soft < 2)
            return false;
        stretch.Add(line, into);
        if (LimitNames.OfLetter(letter) is not { } key)
            return true;
        var (offset, length) = cells[soft].GetOffsetAndLength(text.Length);
        if (text[cells[soft]] is "unlimited")
            into.Tell(key, FactValue.Of("unlimited"), line, offset, length);
        else if (Cells.Integer(text, cells[soft]) is { } limit && inBytes == (key.Unit == FactUnit.KiB))
            into.Tell(key, FactValue.Of(inBytes ? limit / 1024 : limit), line, offset, length);
        else
            into.CouldNotRead("a limit is a number or unlimited, and sizes are in bytes", line);
        return true;
    }
}
