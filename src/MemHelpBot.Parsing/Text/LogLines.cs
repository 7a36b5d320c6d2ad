namespace MemHelpBot.Parsing.Text;

/// <summary>Splits a paste into logical lines, in order.</summary>
internal static class LogLines
{
    /// <summary>Every logical line of the paste.</summary>
    public static IEnumerable<LogLine> Of(string paste)
    {
        var scanner = new LineScanner(paste);
        while (scanner.TryNext(out var line))
            yield return line;
    }
}
