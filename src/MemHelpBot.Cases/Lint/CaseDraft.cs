using MemHelpBot.Cases.Ingest;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Lint;

/// <summary>A case file to be filled in: all of the front matter and all sections. The lint names what is still to be written.</summary>
public static class CaseDraft
{
    private static readonly (string Section, string Asks)[] Sections =
    [
        ("Symptom", "what was seen, by whom, on which machine"),
        ("Evidence", "what the lines below show"),
        ("Analysis", "the arithmetic: what proves the cause, and what is only said"),
        ("Resolution", "what was tried, what worked, what did not; say so when the source states no resolution"),
        ("Commands", "what checks it, read-only first"),
        ("Corrections", "where the source errs against the kernel's or vendor's documentation, or 'None.'"),
    ];

    /// <summary>Writes a draft.</summary>
    /// <param name="directory">The corpus directory.</param>
    /// <param name="id">Id of the case, lower-case words and hyphens.</param>
    /// <param name="cause">Its main cause.</param>
    /// <param name="url">Address of the source, or null.</param>
    /// <returns>Path of the file.</returns>
    /// <exception cref="ArgumentException">The id is not well formed or taken, or the address is none; the message says how to mend it.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string Write(string directory, string id, string cause, string? url)
    {
        if (!Ids.IsWellFormed(id))
            throw new ArgumentException($"the id '{id}' is not lower-case words and hyphens: use a-z, 0-9 and single hyphens");
        if (url is not null && !OwnMarks.IsUrl(url))
            throw new ArgumentException($"'{url}' is no address: give a full http(s) address");
        if (CorpusReader.Read(directory).Corpus.Documents.TryGetValue(id, out var taken))
            throw new ArgumentException($"the id '{id}' is taken ('{taken.Title}'): choose another");
        var path = Path.Combine(directory, "cases", id + ".md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = Create(path, id);
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        writer.Write(Text(id, cause, url));
        return path;
    }

    private static string Text(string id, string cause, string? url)
    {
        string front = $$"""
            ---
            id: {{id}}
            title: "{{CaseCheck.Unwritten}}: title of {{id}} in English"
            titles:
              zh: "{{CaseCheck.Unwritten}}: 中文标题"
              pl: "{{CaseCheck.Unwritten}}: polski tytuł"
            lang: en
            causes: [{{cause}}]
            signatures: []
            environment: []
            source:
              title: "{{CaseCheck.Unwritten}}: title as published"
              url: {{(url is null ? "null" : Quoted(url))}}
              date: null
              lang: null
              trust: forum
            ---
            """;
        return front + "\n" + string.Concat(Sections.Select(s => $"## {s.Section}\n{CaseCheck.Unwritten}: {s.Asks}\n{(s.Section is "Evidence" or "Commands" ? "```\n```\n" : "")}"));
    }

    private static string Quoted(string url) => $"\"{url.Replace("\\", "%5C", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal)}\"";

    // A file that cannot be read as a case holds its name too.
    private static FileStream Create(string path, string id)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (IOException taken) when (File.Exists(path))
        {
            throw new ArgumentException($"the file of the id '{id}' exists: choose another", taken);
        }
    }
}
