namespace MemHelpBot.Cases.Ingest;

/// <summary>What a file gave.</summary>
/// <param name="Documents">Its documents.</param>
/// <param name="Note">What of it could not be taken and why, or how it was read; null when there is nothing to say.</param>
internal readonly record struct SourceReading(IReadOnlyList<RawDocument> Documents, string? Note);

/// <summary>Chooses the format of a file: by its name, and by how it starts where a name may mislead (a JSON record called .txt).</summary>
internal static class SourceFormat
{
    private static readonly string[] Known =
    [
        ".md", ".markdown", ".txt", ".text", ".log", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".docx", ".pdf",
        ".list", ".url", ".urls", "",
    ];

    private static readonly string[] Packed = [".gz", ".xz", ".bz2", ".zst", ".zip", ".tar", ".tgz", ".7z"];

    /// <summary>Why a file of that ending is not taken; null when it is.</summary>
    public static string? Refusal(string extension)
    {
        extension = extension.ToLowerInvariant();
        return Known.Contains(extension) ? null
            : Packed.Contains(extension) ? "is packed: unpack it first"
            : $"the format '{extension}' is not one of Markdown, text, HTML, JSON, JSON lines, CSV, Word (.docx), PDF";
    }

    /// <summary>The documents of a file.</summary>
    /// <param name="name">Its path or address, for its ending.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="charset">The encoding that a server told; null when none did.</param>
    public static SourceReading Read(string name, byte[] bytes, string? charset = null)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        if (bytes.AsSpan().StartsWith("%PDF-"u8))
            return PdfFormat.Read(bytes);
        if (extension == ".docx" || (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) && extension is "" or ".txt"))
            return DocxFormat.Read(bytes);
        if (extension == ".pdf")
            return new([], "is no PDF file");
        var (text, note) = SourceText.Decode(bytes, charset);
        if (text is null)
            return new([], note);
        var reading = Read(extension, text);
        return reading with { Note = reading.Note is null ? note : note is null ? reading.Note : $"{reading.Note}; {note}" };
    }

    private static SourceReading Read(string extension, string text)
    {
        var start = text.AsSpan().TrimStart();
        if (extension is ".jsonl" or ".ndjson")
            return JsonFormat.ReadLines(text);
        if (extension is ".json" || (start.Length > 0 && start[0] is '{' or '[' && JsonFormat.IsJson(text)))
            return JsonFormat.Read(text);
        if (extension is ".csv" or ".tsv")
            return CsvFormat.Read(text);
        if (extension is ".html" or ".htm" or ".xhtml" || StartsHtml(start))
            return HtmlFormat.Read(text);
        return new([extension is ".md" or ".markdown" || IsMarkdown(text) ? MarkdownFormat.Read(text) : PlainTextFormat.Read(text)], null);
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
