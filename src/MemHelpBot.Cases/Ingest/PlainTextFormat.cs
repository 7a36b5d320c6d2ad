using MemHelpBot.Secrets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Reads plain text and scraped articles: finds headings by their shape, keeps logs whole, drops what a page prints around its text.</summary>
internal static class PlainTextFormat
{
    public static RawDocument Read(string text)
    {
        var own = OwnMarks.Find(text);
        return new RawDocument("1", null, own.Url, own.Date, [new RawPart(null, Blocks(Egress.Mask(text).Text))]);
    }

    /// <summary>The blocks of a text; lines keep the numbers they have in it.</summary>
    public static List<Block> Blocks(string text)
    {
        var lines = text.Split('\n');
        var blocks = new List<Block>();
        var paragraph = new List<string>();
        var started = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Boilerplate.GutterAt(lines, i) is > 0 and var gutter)
            {
                Close(blocks, paragraph, started);
                i = AddCode(blocks, lines, i + gutter, gutter) - 1;
                continue;
            }

            var line = lines[i].AsSpan().TrimEnd();
            if (line.TrimStart().Length == 0)
            {
                Close(blocks, paragraph, started);
            }
            else if (LineShape.IsMachine(line))
            {
                Close(blocks, paragraph, started);
                i = AddMachine(blocks, lines, i) - 1;
            }
            else if (IsHeading(lines, i))
            {
                Close(blocks, paragraph, started);
                blocks.Add(new Block(BlockKind.Heading, HeadingText(line), i + 1));
            }
            else if (!Boilerplate.IsChrome(line) && !(i < 3 && OwnMarks.IsDateLine(line)))
            {
                if (paragraph.Count == 0)
                    started = i + 1;
                paragraph.Add(line.ToString());
            }
        }

        Close(blocks, paragraph, started);
        return blocks;
    }

    /// <summary>The title of a text that starts with an entry's title and state (<c>【已解决】…</c>), or null.</summary>
    public static string? StatusTitle(string text)
    {
        var line = text.AsSpan().TrimStart();
        line = line[..(line.IndexOf('\n') is >= 0 and var end ? end : line.Length)];
        return IsStatusTitle(line) ? HeadingText(line) : null;
    }

    private static bool IsHeading(string[] lines, int at)
    {
        var before = at > 0 ? lines[at - 1] : "";
        var after = at + 1 < lines.Length ? lines[at + 1] : "";
        if (IsStatusTitle(lines[at]))
            return true;
        if (Boilerplate.IsChrome(lines[at]))
            return false;
        var alone = string.IsNullOrWhiteSpace(before) && string.IsNullOrWhiteSpace(after);
        return alone ? at + 1 < lines.Length && LineShape.MayBeHeading(lines[at]) : LineShape.IsHeadingAmong(before, lines[at], after);
    }

    // Support collections mark an entry's title with its state: 【已解决】…
    private static bool IsStatusTitle(ReadOnlySpan<char> line) =>
        line.Length is > 4 and < 160 && line[0] == '【' && line.IndexOf('】') is > 0 and < 12;

    private static string HeadingText(ReadOnlySpan<char> line) =>
        (IsStatusTitle(line) ? line[(line.IndexOf('】') + 1)..] : line).Trim().ToString();

    private static int AddCode(List<Block> blocks, string[] lines, int from, int count)
    {
        var end = Math.Min(from + count, lines.Length);
        blocks.Add(new Block(BlockKind.Verbatim, string.Join('\n', lines[from..end]).TrimEnd(), from + 1));
        return end;
    }

    /// <summary>Takes machine lines together: blank lines and single other lines between them belong to the same output.</summary>
    private static int AddMachine(List<Block> blocks, string[] lines, int from)
    {
        var end = from + 1;
        for (var i = end; i < lines.Length; i++)
        {
            if (LineShape.IsMachine(lines[i]) && Boilerplate.GutterAt(lines, i) == 0)
                end = i + 1;
            else if (i - end >= 1 || string.IsNullOrWhiteSpace(lines[i]) || IsHeading(lines, i) || LineShape.MayBeHeading(lines[i]))
                break;
        }

        blocks.Add(new Block(BlockKind.Verbatim, string.Join('\n', lines[from..end]).TrimEnd(), from + 1));
        return end;
    }

    private static void Close(List<Block> blocks, List<string> paragraph, int line)
    {
        if (paragraph.Count > 0)
            blocks.Add(new Block(BlockKind.Paragraph, string.Join('\n', paragraph), line));
        paragraph.Clear();
    }
}
