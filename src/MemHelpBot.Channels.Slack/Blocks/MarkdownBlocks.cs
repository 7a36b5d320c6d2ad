using System.Text.Json.Nodes;
using MemHelpBot.Rendering.Text;

namespace MemHelpBot.Channels.Slack.Blocks;

/// <summary>
/// The Markdown of a follow-up as blocks. Knows what our composer writes (headings, lists, fences, bold, code, citations); anything else
/// is shown as it is written.
/// </summary>
internal static class MarkdownBlocks
{
    /// <summary>The blocks, in order.</summary>
    public static List<JsonObject> Of(string markdown)
    {
        var blocks = new List<JsonObject>();
        var items = new List<JsonObject>();
        var paragraph = new List<string>();
        var code = new List<string>();
        var (fence, isItem) = (0, false);
        foreach (var raw in markdown.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            var trimmed = line.Trim();
            var ticks = trimmed.Length - trimmed.TrimStart('`').Length;
            if (fence > 0)
            {
                if (ticks >= fence && trimmed.Length == ticks)
                {
                    blocks.AddRange(Block.Preformatted(string.Join('\n', code)).Select(p => Block.Rich(p)));
                    code.Clear();
                    fence = 0;
                }
                else
                {
                    code.Add(line);
                }
            }
            else if (ticks >= 3)
            {
                EndList();
                fence = ticks;
            }
            else if (trimmed.Length == 0)
            {
                EndParagraph();
            }
            else if (trimmed[0] == '#')
            {
                EndList();
                blocks.Add(Block.Rich(Block.Section(Block.Text(trimmed.TrimStart('#').Trim(), Ink.Strong))));
            }
            else if (trimmed.StartsWith("- ", StringComparison.Ordinal))
            {
                EndParagraph();
                isItem = true;
                paragraph.Add(trimmed[2..]);
            }
            else
            {
                if (paragraph.Count == 0 && !isItem)
                    EndItems();
                paragraph.Add(trimmed);
            }
        }

        // A fence that is never closed holds the rest.
        blocks.AddRange(Block.Preformatted(string.Join('\n', code)).Select(p => Block.Rich(p)));
        EndList();
        return blocks;

        void EndParagraph()
        {
            if (paragraph.Count > 0)
            {
                var section = Block.Section([.. InlineMarkdown.Runs(string.Join(' ', paragraph)).Select(r => Block.Text(r.Text, r.Ink))]);
                if (isItem)
                    items.Add(section);
                else
                    blocks.Add(Block.Rich(section));
            }

            paragraph.Clear();
            isItem = false;
        }

        void EndItems()
        {
            if (items.Count > 0)
                blocks.AddRange(items.Chunk(8).Select(c => Block.Rich(Block.List(ordered: false, c))));
            items.Clear();
        }

        void EndList()
        {
            EndParagraph();
            EndItems();
        }
    }
}
