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
    private const int MostUnwrapped = 512;
    private const int Narrowest = 60;
    private int columns = 7;
    private int width = -1;
    private int terminal = -1;

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
            if (prefix.Any || start == stop || paste[position] is '\u200b' or '\ufeff' or '\u001b' || paste[start] is '\u200b' or '\ufeff' or '\u001b' || stop - start > 200 || soFar.Length > Longest
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

            if (soFar[^1] != ' ' && !RecordShape.BrokenWord(soFar, paste.AsSpan(start, stop - start)) && before != Width())
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

    /// <summary>
    /// Joins lines that a terminal broke at its width, in the middle of words: whatever the record is, it goes on in the next
    /// column, and a number that is cut there must not be read as a number.
    /// </summary>
    public bool TryUnwrap(int start, int stop, ref int position, ref int number, out Rewriting text, out int last)
    {
        (text, last) = (null!, stop);
        if (!IsFull(start, stop, position) || !Continues(position))
            return false;
        text = new Rewriting(paste, number);
        text.Copy(Content(start, stop, out _), stop, number);
        for (var lines = 0; lines < MostUnwrapped && stop - start == terminal && Continues(position); lines++)
        {
            start = position;
            var length = paste.AsSpan(position, end - position).IndexOf('\n');
            stop = length < 0 ? end : position + length;
            position = stop + 1;
            while (stop > start && paste[stop - 1] == '\r')
                stop--;
            text.Copy(LogPrefix.Unquote(paste, start, stop), stop, ++number);
        }

        last = stop;
        return true;
    }

    // The width is asked for only when a long line is followed by one that begins differently: in a log whose lines all have
    // their prefix it never is.
    private bool IsFull(int start, int stop, int next)
    {
        if (stop - start < Narrowest || next >= end)
            return false;
        var (one, other) = (LogPrefix.Unquote(paste, start, stop), LogPrefix.Unquote(paste, next, end));
        if (terminal < 0 && (one >= stop || other >= end || paste[one] == paste[other]))
            return false;
        return stop - start == Terminal();
    }

    private bool Continues(int from)
    {
        if (from >= end || paste[from] is '\n' or '\r')
            return false;
        var length = paste.AsSpan(from, end - from).IndexOf('\n');
        Content(from, length < 0 ? end : from + length, out var logged);
        return !logged;
    }

    // Where a line's own text begins, behind quoting marks, marks of the encoding, a colour and an editor's number; and whether a
    // record of a log begins there.
    private int Content(int start, int stop, out bool logged)
    {
        var at = LogPrefix.Unquote(paste, start, stop);
        LogPrefix.Strip(paste, at, stop, out var prefix);
        logged = prefix.Any || (at < stop && paste[at] == '{');
        if (logged || at >= stop)
            return at;
        var behind = at;
        while (behind < stop && paste[behind] is '\u200b' or '\ufeff' or '\u001b')
        {
            var colour = paste[behind] == '\u001b' ? paste.AsSpan(behind, Math.Min(12, stop - behind)).IndexOf('m') : 0;
            behind += Math.Max(colour, 0) + 1;
        }

        var number = LineNumber.Behind(paste, behind, stop);
        if (number > at)
        {
            LogPrefix.Strip(paste, number, stop, out prefix);
            logged = prefix.Any || (number < stop && paste[number] == '{');
        }

        return logged ? number : at;
    }

    // The longest lines have exactly the width, there are at least two of them, most are a log's or go on from one that is full,
    // and most go on in a line without a prefix. Rows of a table that happen to be equally long are no wrapped lines.
    private int Terminal()
    {
        if (terminal >= 0)
            return terminal;
        var (longest, count, continued, records, stray, full) = (0, 0, 0, 0, 0, false);
        for (var start = 0; start < end;)
        {
            var length = paste.AsSpan(start, end - start).IndexOf('\n');
            length = length < 0 ? end - start : length;
            var next = start + length + 1;
            length -= length > 0 && paste[start + length - 1] == '\r' ? 1 : 0;
            if (length > longest)
                (longest, count, continued, records, stray, full) = (length, 0, 0, 0, 0, false);
            var fills = length == longest && length >= Narrowest;
            if (fills)
            {
                count++;
                continued += Continues(next) ? 1 : 0;
                Content(start, start + length, out var logged);
                records += logged ? 1 : 0;
                stray += logged || full ? 0 : 1;
            }

            full = fills;

            start = next;
        }

        return terminal = count >= 2 && stray * 2 <= records && records > 0 && continued * 3 >= count * 2 ? longest : int.MaxValue;
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
