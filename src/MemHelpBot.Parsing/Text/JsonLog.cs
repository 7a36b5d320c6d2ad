namespace MemHelpBot.Parsing.Text;

/// <summary>
/// Logs inside JSON: docker's <c>{"log":"…\n"}</c>, journald's export, a whole retrieval record. Every string value that
/// is long or holds line breaks is read as text of its own; keys and short values are the wrapping.
/// </summary>
internal static class JsonLog
{
    private const int ShortestValue = 24;

    /// <summary>Whether the line looks like (a line of) JSON with escapes in its strings.</summary>
    public static bool IsCandidate(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimStart(" \t,[");
        return trimmed.Length > 4 && (trimmed[0] == '{' || (trimmed[0] == '"' && trimmed.Contains('\\')))
            && (trimmed.Contains("\":", StringComparison.Ordinal) || trimmed.EndsWith("\"", StringComparison.Ordinal) || trimmed.EndsWith("\",", StringComparison.Ordinal));
    }

    /// <summary>Reads the strings of the line. False when none held text.</summary>
    public static bool Unfold(in Stretch line, int start, int end, Queue<LogLine> into)
    {
        var (found, told) = (false, false);
        var (paste, stop) = (line.Buffer, line.End);
        for (var at = line.Start; at < stop;)
        {
            if (paste[at] != '"')
            {
                at++;
                continue;
            }

            var close = Close(paste, at + 1, stop, out var broken);
            var next = close + 1;
            while (next < stop && paste[next] == ' ')
                next++;
            var key = next < stop && paste[next] == ':';
            if (key)
            {
                // Members that hold the line itself, however short it is.
                told = paste.AsSpan((at + 1)..close) is "log" or "message" or "msg" or "MESSAGE";
            }
            else
            {
                if (broken || told || close - at > ShortestValue)
                {
                    found = true;
                    Decode(line, at + 1, close).Lines(start, end, into);
                }

                told = false;
            }

            at = close + 1;
        }

        return found;
    }

    private static int Close(string paste, int at, int end, out bool broken)
    {
        broken = false;
        while (at < end && paste[at] != '"')
        {
            if (paste[at] == '\\' && at + 1 < end)
            {
                broken |= paste[at + 1] == 'n';
                at++;
            }

            at++;
        }

        return Math.Min(at, end);
    }

    private static Rewriting Decode(in Stretch line, int at, int end)
    {
        var paste = line.Buffer;
        var text = new Rewriting(paste, line.Number, line.Map, line.Depth);
        while (at < end)
        {
            if (paste[at] == '#' && Disguise.Octal(paste.AsSpan(at, end - at)) is var plainBreak and not '\0')
            {
                text.Replace(at, plainBreak);
                at += 4;
                continue;
            }

            if (paste[at] != '\\' || at + 1 >= end)
            {
                text.Copy(at++);
                continue;
            }

            var (taken, plain) = Escape(paste.AsSpan(at, end - at));
            text.Replace(at, plain);
            at += taken;
        }

        return text;
    }

    private static (int Taken, char Plain) Escape(ReadOnlySpan<char> text)
    {
        if (text[1] != 'u')
        {
            return (2, text[1] switch { 'n' => '\n', 't' => '\t', 'r' => '\0', 'b' or 'f' => ' ', var other => other });
        }

        if (text.Length < 6 || !ushort.TryParse(text.Slice(2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit))
            return (2, 'u');
        return (6, (char)unit);
    }
}
