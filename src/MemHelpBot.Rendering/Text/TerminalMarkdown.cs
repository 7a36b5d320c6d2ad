using MemHelpBot.Rendering.Text;

namespace MemHelpBot.Rendering;

/// <summary>
/// A reply's Markdown for reading in a terminal. Knows what our composer writes (headings, lists, quotes, fences, bold, code, citations in
/// brackets); anything else stays as it is written.
/// </summary>
public static class TerminalMarkdown
{
    /// <summary>The text, ending with a line end.</summary>
    public static string Of(string markdown, TerminalStyle style)
    {
        var writer = new TerminalWriter(style);
        var fence = 0;
        var paragraph = new List<string>();
        foreach (var raw in markdown.Split('\n'))
        {
            var line = raw.TrimEnd();
            var trimmed = line.TrimStart();
            var ticks = Ticks(trimmed);
            if (fence > 0 && !(ticks >= fence && trimmed.Length == ticks))
            {
                writer.Verbatim(4, line, Ink.Command);
                continue;
            }

            if (ticks >= 3 || trimmed.Length == 0 || trimmed[0] == '#' || Marker(trimmed) > 0)
            {
                Flush(writer, paragraph);
                if (ticks >= 3)
                    fence = fence > 0 ? 0 : ticks;
                else if (trimmed.Length == 0)
                    writer.Gap();
                else if (trimmed[0] == '#')
                    writer.Paragraph("", new Run(trimmed.TrimStart('#').Trim(), Ink.Strong));
                else
                    paragraph.Add(line);
                continue;
            }

            paragraph.Add(line);
        }

        Flush(writer, paragraph);
        return writer.ToString();
    }

    private static void Flush(TerminalWriter writer, List<string> paragraph)
    {
        if (paragraph.Count == 0)
            return;
        var first = paragraph[0];
        var indent = first.Length - first.TrimStart().Length;
        var marker = Marker(first.AsSpan(indent));
        var lead = string.Concat(new string(' ', Math.Min(indent, 8)), first.AsSpan(indent, marker));
        if (lead.EndsWith("- ", StringComparison.Ordinal) || lead.EndsWith("* ", StringComparison.Ordinal))
            lead = string.Concat("  ", lead.AsSpan(0, lead.Length - 2), "• ");
        paragraph[0] = first[(indent + marker)..];
        writer.Paragraph(lead, InlineMarkdown.Runs(string.Join(' ', paragraph.Select(l => l.Trim()))));
        paragraph.Clear();
    }

    private static int Ticks(string line)
    {
        var ticks = 0;
        while (ticks < line.Length && line[ticks] == '`')
            ticks++;
        return ticks;
    }

    /// <summary>Length of a list or quote mark with its blank; 0 when there is none.</summary>
    private static int Marker(ReadOnlySpan<char> line)
    {
        if (line.Length > 1 && line[0] is '-' or '*' or '>' && line[1] == ' ')
            return 2;
        var digits = 0;
        while (digits < line.Length && char.IsAsciiDigit(line[digits]))
            digits++;
        return digits is > 0 and < 4 && line.Length > digits + 1 && line[digits] is '.' or ')' && line[digits + 1] == ' ' ? digits + 2 : 0;
    }
}
