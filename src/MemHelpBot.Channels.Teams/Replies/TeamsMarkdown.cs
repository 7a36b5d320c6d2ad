using System.Text;
using MemHelpBot.Rendering;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Channels.Teams.Replies;

/// <summary>
/// The Markdown of messages in Teams: no headings in every client, no tables; angle brackets and ampersands as entities, because clients read
/// HTML in it.
/// </summary>
internal static class TeamsMarkdown
{
    /// <summary>Plain text that is shown as written.</summary>
    public static string Escape(string plain) => MarkdownText.Escaped(plain)
        .Replace("\\&", "&amp;", StringComparison.Ordinal).Replace("\\<", "&lt;", StringComparison.Ordinal).Replace("\\>", "&gt;", StringComparison.Ordinal);

    /// <summary>
    /// Markdown of our composer as Markdown of Teams: headings become bold lines, citations of documents become numbers. Its escapes stay; a
    /// bracket or ampersand that was not escaped becomes an entity, so that nothing of it is ever HTML.
    /// </summary>
    public static string Of(string markdown, CitedSources sources)
    {
        var text = new StringBuilder(markdown.Length + 256);
        var fence = 0;
        foreach (var line in PlainText.Of(markdown).Split('\n'))
        {
            var trimmed = line.TrimStart();
            var ticks = trimmed.Length - trimmed.TrimStart('`').Length;
            if (fence > 0)
            {
                if (ticks >= fence && trimmed.TrimEnd().Length == ticks)
                    fence = 0;
                text.Append(line);
            }
            else if (ticks >= 3)
            {
                fence = ticks;
                text.Append(line);
            }
            else if (trimmed.StartsWith("### ", StringComparison.Ordinal))
            {
                text.Append("**").Append(Entities(trimmed[4..])).Append("**");
            }
            else
            {
                text.Append(Numbered(Entities(line), sources));
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private static string Entities(string line)
    {
        var text = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            // A quote mark at the start of a line stays one.
            if (c == '\\' && i + 1 < line.Length && line[i + 1] is '<' or '>' or '&')
                c = line[++i];
            else if (c == '>' && line.AsSpan(0, i).IsWhiteSpace())
                c = '\0';
            else if (c == '\\' && i + 1 < line.Length)
                text.Append(line[i++]);
            _ = c switch
            {
                '\0' => text.Append('>'),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '&' => text.Append("&amp;"),
                _ => text.Append(line[i]),
            };
        }

        return text.ToString();
    }

    /// <summary>Brackets that hold citations only, <c>\[L7, C:note#part\]</c>, with numbers for the documents.</summary>
    private static string Numbered(string line, CitedSources sources)
    {
        var text = new StringBuilder(line.Length);
        var at = 0;
        for (var open = line.IndexOf("\\[", StringComparison.Ordinal); open >= 0; open = line.IndexOf("\\[", Math.Max(at, open + 2), StringComparison.Ordinal))
        {
            var close = line.IndexOf("\\]", open, StringComparison.Ordinal);
            if (close < 0)
                break;
            var inner = line[(open + 2)..close].Split(',', StringSplitOptions.TrimEntries);
            if (!Array.TrueForAll(inner, c => Citation.TryParse(Unescaped(c), out _)))
                continue;
            text.Append(line.AsSpan(at, open - at).TrimEnd()).Append(sources.Marks([.. inner.Select(Unescaped)]));
            at = close + 2;
        }

        return text.Append(line.AsSpan(at)).ToString();
    }

    private static string Unescaped(string citation) => citation.Replace("\\", "", StringComparison.Ordinal);
}
