using System.Buffers;

namespace MemHelpBot.Parsing.Text;

/// <summary>
/// Records of the kernel log that lost their line breaks on the way (pasted into a table cell, scraped from a page):
/// they are told apart by the prefixes that stand inside the line.
/// </summary>
internal static class JoinedRecords
{
    private const int LookBack = 80;
    private static readonly SearchValues<string> Marks = SearchValues.Create([" [", "|kernel[-]|", " kernel: "], StringComparison.Ordinal);

    /// <summary>Splits a line at embedded prefixes when there are any.</summary>
    /// <param name="line">The line, its own prefix stripped; becomes the first record.</param>
    /// <param name="rest">Takes the records after the first.</param>
    public static void Split(ref LogLine line, Queue<LogLine> rest)
    {
        if (line.Text.IndexOfAny(Marks) < 0)
            return;
        var cut = Find(line, line.Start, out var next, out var prefix);
        if (cut < 0)
            return;
        var first = line with { End = Trim(line.Buffer, line.Start, cut) };
        while (cut >= 0)
        {
            var (start, told) = (next, prefix);
            cut = Find(line, start, out next, out prefix);
            var stop = cut < 0 ? line.End : Trim(line.Buffer, start, cut);
            rest.Enqueue(line with { Start = start, End = stop, Prefix = told });
        }

        line = first;
    }

    // Where the next embedded prefix starts, and where the text behind it does.
    private static int Find(in LogLine line, int from, out int text, out LinePrefix prefix)
    {
        var at = from;
        while (at < line.End)
        {
            var hit = line.Buffer.AsSpan(at, line.End - at).IndexOfAny(Marks);
            if (hit < 0)
                break;
            hit += at;
            var mark = line.Buffer[hit] == '|' ? hit : hit + 1;
            if (IsPrefix(line, mark) && Earliest(line, from, mark, out text, out prefix) is var start and >= 0)
                return start;
            at = hit + 2;
        }

        (text, prefix) = (0, default);
        return -1;
    }

    private static bool IsPrefix(in LogLine line, int mark)
    {
        var text = line.Buffer.AsSpan(mark, line.End - mark);
        return text[0] != '[' || (Stamps.Boot(text) is var stamp and >= 9 && stamp < text.Length && text[stamp] == ' ');
    }

    // A prefix may start some words before its mark: "Oct 22 10:59:06 host kernel: [t] ".
    private static int Earliest(in LogLine line, int from, int mark, out int text, out LinePrefix prefix)
    {
        var best = -1;
        (text, prefix) = (0, default);
        var start = mark;
        for (var words = 0; words < 7 && start >= from && mark - start < LookBack; words++)
        {
            var behind = LogPrefix.Strip(line.Buffer, start, line.End, out var told);
            if (told.Kernel && behind > mark && told.Any)
                (best, text, prefix) = (start, behind, told);
            var before = start - 1;
            while (before > from && line.Buffer[before - 1] == ' ')
                before--;
            if (before <= from)
                break;
            var room = Math.Min(LookBack, before - from);
            var blank = line.Buffer.AsSpan(before - room, room).LastIndexOf(' ');
            start = blank < 0 ? (room < LookBack ? from : -1) : before - room + blank + 1;
        }

        return best > from ? best : -1;
    }

    private static int Trim(string buffer, int start, int end)
    {
        while (end > start && buffer[end - 1] == ' ')
            end--;
        return end;
    }
}
