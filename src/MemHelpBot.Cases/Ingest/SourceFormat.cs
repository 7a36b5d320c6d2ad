namespace MemHelpBot.Cases.Ingest;

/// <summary>Chooses the format of a text: by the name, and by how it starts where a name may mislead (a JSON record called .txt).</summary>
internal static class SourceFormat
{
    /// <summary>The documents of a file, and what of it could not be taken.</summary>
    public static (IReadOnlyList<RawDocument> Documents, string? Note) Read(string path, string text)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        var start = text.AsSpan().TrimStart();
        if (extension is ".jsonl" or ".ndjson")
            return JsonFormat.ReadLines(text);
        if (extension is ".json" || (start.Length > 0 && start[0] is '{' or '[' && JsonFormat.IsJson(text)))
            return JsonFormat.Read(text);
        if (extension is ".html" or ".htm" or ".xhtml" || StartsHtml(start))
            return ([HtmlFormat.Read(text)], null);
        return ([extension is ".md" or ".markdown" || IsMarkdown(text) ? MarkdownFormat.Read(text) : PlainTextFormat.Read(text)], null);
    }

    private static bool StartsHtml(ReadOnlySpan<char> start) =>
        start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);

    // In a text file a single "# dmesg -T" is a prompt; headings of the second level and fences are Markdown.
    private static bool IsMarkdown(string text)
    {
        var (headings, fences) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("## ", StringComparison.Ordinal) || line.StartsWith("### ", StringComparison.Ordinal))
                headings++;
            else if (line.StartsWith("```", StringComparison.Ordinal))
                fences++;
        }

        return headings > 1 || (fences > 1 && fences % 2 == 0);
    }
}
