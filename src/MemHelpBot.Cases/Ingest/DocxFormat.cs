using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using MemHelpBot.Secrets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>
/// Reads a Word document (.docx): headings by their style or outline level, lists, tables, and paragraphs in a fixed-width font or a
/// code style, which are kept together as a log. Deleted text, comments, headers and footers are left out.
/// </summary>
internal static class DocxFormat
{
    private const int DeepestStyle = 12;
    private static readonly string[] CodeStyles = ["code", "source", "preformatted", "console", "terminal", "listing", "monospace", "plain text", "macro text", "log"];
    private static readonly string[] CodeFonts = ["courier", "consolas", "mono", "lucida console", "menlo", "fixed", "terminal"];

    /// <summary>The document, or why it is not read.</summary>
    public static SourceReading Read(byte[] package)
    {
        if (PackageGuard.Refusal(package) is { } refused)
            return new([], refused);
        try
        {
            using var stream = new MemoryStream(package, writable: false);
            using var word = WordprocessingDocument.Open(stream, false, new OpenSettings { AutoSave = false });
            if (word.MainDocumentPart?.Document?.Body is not { } body)
                return new([], "is no Word document");
            var walk = new Walk(Styles(word.MainDocumentPart));
            walk.All(body);
            walk.CloseCode();
            var blocks = Masked(walk.Result);
            var own = OwnMarks.Find(string.Join('\n', blocks.Select(b => b.Text)));
            var title = word.PackageProperties.Title?.Trim();
            var date = word.PackageProperties.Modified ?? word.PackageProperties.Created;
            return blocks.Count == 0
                ? new([], "holds no text")
                : new([new RawDocument("1", string.IsNullOrEmpty(title) ? walk.Title : title, own.Url, own.Date ?? date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), [new RawPart(null, blocks)])], null);
        }
#pragma warning disable CA1031 // The library throws a dozen kinds of exceptions on a package that is not as the standard says.
        catch (Exception broken) when (broken is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return new([], $"is damaged: {broken.Message}");
        }
    }

    /// <summary>A key that lies over several paragraphs is masked as a whole.</summary>
    private static List<Block> Masked(List<Block> blocks)
    {
        var masked = new List<Block>(blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
        {
            var text = blocks[i].Text;
            var kind = blocks[i].Kind;
            while (text.Contains("-----BEGIN ", StringComparison.Ordinal) && !text.Contains("-----END ", StringComparison.Ordinal) && i + 1 < blocks.Count)
                (text, kind) = ($"{text}\n{blocks[++i].Text}", BlockKind.Verbatim);
            masked.Add(new Block(kind, Egress.Mask(text).Text, 0));
        }

        return masked;
    }

    private static Dictionary<string, Style> Styles(MainDocumentPart main)
    {
        var styles = new Dictionary<string, Style>(StringComparer.Ordinal);
        foreach (var style in main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
                styles.TryAdd(id, style);
        }

        return styles;
    }

    /// <summary>Goes through the paragraphs and tables and gathers blocks.</summary>
    private sealed class Walk(Dictionary<string, Style> styles)
    {
        private readonly List<string> code = [];
        private readonly StringBuilder text = new();

        public List<Block> Result { get; } = [];

        /// <summary>The text of the paragraph in the style Title.</summary>
        public string? Title { get; private set; }

        public void All(OpenXmlElement parent)
        {
            foreach (var child in parent.ChildElements)
            {
                if (child is Paragraph paragraph)
                    Add(paragraph);
                else if (child is Table table)
                    Add(table);
                else if (child is SdtBlock or SdtContentBlock or CustomXmlBlock or InsertedRun)
                    All(child);
            }
        }

        public void CloseCode()
        {
            if (code.Count > 0)
                Result.Add(new Block(BlockKind.Verbatim, string.Join('\n', code).Trim('\n'), 0));
            code.Clear();
        }

        private void Add(Paragraph paragraph)
        {
            var line = TextOf(paragraph);
            var chain = Chain(paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value);
            if (IsCode(paragraph, chain))
            {
                if (line.Length > 0 || code.Count > 0)
                    code.Add(line);
                return;
            }

            CloseCode();
            line = line.Trim();
            if (line.Length == 0 || Boilerplate.IsChrome(line))
                return;
            if (chain.Exists(s => Name(s) == "title"))
                Title ??= line;
            else if (chain.Exists(s => Name(s).StartsWith("toc ", StringComparison.Ordinal)))
                return;
            else if (IsHeading(paragraph, chain))
                Result.Add(new Block(BlockKind.Heading, line, 0));
            else if (paragraph.ParagraphProperties?.NumberingProperties is { } numbering)
                AddItem($"{new string(' ', 2 * Math.Clamp(numbering.NumberingLevelReference?.Val?.Value ?? 0, 0, 8))}- {line}");
            else if (LineShape.IsMachine(line))
                code.Add(line);
            else
                Result.Add(new Block(BlockKind.Paragraph, line, 0));
        }

        // The items of a list stand together.
        private void AddItem(string item)
        {
            if (Result.Count > 0 && Result[^1] is { Kind: BlockKind.Paragraph } list && list.Text.TrimStart().StartsWith("- ", StringComparison.Ordinal) && list.Text.Length < 4000)
                Result[^1] = list with { Text = $"{list.Text}\n{item}" };
            else
                Result.Add(new Block(BlockKind.Paragraph, item, 0));
        }

        private void Add(Table table)
        {
            CloseCode();
            var rows = table.Elements<TableRow>()
                .Select(r => string.Join(" | ", r.Elements<TableCell>().Select(c => string.Join(' ', c.Descendants<Paragraph>().Select(TextOf)).Trim())))
                .Where(r => r.Trim(' ', '|').Length > 0).ToList();
            // A table of one cell is a frame around a listing.
            if (table.Elements<TableRow>().Take(2).Count() == 1 && table.Descendants<TableCell>().Take(2).Count() == 1)
                All(table.Descendants<TableCell>().First());
            else if (rows.Count > 0)
                Result.Add(new Block(BlockKind.Table, string.Join('\n', rows), 0));
            CloseCode();
        }

        private string TextOf(Paragraph paragraph)
        {
            text.Clear();
            foreach (var part in paragraph.Descendants())
            {
                if (part is DocumentFormat.OpenXml.Wordprocessing.Text run)
                    text.Append(run.Text);
                else if (part is TabChar)
                    text.Append('\t');
                else if (part is Break or CarriageReturn)
                    text.Append('\n');
                else if (part is NoBreakHyphen)
                    text.Append('-');
            }

            return text.ToString();
        }

        private static bool IsHeading(Paragraph paragraph, List<Style> chain) =>
            (paragraph.ParagraphProperties?.OutlineLevel?.Val?.Value ?? chain.Select(s => s.StyleParagraphProperties?.OutlineLevel?.Val?.Value).FirstOrDefault(l => l is not null)) is < 9
            || chain.Exists(s => Name(s).StartsWith("heading ", StringComparison.Ordinal) || Name(s) == "subtitle");

        private static bool IsCode(Paragraph paragraph, List<Style> chain)
        {
            if (chain.Exists(s => Array.Exists(CodeStyles, c => Name(s).Contains(c, StringComparison.Ordinal)) || IsFixed(s.StyleRunProperties?.RunFonts)))
                return true;
            var (runs, wide) = (0, 0);
            foreach (var run in paragraph.Elements<Run>().Where(r => r.InnerText.Length > 0))
            {
                runs++;
                if (IsFixed(run.RunProperties?.RunFonts))
                    wide++;
            }

            return runs > 0 && runs == wide;
        }

        private static bool IsFixed(RunFonts? fonts) =>
            fonts?.Ascii?.Value is { } font && Array.Exists(CodeFonts, f => font.Contains(f, StringComparison.OrdinalIgnoreCase));

        private static string Name(Style style) => (style.StyleName?.Val?.Value ?? style.StyleId?.Value ?? "").ToLowerInvariant();

        private List<Style> Chain(string? id)
        {
            var chain = new List<Style>();
            while (id is not null && chain.Count < DeepestStyle && styles.TryGetValue(id, out var style))
            {
                chain.Add(style);
                id = style.BasedOn?.Val?.Value;
            }

            return chain;
        }
    }
}
