namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Cuts a log that is too long for one section: between lines, and never inside a report of a kernel or a runtime. A log of usual
/// length stays whole.
/// </summary>
internal static class LogCut
{
    /// <summary>Characters from which a log is cut.</summary>
    public const int Long = 16_000;

    /// <summary>A report is no longer than this, whatever it claims.</summary>
    private const int LongestReport = 256_000;

    private static readonly string[] Starts =
    [
        "invoked oom-killer", "page allocation failure", "page allocation stalls", "cut here", "# A fatal error has been detected",
        "There is insufficient memory for the Java", "Traceback (most recent call last)", "BUG: ", "Mem-Info:",
    ];

    private static readonly string[] Ends = ["Killed process", "oom_reaper:", "end trace", "and no killable processes", "DirectMap1G:"];

    /// <summary>The pieces in order; together they are the log.</summary>
    public static IReadOnlyList<string> Pieces(string log)
    {
        if (log.Length <= Long)
            return [log];

        var pieces = new List<string>();
        var (from, at, report) = (0, 0, -1);
        while (at < log.Length)
        {
            var end = log.IndexOf('\n', at) is >= 0 and var found ? found + 1 : log.Length;
            var line = log.AsSpan(at, end - at);
            var starts = Has(line, Starts);
            // "Mem-Info:" and the trace belong to a report that has begun.
            if (report >= 0 && (at - report > LongestReport || (line.Trim().IsEmpty && !InTable(log, end))))
                report = -1;
            if (at > from && report < 0 && (at - from >= Long || (starts && at - from >= Long / 4)))
            {
                pieces.Add(log[from..at].TrimEnd('\n'));
                from = at;
            }

            if (starts && report < 0)
                report = at;
            else if (report >= 0 && Has(line, Ends) && !FollowedByEnd(log, end))
                report = -1;
            at = end;
            // One line of megabytes is cut too.
            while (at - from > LongestReport)
            {
                var cut = from + LongestReport - (char.IsHighSurrogate(log[from + LongestReport - 1]) ? 1 : 0);
                pieces.Add(log[from..cut]);
                from = cut;
            }
        }

        if (from < log.Length)
            pieces.Add(log[from..].TrimEnd('\n'));
        return pieces;
    }

    private static bool FollowedByEnd(string log, int next) => Has(LineAt(log, next), Ends);

    // A report is over at a blank line, unless its table of tasks or zones goes on behind it.
    private static bool InTable(string log, int next)
    {
        var line = LineAt(log, next);
        return line.Contains('[') || line.Contains("kB", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> LineAt(string log, int at)
    {
        var rest = log.AsSpan(at);
        return rest.IndexOf('\n') is >= 0 and var end ? rest[..end] : rest;
    }

    private static bool Has(ReadOnlySpan<char> line, string[] words)
    {
        foreach (var word in words)
        {
            if (line.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
