using System.Globalization;

namespace MemHelpBot.Cases.Ingest;

/// <summary>What the columns of a ticket export mean, by the names that Jira, ServiceNow, Zendesk, OTRS and their kin give them.</summary>
internal sealed class TicketColumns
{
    private const int LeastResolution = 20;

    private static readonly string[] Keys = ["issue key", "number", "ticket#", "ticket number", "ticketnumber", "ticket id", "ticket_id", "key", "case number", "incident number", "zgłoszenie", "numer", "工单号", "编号", "issue id", "id"];
    private static readonly string[] Titles = ["summary", "short description", "short_description", "subject", "title", "betreff", "titel", "tytuł", "temat", "标题", "主题", "question", "name"];
    private static readonly string[] Urls = ["url", "link", "permalink", "issue url", "ticket url", "链接"];
    private static readonly string[] Dates = ["created", "created at", "created_at", "opened", "opened_at", "opened at", "sys_created_on", "date created", "create time", "date", "erstellt", "utworzono", "data utworzenia", "创建时间", "提交时间"];

    /// <summary>Columns of text, in the order in which a ticket is read.</summary>
    private static readonly (string Name, string[] Columns)[] Texts =
    [
        ("Description", ["description", "body", "details", "detailed description", "problem", "text", "article", "first article", "content", "message", "beschreibung", "opis", "treść", "描述", "问题描述", "内容"]),
        ("Environment", ["environment", "umgebung", "środowisko", "环境"]),
        ("Comments", ["comment", "comments", "comments and work notes", "work notes", "work_notes", "additional comments", "kommentar", "komentarz", "komentarze", "评论", "备注", "处理过程"]),
        ("Resolution", ["close notes", "close_notes", "resolution notes", "resolution_notes", "resolution", "solution", "answer", "root cause", "workaround", "lösung", "rozwiązanie", "解决方案", "解决办法"]),
    ];

    private static readonly string[] TimeForms =
    [
        "dd/MMM/yy h:mm tt", "dd/MMM/yy H:mm", "dd/MMM/yyyy h:mm tt", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy/MM/dd HH:mm:ss",
        "dd-MM-yyyy HH:mm:ss", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "MM/dd/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss",
    ];

    private readonly int key;
    private readonly int title;
    private readonly int url;
    private readonly int date;
    private readonly List<(string Name, int[] Columns)> texts = [];

    private TicketColumns(string[] header)
    {
        var names = Array.ConvertAll(header, Normal);
        (key, title, url, date) = (First(names, Keys), First(names, Titles), First(names, Urls), First(names, Dates));
        foreach (var (name, columns) in Texts)
        {
            var found = Enumerable.Range(0, names.Length).Where(i => columns.Contains(names[i])).ToArray();
            if (found.Length > 0)
                texts.Add((name, found));
        }
    }

    /// <summary>What the header means; null when it is not that of a ticket export.</summary>
    public static TicketColumns? Of(string[] header)
    {
        var columns = new TicketColumns(header);
        return columns.texts.Count > 0 && (columns.title >= 0 || columns.texts[0].Name == "Description") ? columns : null;
    }

    /// <summary>The ticket of a row.</summary>
    public Ticket Read(string[] row)
    {
        var parts = new List<(string, string)>();
        foreach (var (name, columns) in texts)
        {
            var cells = columns.Select(c => Cell(row, c)).OfType<string>().ToList();
            if (name == "Comments")
                parts.AddRange(Comments(cells));
            else
                // "Done" and "Fixed" are states, no solution.
                parts.AddRange(cells.Where(c => name != "Resolution" || c.Length >= LeastResolution).Select(c => (name, c)));
        }

        return new Ticket(Cell(row, key), Cell(row, title), Cell(row, url), Day(Cell(row, date)), parts);
    }

    private static IEnumerable<(string Name, string Text)> Comments(List<string> cells)
    {
        var comments = cells.SelectMany(TicketComment.In).ToList();
        // ServiceNow writes the newest first, Jira the oldest; what has no time keeps its place.
        if (comments.Count > 1 && comments.TrueForAll(c => c.Time is not null))
            comments = [.. comments.OrderBy(c => c.Time)];
        return comments.Select((c, i) => (string.Create(CultureInfo.InvariantCulture, $"Comment {i + 1}{(c.Time is { } time ? time.ToString(", yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}"), c.Text));
    }

    /// <summary>The moment that a ticket system writes; null when it is none.</summary>
    public static DateTime? Time(ReadOnlySpan<char> text) =>
        DateTime.TryParseExact(text.Trim(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.RoundtripKind, out var time) ? time : null;

    private static string? Day(string? text) => text is not null && Time(text) is { } time ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;

    private static string? Cell(string[] row, int column) => column >= 0 && column < row.Length && !string.IsNullOrWhiteSpace(row[column]) ? row[column] : null;

    // "Custom field (Root cause)" is the column Root cause.
    private static string Normal(string name)
    {
        name = name.Trim('\uFEFF', ' ', '"').ToLowerInvariant();
        return name.StartsWith("custom field (", StringComparison.Ordinal) && name.EndsWith(')') ? name[14..^1] : name;
    }

    private static int First(string[] names, string[] wanted)
    {
        foreach (var name in wanted)
        {
            if (Array.IndexOf(names, name) is >= 0 and var at)
                return at;
        }

        return -1;
    }
}
