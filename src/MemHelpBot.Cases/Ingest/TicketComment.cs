namespace MemHelpBot.Cases.Ingest;

/// <summary>A comment of a ticket. Who wrote it is left out.</summary>
/// <param name="Time">When; null where the export does not say.</param>
/// <param name="Text">What.</param>
internal readonly record struct TicketComment(DateTime? Time, string Text)
{
    /// <summary>
    /// The comments of a cell: one as Jira writes it (<c>time;author;text</c>), several as ServiceNow does
    /// (<c>time - author (Work notes)</c> on a line of its own before each), or the cell as it stands.
    /// </summary>
    public static IReadOnlyList<TicketComment> In(string cell)
    {
        var first = cell.IndexOf(';', StringComparison.Ordinal);
        var second = first is > 0 and < 40 ? cell.IndexOf(';', first + 1) : -1;
        if (second > 0 && TicketColumns.Time(cell.AsSpan(0, first)) is { } time)
            return [new TicketComment(time, cell[(second + 1)..].Trim())];
        return Journal(cell) is { Count: > 0 } entries ? entries : [new TicketComment(null, cell)];
    }

    private static List<TicketComment> Journal(string cell)
    {
        var entries = new List<TicketComment>();
        DateTime? time = null;
        var (from, at) = (0, 0);
        while (at < cell.Length)
        {
            var end = cell.IndexOf('\n', at) is >= 0 and var found ? found + 1 : cell.Length;
            if (HeadTime(cell.AsSpan(at, end - at)) is { } next)
            {
                Add(time, from, at);
                (time, from) = (next, end);
            }

            at = end;
        }

        if (time is not null)
            Add(time, from, cell.Length);
        return entries;

        void Add(DateTime? when, int start, int stop)
        {
            var text = cell[start..stop].Trim();
            if (text.Length > 0)
                entries.Add(new TicketComment(when, text));
        }
    }

    private static DateTime? HeadTime(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        var dash = line.IndexOf(" - ");
        return dash is > 8 and < 30 && line.Length < 200 && line[^1] == ')' && line.LastIndexOf(" (") > dash ? TicketColumns.Time(line[..dash]) : null;
    }
}
