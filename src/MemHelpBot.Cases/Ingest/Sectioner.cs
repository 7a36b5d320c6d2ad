using System.Text;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Cuts blocks into sections: at headings, and between blocks where a section grows long. A log is never cut.</summary>
internal static class Sectioner
{
    private const int LongSection = 2000;
    private const int LongParagraph = 4000;

    /// <summary>Adds the sections of one part.</summary>
    /// <param name="blocks">The blocks of the part.</param>
    /// <param name="title">Title of what stands before the first heading.</param>
    /// <param name="sections">Takes the sections; their number is part of the id.</param>
    public static void Cut(IReadOnlyList<Block> blocks, string title, List<CaseSection> sections)
    {
        var text = new StringBuilder();
        var current = title;
        var headings = new List<string>();
        var piece = 1;
        void Close()
        {
            var body = text.ToString().Trim('\n');
            text.Clear();
            if (string.IsNullOrWhiteSpace(body))
                return;
            var heading = piece > 1 ? $"{current} ({piece})" : current;
            var slug = Ids.FromHeading(heading, 40);
            sections.Add(new CaseSection($"s{sections.Count + 1}{(slug.Length > 0 ? "-" + slug : "")}", heading, body));
        }

        foreach (var block in blocks)
        {
            if (block.Kind == BlockKind.Heading)
            {
                Close();
                piece = 1;
                headings.Add(block.Text);
                continue;
            }

            if (headings.Count > 0)
            {
                // Headings with nothing between them lead the section together.
                current = string.Join(" – ", headings.TakeLast(2));
                headings.Clear();
            }

            foreach (var slice in Slices(block))
            {
                if (text.Length > 0 && text.Length + slice.Length > LongSection && block.Kind == BlockKind.Paragraph)
                {
                    Close();
                    piece++;
                }

                Append(text, slice, block.Kind);
            }
        }

        if (headings.Count > 0 && text.Length == 0)
            text.Append(string.Join('\n', headings));
        Close();
    }

    private static void Append(StringBuilder text, string slice, BlockKind kind)
    {
        if (text.Length > 0)
            text.Append("\n\n");
        if (kind != BlockKind.Verbatim)
        {
            text.Append(slice);
            return;
        }

        var fence = slice.Contains("```", StringComparison.Ordinal) ? "~~~~" : "```";
        text.Append(fence).Append('\n').Append(slice).Append('\n').Append(fence);
    }

    private static IEnumerable<string> Slices(Block block)
    {
        var text = block.Text;
        if (block.Kind == BlockKind.Verbatim)
        {
            yield return text;
            yield break;
        }

        while (text.Length > LongParagraph)
        {
            var at = text.LastIndexOfAny(['\n', '.', '。', '！', '？', ' '], LongSection);
            at = at < LongSection / 2 ? LongSection : at + 1;
            if (char.IsLowSurrogate(text[at]))
                at++;
            yield return text[..at].TrimEnd();
            text = text[at..];
        }

        yield return text;
    }
}
