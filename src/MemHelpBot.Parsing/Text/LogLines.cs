namespace MemHelpBot.Parsing.Text;

/// <summary>Splits a paste into logical lines, in order.</summary>
internal static class LogLines
{
    /// <summary>Every logical line of the paste.</summary>
    public static IEnumerable<LogLine> Of(string paste)
    {
        var number = 0;
        for (var start = 0; start < paste.Length;)
        {
            var end = paste.IndexOf('\n', start);
            if (end < 0)
                end = paste.Length;
            number++;
            var trimmed = end > start && paste[end - 1] == '\r' ? end - 1 : end;
            yield return new LogLine(paste, start, trimmed, number, start, trimmed, true, default);
            start = end + 1;
        }
    }
}
