using System.Text;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Rendering.Chat;

/// <summary>
/// The Markdown of messages in chats: no headings in every client, no tables; angle brackets and ampersands as entities, because clients read
/// HTML in it.
/// </summary>
public sealed class ChatMarkdown
{
    /// <summary>For clients that read CommonMark and perhaps HTML.</summary>
    public static readonly ChatMarkdown Common = new(linkifies: false);

    /// <summary>
    /// For clients over markdown-it with <c>linkify</c> and <c>typographer</c> (Web Chat): bare addresses and file names (<c>setup.sh</c>) would become
    /// links, quotes and dashes others, and <c>{aria-label=…}</c> an attribute.
    /// </summary>
    public static readonly ChatMarkdown Linkifying = new(linkifies: true);

    private readonly bool linkifies;

    private ChatMarkdown(bool linkifies) => this.linkifies = linkifies;

    /// <summary>Plain text that is shown as written.</summary>
    public string Escape(string plain)
    {
        var escaped = MarkdownText.Escaped(plain)
            .Replace("\\&", "&amp;", StringComparison.Ordinal).Replace("\\<", "&lt;", StringComparison.Ordinal).Replace("\\>", "&gt;", StringComparison.Ordinal);
        return linkifies ? BareText.Inert(escaped, 0) : escaped;
    }

    /// <summary>
    /// Markdown of our composer as Markdown of a chat: headings become bold lines, citations become what the channel makes of them. Its escapes stay; a
    /// bracket or ampersand that was not escaped becomes an entity, so that nothing of it is ever HTML.
    /// </summary>
    /// <param name="markdown">What the composer wrote.</param>
    /// <param name="marks">What citations look like, with a blank before.</param>
    public string Of(string markdown, Func<IReadOnlyList<string>, string> marks)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentNullException.ThrowIfNull(marks);
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
                text.Append("**").Append(Inert(Entities(trimmed[4..]))).Append("**");
            }
            else
            {
                text.Append(Numbered(Inert(Entities(line)), marks));
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    private string Inert(string line) => linkifies ? BareText.Inert(line, BareText.AfterMarkers(line)) : line;

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
    private static string Numbered(string line, Func<IReadOnlyList<string>, string> marks)
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
            text.Append(line.AsSpan(at, open - at).TrimEnd()).Append(marks([.. inner.Select(Unescaped)]));
            at = close + 2;
        }

        return text.Append(line.AsSpan(at)).ToString();
    }

    private static string Unescaped(string citation) => citation.Replace("\\", "", StringComparison.Ordinal);
}
