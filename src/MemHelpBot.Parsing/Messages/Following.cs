using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Messages;

/// <summary>The line behind a heading: the answer in a form of a bug tracker, the command below a scheduler's caption. It has no mark of its own.</summary>
internal static class Following
{
    private const int MostBlank = 3;

    /// <summary>The next line of the paste that is not blank and no fence of a code block, as it stands there.</summary>
    public static bool TryLine(in LogLine line, ReadingBuilder into, out LogLine next)
    {
        var paste = into.Paste;
        next = default;
        var (from, number) = (line.LineEnd, line.Number);
        for (var skipped = 0; skipped <= MostBlank; skipped++)
        {
            from = from < paste.Length && paste[from] == '\r' ? from + 1 : from;
            if (from >= paste.Length || paste[from] != '\n')
                return false;
            from++;
            number++;
            var length = paste.AsSpan(from).IndexOf('\n');
            var end = length < 0 ? paste.Length : from + length;
            var stop = end > from && paste[end - 1] == '\r' ? end - 1 : end;
            var text = paste.AsSpan(from, stop - from).Trim();
            if (!text.IsEmpty && !text.StartsWith("```", StringComparison.Ordinal))
            {
                next = new LogLine(paste, from, stop, number, from, stop, true, default);
                return true;
            }

            from = end;
        }

        return false;
    }
}
