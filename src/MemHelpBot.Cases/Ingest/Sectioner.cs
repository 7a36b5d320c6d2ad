using System.Buffers;
using System.Text;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Cuts blocks into sections: at headings, and between blocks where a section grows long. Logs and tables stay whole as long as they can.</summary>
internal static class Sectioner
{
    private const int LongSection = 2000;
    private const int LongParagraph = 4000;
    private const int LongTable = 6000;
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("\n.。！？ ");

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
                if (text.Length > 0 && text.Length + slice.Length > LongestWith(block.Kind))
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

    private static int LongestWith(BlockKind kind) => kind switch { BlockKind.Verbatim => LogCut.Long, BlockKind.Table => LongTable, _ => LongSection };

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

    private static IEnumerable<string> Slices(Block block) => block.Kind switch
    {
        BlockKind.Verbatim => LogCut.Pieces(block.Text),
        BlockKind.Table => Rows(block.Text),
        _ => Sentences(block.Text),
    };

    private static IEnumerable<string> Sentences(string text)
    {
        var from = 0;
        while (text.Length - from > LongParagraph)
        {
            var at = text.AsSpan(from, LongSection).LastIndexOfAny(SentenceEnds);
            at = from + (at < LongSection / 2 ? LongSection : at + 1);
            if (char.IsLowSurrogate(text[at]))
                at++;
            yield return text[from..at].TrimEnd();
            from = at;
        }

        yield return text[from..];
    }

    /// <summary>A long table is cut between rows, and each part has its head.</summary>
    private static List<string> Rows(string table)
    {
        if (table.Length <= LongTable)
            return [table];
        var parts = new List<string>();
        var head = table[..(table.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : table.Length)];
        if (head.Length > LongTable / 4)
            head = "";
        var part = new StringBuilder();
        foreach (var range in table.AsSpan().Split('\n'))
        {
            foreach (var piece in Sentences(table[range]))
            {
                if (part.Length > 0 && part.Length + piece.Length > LongTable)
                {
                    parts.Add(part.ToString());
                    part.Clear().Append(head);
                }

                if (part.Length > 0)
                    part.Append('\n');
                part.Append(piece);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
