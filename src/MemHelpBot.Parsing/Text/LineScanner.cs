using System.Buffers;

namespace MemHelpBot.Parsing.Text;

/// <summary>
/// Walks a paste once and hands out its logical lines. A plain line costs no allocation; rewriting happens only for the
/// lines that need it. Work is linear in the length of the paste.
/// </summary>
internal sealed class LineScanner
{
    private const int ShortestJoined = 60;

    private static readonly SearchValues<char> Odd = SearchValues.Create(
        "\u001b&\\\u00a0\u2007\u202f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad");

    private readonly string paste;
    private readonly int end;
    private readonly bool odd;
    private readonly bool escaped;
    private readonly Queue<LogLine> pending = new();
    private readonly WrappedRecord wrapped;
    private int position;
    private int number;
    private int numbered = -2;

    /// <summary>A walk over the paste up to the limit of one message.</summary>
    public LineScanner(string paste)
    {
        this.paste = paste;
        end = EndOf(paste);
        odd = paste.AsSpan(0, end).ContainsAny(Odd);
        escaped = paste.AsSpan(0, end).Contains("#01", StringComparison.Ordinal);
        wrapped = new WrappedRecord(paste, end);
    }

    /// <summary>One past the last character that is read.</summary>
    public int End => end;

    /// <summary>Called with start and end of each line that is longer than the limit.</summary>
    public Action<int, int, int>? LineCut { get; init; }

    /// <summary>The next logical line.</summary>
    public bool TryNext(out LogLine line)
    {
        if (pending.Count > 0)
        {
            line = pending.Dequeue();
            return true;
        }

        while (position < end)
        {
            var start = position;
            var stop = NextEnd(start, out position);
            number++;
            if (stop - start > PasteLimits.MaxLineCharacters)
            {
                LineCut?.Invoke(number, start, stop);
                stop = start + PasteLimits.MaxLineCharacters;
            }

            if (wrapped.TryUnwrap(start, stop, ref position, ref number, out var whole, out var last))
            {
                whole.Lines(start, last, pending);
                return pending.TryDequeue(out line);
            }

            if (NeedsRewriting(start, stop) && Disguise.Rewrite(new(paste, Before(start, stop), stop, number), start, stop, pending))
            {
                if (pending.TryDequeue(out line))
                    return true;
                continue;
            }

            Plain(start, stop, out line);
            return true;
        }

        line = default;
        return false;
    }

    /// <summary>Where the text behind a line starts, when it can be read as it stands: nothing in the paste is disguised and the line is the last one handed out.</summary>
    public bool TryBehind(in LogLine line, out int start)
    {
        start = position;
        return line.Exact && line.Number == number && !odd && !escaped && pending.Count == 0;
    }

    /// <summary>Moves over lines that were taken otherwise.</summary>
    public void Skip(int lines, int next)
    {
        if (lines > 0)
            (number, position) = (number + lines, next);
    }

    private void Plain(int start, int stop, out LogLine line)
    {
        var text = LogPrefix.Strip(paste, start, stop, out var prefix);
        if (!prefix.Any && Numbered(start, stop) is var past and > 0)
            text = LogPrefix.Strip(paste, past, stop, out prefix);
        line = new LogLine(paste, text, stop, number, start, stop, true, prefix);
        wrapped.See(paste.AsSpan(text, stop - text));
        if (prefix.Any && position < end && wrapped.TryJoin(ref line, ref position, ref number))
            return;
        if (stop - text >= ShortestJoined)
            JoinedRecords.Split(ref line, pending);
    }

    // Where a line that has to be rewritten begins: JSON behind quoting marks and marks of the file's encoding, the rest behind an
    // editor's number.
    private int Before(int start, int stop)
    {
        var at = LogPrefix.Unquote(paste, start, stop);
        while (at < stop && paste[at] is '\ufeff' or '\u200b' or ' ')
            at++;
        if (at < stop && paste[at] == '{')
            return at;
        LogPrefix.Strip(paste, start, stop, out var prefix);
        return !prefix.Any && Numbered(start, stop) is var past and > 0 ? past : start;
    }

    // Editors and grep -n put the line's number before it. It counts as such when a log prefix follows, or when the
    // neighbouring line is numbered too and what follows is no digit (numactl's distance table is not numbered lines).
    private int Numbered(int start, int stop)
    {
        var value = NumberOf(start, stop, out var past, out var blank);
        if (value < 0)
            return 0;
        var text = LogPrefix.Strip(paste, past, stop, out var prefix);
        if (!prefix.Any || text <= past)
        {
            if (past >= stop || char.IsAsciiDigit(paste[past]))
                return 0;
            var follows = numbered == value - 1;
            if (!follows && (blank || position >= end || NumberOf(position, NextEnd(position, out _), out _, out _) != value + 1))
                return 0;
        }

        numbered = value;
        return past;
    }

    private int NumberOf(int start, int stop, out int past, out bool blank)
    {
        (past, blank) = (0, false);
        var at = start;
        while (at < stop && paste[at] == ' ')
            at++;
        var digits = Stamps.Digits(paste.AsSpan(at, Math.Min(stop - at, 8)));
        if (digits is 0 or > 7 || at + digits >= stop || paste[at + digits] is not (':' or '|' or '\t' or ' '))
            return -1;
        var value = 0;
        for (var i = at; i < at + digits; i++)
            value = (value * 10) + (paste[i] - '0');
        at += digits;
        blank = paste[at] == ' ';
        while (at < stop && paste[at] is ':' or '|' or '\t' or ' ')
            at++;
        past = at;
        return value;
    }

    private bool NeedsRewriting(int start, int stop)
    {
        if (start < stop && paste[start] == '{')
            return true;
        if (!odd && !escaped)
            return false;
        var text = paste.AsSpan(start, stop - start);
        return (odd && text.ContainsAny(Odd)) || (escaped && text.Contains("#01", StringComparison.Ordinal));
    }

    private int NextEnd(int start, out int next)
    {
        var length = paste.AsSpan(start, end - start).IndexOf('\n');
        var stop = length < 0 ? end : start + length;
        next = stop + 1;
        while (stop > start && paste[stop - 1] == '\r')
            stop--;
        return stop;
    }

    private static int EndOf(string paste)
    {
        if (paste.Length <= PasteLimits.MaxCharacters)
            return paste.Length;
        var cut = paste.AsSpan(0, PasteLimits.MaxCharacters).LastIndexOf('\n');
        return cut > 0 ? cut + 1 : PasteLimits.MaxCharacters;
    }
}
