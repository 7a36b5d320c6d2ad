using System.Text;
using MemHelpBot.Secrets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Reads Markdown: front matter, headings, fenced blocks, paragraphs.</summary>
internal static class MarkdownFormat
{
    public static RawDocument Read(string text)
    {
        text = Egress.Mask(text).Text;
        var lines = text.Split('\n');
        var front = FrontMatter.Read(lines, out var from);
        var own = OwnMarks.Find(text);
        return new RawDocument(
            "1", front.GetValueOrDefault("title"), front.GetValueOrDefault("url") ?? own.Url, OwnMarks.DateIn(front.GetValueOrDefault("date")) ?? own.Date,
            [new RawPart(null, Blocks(lines, from))]);
    }

    /// <summary>The blocks of Markdown lines.</summary>
    public static List<Block> Blocks(string[] lines, int from)
    {
        var blocks = new List<Block>();
        var paragraph = new StringBuilder();
        var started = 0;
        var table = false;
        void Close()
        {
            if (paragraph.Length > 0)
                blocks.Add(new Block(table ? BlockKind.Table : BlockKind.Paragraph, paragraph.ToString(), started));
            paragraph.Clear();
        }

        for (var i = from; i < lines.Length; i++)
        {
            var line = lines[i];
            var trimmed = line.AsSpan().Trim();
            if (Fence(trimmed) is { Length: > 0 } fence)
            {
                Close();
                var end = i + 1;
                while (end < lines.Length && !lines[end].AsSpan().Trim().StartsWith(fence, StringComparison.Ordinal))
                    end++;
                blocks.Add(new Block(BlockKind.Verbatim, string.Join('\n', lines[(i + 1)..Math.Min(end, lines.Length)]), i + 2));
                i = end;
            }
            else if (HeadingText(trimmed) is { } heading)
            {
                Close();
                blocks.Add(new Block(BlockKind.Heading, heading, i + 1));
            }
            else if (trimmed.Length == 0)
            {
                Close();
            }
            else if (!Boilerplate.IsChrome(trimmed))
            {
                if (trimmed[0] == '|' != table || paragraph.Length == 0)
                {
                    Close();
                    table = trimmed[0] == '|';
                    started = i + 1;
                }
                else
                {
                    paragraph.Append('\n');
                }

                paragraph.Append(line.AsSpan().TrimEnd());
            }
        }

        Close();
        return blocks;
    }

    private static string Fence(ReadOnlySpan<char> line) =>
        line.StartsWith("```", StringComparison.Ordinal) ? "```" : line.StartsWith("~~~", StringComparison.Ordinal) ? "~~~" : "";

    private static string? HeadingText(ReadOnlySpan<char> line)
    {
        var level = line.IndexOfAnyExcept('#');
        return level is >= 1 and <= 6 && line[level] == ' ' ? line[level..].Trim(" #").ToString() is { Length: > 0 } text ? text : null : null;
    }
}
