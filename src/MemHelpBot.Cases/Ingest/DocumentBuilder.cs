using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Text;
using MemHelpBot.Secrets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Makes a citable document of what a format gave.</summary>
internal static class DocumentBuilder
{
    private const int LongestTitle = 160;
    private const int LongestPartName = 80;

    // A table of four columns is not Czech because one of them is called S.
    private const int SureOfSection = 10;

    /// <summary>The document, or null when nothing is left of it.</summary>
    public static CaseDocument? Build(RawDocument raw, string id, string path)
    {
        var sections = new List<CaseSection>();
        var title = raw.Title ?? raw.Parts.FirstOrDefault(p => p.Title is not null)?.Title;
        title = title is null ? null : Short(title);
        foreach (var part in raw.Parts)
        {
            var name = part.Title ?? TitleOf(part.Blocks);
            title ??= name;
            Sectioner.Cut(part.Blocks, Cut(name ?? title ?? "", LongestPartName), sections);
        }

        if (sections.Count == 0)
            return null;
        if (string.IsNullOrWhiteSpace(title))
            title = Path.GetFileNameWithoutExtension(path) is { Length: > 0 } name ? name : path;
        var lang = LanguageDetector.DetectOrEnglish(string.Join('\n', sections.Select(s => s.Text)));
        return new CaseDocument(
            id, DocumentKind.External, title, lang, [], [], [],
            new DocumentSource(title, raw.Url, raw.Date, "site"),
            [.. sections.Select(s => LanguageDetector.Detect(s.Text, SureOfSection) is { } other && other != lang ? s with { Lang = other } : s)]);
    }

    private static string? TitleOf(IReadOnlyList<Block> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.Kind == BlockKind.Heading)
                return Short(block.Text);
            if (block.Kind == BlockKind.Verbatim)
                continue;
            foreach (var line in block.Text.Split('\n'))
            {
                if (line.Length > 3 && !OwnMarks.IsDateLine(line))
                    return Short(line);
            }
        }

        return blocks.Count > 0 ? Short(blocks[0].Text.Split('\n')[0]) : null;
    }

    private static string Short(string text)
    {
        var line = string.Join(' ', Egress.Mask(text).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('#', '*', ' ');
        return Cut(line, LongestTitle);
    }

    private static string Cut(string line, int longest)
    {
        if (line.Length <= longest)
            return line;
        return line[..(char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest)].TrimEnd() + "…";
    }
}
