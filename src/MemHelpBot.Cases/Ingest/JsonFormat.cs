using System.Text.Json;
using MemHelpBot.Cases.Reading;
using MemHelpBot.Secrets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Reads JSON: a retrieval record <c>{"query", "summaries": [], "contents": []}</c>, a document <c>{"title", "text" | "content" | "body", "url", "date"}</c>,
/// a list of either, or one of either a line.
/// </summary>
internal static class JsonFormat
{
    private static readonly string[] TextKeys = ["text", "content", "body", "markdown", "page_content", "description"];
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
    public static (IReadOnlyList<RawDocument> Documents, string? Note) Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Array)
                return One(json.RootElement, "1") is { } document ? ([document], null) : ([], NoText);
            var documents = new List<RawDocument>();
            var left = 0;
            foreach (var item in json.RootElement.EnumerateArray())
            {
                if (One(item, Number(documents.Count + left)) is { } one)
                    documents.Add(one);
                else
                    left++;
            }

            return (Distinct(documents), left == 0 ? null : documents.Count == 0 ? NoText : $"{left} of its records hold no text");
        }
        catch (JsonException broken)
        {
            return ([], $"is not valid JSON (line {(broken.LineNumber ?? 0) + 1})");
        }
    }

    /// <summary>The documents of JSON lines; a broken line costs only itself.</summary>
    public static (IReadOnlyList<RawDocument> Documents, string? Note) ReadLines(string text)
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

        var note = broken.Count == 0 ? null : $"{broken.Count} of its lines hold no document: {string.Join(", ", broken.Take(5))}{(broken.Count > 5 ? " …" : "")}";
        return (Distinct(documents), note);
    }

    private const string NoText = "holds no text: a record needs 'contents', or one of 'text', 'content', 'body'";

    private static string Number(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static RawDocument? One(JsonElement item, string number)
    {
        if (item.ValueKind == JsonValueKind.String)
            return Document(number, null, null, null, [String(item) ?? ""]);
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        var key = Ids.FromHeading(Text(item, "id") ?? Text(item, "_id") ?? "", 40) is { Length: > 0 } id ? id : number;
        var url = Text(item, "url") is { } address && OwnMarks.IsUrl(address) ? address : null;
        // The query of a retrieval record is what somebody asked, not what the texts are called.
        var title = Text(item, "title") ?? Text(item, "name");
        if (item.TryGetProperty("contents", out var contents) && contents.ValueKind == JsonValueKind.Array)
            return Document(key, title, url, Text(item, "date"), [.. Strings(contents), .. Summaries(item)]);
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

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && String(value) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

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

    private static List<RawDocument> Distinct(List<RawDocument> documents)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            var key = documents[i].Key;
            for (var n = 2; !taken.Add(key); n++)
                key = $"{documents[i].Key}-{n}";
            documents[i] = documents[i] with { Key = key };
        }

        return documents;
    }
}
