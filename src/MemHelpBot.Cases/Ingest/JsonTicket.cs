using System.Text.Json;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// A ticket as JSON: <c>{"key", "fields": {"summary", "description", "comment": {"comments": [{"created", "body"}]}}}</c> as Jira
/// exports it, <c>{"number", "short_description", "description", "close_notes"}</c> as ServiceNow, <c>{"id", "subject", "description",
/// "comments": [{"created_at", "body"}]}</c> as Zendesk.
/// </summary>
internal static class JsonTicket
{
    private static readonly string[] Titles = ["summary", "short_description", "subject"];
    private static readonly string[] Dates = ["created", "created_at", "opened_at", "sys_created_on"];
    private static readonly string[] Keys = ["key", "number", "id"];
    private static readonly string[] Solutions = ["close_notes", "resolution_notes", "resolution"];

    /// <summary>The ticket, or null when it is none.</summary>
    public static Ticket? Of(JsonElement item)
    {
        var fields = item.TryGetProperty("fields", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : item;
        if (Any(fields, Titles) is not { } title)
            return null;
        var parts = new List<(string, string)>();
        if (JsonFormat.Text(fields, "description") is { } description)
            parts.Add(("Description", description));
        if (JsonFormat.Text(fields, "environment") is { } environment)
            parts.Add(("Environment", environment));
        parts.AddRange(Comments(fields).Select((c, i) => ($"Comment {i + 1}{(c.Day is null ? "" : ", " + c.Day)}", c.Text)));
        if (Any(fields, Solutions) is { } solution)
            parts.Add(("Resolution", solution));
        return new Ticket(Array.ConvertAll(Keys, k => JsonFormat.Id(item, k)).FirstOrDefault(k => k is not null), title, JsonFormat.Text(item, "url"), Any(fields, Dates), parts);
    }

    private static IEnumerable<(string? Day, string Text)> Comments(JsonElement fields)
    {
        var list = fields.TryGetProperty("comment", out var wrapped) && wrapped.ValueKind == JsonValueKind.Object && wrapped.TryGetProperty("comments", out var jira) ? jira
            : fields.TryGetProperty("comments", out var plain) ? plain
            : default;
        if (list.ValueKind != JsonValueKind.Array)
            return [];
        return list.EnumerateArray()
            .Select(c => c.ValueKind == JsonValueKind.Object ? (Date: Any(c, Dates), Text: JsonFormat.Text(c, "body") ?? JsonFormat.Text(c, "text")) : (null, null))
            .Where(c => c.Text is not null)
            .OrderBy(c => c.Date, StringComparer.Ordinal)
            .Select(c => (OwnMarks.DateIn(c.Date), c.Text!));
    }

    private static string? Any(JsonElement item, string[] names)
    {
        foreach (var name in names)
        {
            if (JsonFormat.Text(item, name) is { } text)
                return text;
        }

        return null;
    }
}
