using System.Text;

namespace MemHelpBot.Parsing.Text;

/// <summary>
/// Kernel records that a mail program or a terminal broke over several lines: a line without a prefix that follows a
/// record known to be incomplete is its continuation. Only shapes of the OOM report are joined; prose never is.
/// </summary>
internal sealed class WrappedRecord(string paste, int end)
{
    private const int MostLines = 24;
    private const int Longest = 4096;
    private int columns = 7;
    private int width = -1;

    /// <summary>Looks at every stripped line: the head of a task table tells how many columns a complete row has.</summary>
    public void See(ReadOnlySpan<char> text)
    {
        if (text.Length > 20 && text[0] == '[' && (text[2] == 'p' || text[3] == 'p') && text.Contains(" name", StringComparison.Ordinal))
            columns = RecordShape.Columns(text);
    }

    /// <summary>Joins the lines that continue <paramref name="line"/> to it; moves position and number behind them.</summary>
    public bool TryJoin(ref LogLine line, ref int position, ref int number)
    {
        var from = LogPrefix.Unquote(paste, position, end);
        if (from >= end || paste[from] == '\n' || line.Start == line.End
            || paste[from] == paste[LogPrefix.Unquote(paste, line.LineStart, line.LineEnd)]
            || !RecordShape.MayBeCut(line.Text, columns))
        {
            return false;
        }

        StringBuilder? text = null;
        LineMap? map = null;
        var last = line.LineEnd;
        var before = last - line.LineStart;
        for (var lines = 0; lines < MostLines && position < end; lines++)
        {
            var length = paste.AsSpan(position, end - position).IndexOf('\n');
            var stop = length < 0 ? end : position + length;
            var next = stop + 1;
            while (stop > position && paste[stop - 1] == '\r')
                stop--;
            var start = LogPrefix.Strip(paste, position, stop, out var prefix);
            while (start < stop && paste[start] == ' ')
                start++;
            var soFar = text is null ? line.Text : text.ToString().AsSpan(line.Start - line.LineStart);
            if (prefix.Any || start == stop || stop - start > 200 || soFar.Length > Longest
                || !RecordShape.Continues(soFar, paste.AsSpan(start, stop - start), columns))
            {
                break;
            }

            if (text is null)
            {
                text = new StringBuilder().Append(paste, line.LineStart, line.End - line.LineStart);
                map = new LineMap();
                map.Add(0, line.LineStart, line.Number);
            }

            if (!RecordShape.BrokenWord(soFar, paste.AsSpan(start, stop - start)) && before != Width())
                text.Append(' ');
            before = stop - position;
            number++;
            map!.Add(text.Length, start, number);
            text.Append(paste, start, stop - start);
            (last, position) = (stop, next);
        }

        if (text is null)
            return false;
        var shifted = line.Prefix;
        shifted = shifted with
        {
            TimeStart = shifted.TimeStart - line.LineStart,
            HostStart = shifted.HostStart - line.LineStart,
            TagStart = shifted.TagStart - line.LineStart,
        };
        line = new LogLine(text.ToString(), line.Start - line.LineStart, text.Length, line.Number, line.LineStart, last, false, shifted) { Map = map };
        See(line.Text);
        return true;
    }

    // A terminal breaks at its width, in the middle of words; then at least two lines have exactly that length.
    private int Width()
    {
        if (width >= 0)
            return width;
        var (longest, count) = (0, 0);
        for (var start = 0; start < end;)
        {
            var length = paste.AsSpan(start, end - start).IndexOf('\n');
            length = length < 0 ? end - start : length;
            if (length > longest)
                (longest, count) = (length, 1);
            else if (length == longest)
                count++;
            start += length + 1;
        }

        return width = count >= 2 && longest >= 60 ? longest : int.MaxValue;
    }
}
