using System.Text.Json;
using MemHelpBot.Cases.Reading;
using MemHelpBot.Secrets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Reads JSON: a retrieval record <c>{"query", "summaries": [], "contents": []}</c>, a document <c>{"title", "text" | "content" | "body", "url", "date"}</c>,
/// a ticket with comments (<see cref="JsonTicket"/>), a list of them, an object around such a list, or one of them a line.
/// </summary>
internal static class JsonFormat
{
    private static readonly string[] TextKeys = ["text", "content", "body", "markdown", "page_content", "description"];
    private static readonly string[] ListKeys = ["issues", "tickets", "records", "items", "results", "documents", "data", "hits"];
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Whether a text is one JSON value.</summary>
    public static bool IsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The documents of a JSON text.</summary>
    public static SourceReading Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            if (List(json.RootElement) is not { } list)
                return One(json.RootElement, "1") is { } document ? new([document], null) : new([], NoText);
            var documents = new List<RawDocument>();
            var left = 0;
            foreach (var item in list.EnumerateArray())
            {
                if (One(item, Number(documents.Count + left)) is { } one)
                    documents.Add(one);
                else
                    left++;
            }

            return new(Distinct(documents), documents.Count == 0 ? NoText : left == 0 ? null : $"{left} of its records hold no text");
        }
        catch (JsonException broken)
        {
            return new([], $"is not valid JSON (line {(broken.LineNumber ?? 0) + 1})");
        }
    }

    /// <summary>The documents of JSON lines; a broken line costs only itself.</summary>
    public static SourceReading ReadLines(string text)
    {
        var documents = new List<RawDocument>();
        var broken = new List<int>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                using var json = JsonDocument.Parse(line, Options);
                if (One(json.RootElement, Number(number - 1)) is { } document)
                    documents.Add(document);
                else
                    broken.Add(number);
            }
            catch (JsonException)
            {
                broken.Add(number);
            }
        }

        var note = broken.Count == 0 ? (documents.Count == 0 ? NoText : null) : $"{broken.Count} of its lines hold no document: {string.Join(", ", broken.Take(5))}{(broken.Count > 5 ? " …" : "")}";
        return new(Distinct(documents), note);
    }

    private const string NoText = "holds no text: a record needs 'contents', or one of 'text', 'content', 'body'";

    private static string Number(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    // A list, or an object that is the wrapping of one: {"issues": […]}, {"records": […]}.
    private static JsonElement? List(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return root;
        if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("contents", out _) || Array.Exists(TextKeys, k => Text(root, k) is not null))
            return null;
        foreach (var key in ListKeys)
        {
            if (root.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array && list.EnumerateArray().Any(i => i.ValueKind == JsonValueKind.Object))
                return list;
        }

        return null;
    }

    private static RawDocument? One(JsonElement item, string number)
    {
        if (item.ValueKind == JsonValueKind.String)
            return Document(number, null, null, null, [String(item) ?? ""]);
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        var key = Ids.FromHeading(Id(item, "id") ?? Id(item, "_id") ?? "", 40) is { Length: > 0 } id ? id : number;
        var url = Text(item, "url") is { } address && OwnMarks.IsUrl(address) ? address : null;
        // The query of a retrieval record is what somebody asked, not what the texts are called.
        var title = Text(item, "title") ?? Text(item, "name");
        if (item.TryGetProperty("contents", out var contents) && contents.ValueKind == JsonValueKind.Array)
            return Document(key, title, url, Text(item, "date"), [.. Strings(contents), .. Summaries(item)]);
        if (JsonTicket.Of(item) is { } ticket)
            return ticket.ToDocument(number);
        foreach (var name in TextKeys)
        {
            if (Text(item, name) is { } text)
                return Document(key, title, url, Text(item, "date"), [text]);
        }

        return null;
    }

    private static RawDocument? Document(string key, string? title, string? url, string? date, string[] texts)
    {
        var parts = new List<RawPart>();
        string? day = OwnMarks.DateIn(date);
        foreach (var text in texts.Where(t => !string.IsNullOrWhiteSpace(t)))
        {
            var clean = Egress.Mask(text.ReplaceLineEndings("\n")).Text;
            var own = OwnMarks.Find(clean);
            (url, day) = (url ?? own.Url, day ?? own.Date);
            parts.Add(new RawPart(PlainTextFormat.StatusTitle(clean), PlainTextFormat.Blocks(clean)));
        }

        return parts.Count == 0 ? null : new RawDocument(key, title, url, day, parts);
    }

    private static string[] Summaries(JsonElement record) =>
        record.TryGetProperty("summaries", out var summaries) && summaries.ValueKind == JsonValueKind.Array ? Strings(summaries) : [];

    private static string[] Strings(JsonElement array) =>
        [.. array.EnumerateArray().Select(String).OfType<string>()];

    /// <summary>The text of a property; null when there is none.</summary>
    public static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && String(value) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>A text or a number as an id; null when there is none.</summary>
    public static string? Id(JsonElement item, string name) =>
        Text(item, name) ?? (item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null);

    // A string with half of a surrogate pair is valid JSON and no text.
    private static string? String(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Documents of one file, each under a key of its own.</summary>
    public static List<RawDocument> Distinct(List<RawDocument> documents)
    {
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            var key = documents[i].Key;
            while (!taken.Add(key))
            {
                var number = next.GetValueOrDefault(documents[i].Key, 2);
                next[documents[i].Key] = number + 1;
                key = $"{documents[i].Key}-{number}";
            }

            documents[i] = documents[i] with { Key = key };
        }

        return documents;
    }
}
