using System.Text;

namespace MemHelpBot.Rendering.Chat;

/// <summary>
/// Keeps bare text of a Markdown line from acting in markdown-it: its rules <c>linkify</c> and <c>typographer</c> and the plugin for attributes look at
/// text only, and a sign behind a backslash is no longer text to them.
/// </summary>
/// <remarks>Sources: markdown-it 13, core rules linkify, replacements, smartquotes and text_join; Web Chat 4.18, markdown/markdownItPlugins/ariaLabel.</remarks>
internal static class BareText
{
    /// <summary>Where the text of a line begins, behind its marks of lists and quotes.</summary>
    public static int AfterMarkers(string line)
    {
        var at = 0;
        while (at < line.Length)
        {
            var digits = at;
            while (digits < line.Length && char.IsAsciiDigit(line[digits]))
                digits++;
            if (line[at] is ' ' or '>')
                at++;
            else if (line[at] == '-' && at + 1 < line.Length && line[at + 1] == ' ')
                at += 2;
            else if (digits > at && digits + 1 < line.Length && line[digits] == '.' && line[digits + 1] == ' ')
                at = digits + 2;
            else
                break;
        }

        return at;
    }

    /// <summary>The line, with a backslash before what would act. Code spans and escapes stay.</summary>
    public static string Inert(string line, int start)
    {
        var text = new StringBuilder(line.Length + 16).Append(line, 0, start);
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
            {
                text.Append(line[i]).Append(line[++i]);
            }
            else if (line[i] == '`' && EndOfCode(line, i) is > 0 and var end)
            {
                text.Append(line, i, end - i);
                i = end - 1;
            }
            else if (line[i] is '\u27ec' or '\u27ed')
            {
                text.Append(line[i] == '\u27ec' ? "&#10220;" : "&#10221;");
            }
            else
            {
                if (Acts(line, i))
                    text.Append('\\');
                text.Append(line[i]);
            }
        }

        return text.ToString();
    }

    private static bool Acts(string line, int i)
    {
        var next = i + 1 < line.Length ? line[i + 1] : ' ';
        var before = i > 0 ? line[i - 1] : ' ';
        return line[i] switch
        {
            '@' or '"' or '\'' or '{' or '}' or '=' or '~' => true,
            '.' => next != ' ' && before != ' ',
            ':' => next is '/' or '@',
            '/' => next == '/' || before == '/',
            '-' => next == '-' || before == '-',
            '+' => next == '-',
            '(' => line.AsSpan(i + 1, Math.Min(3, line.Length - i - 1)).Contains(')'),
            '!' or '?' or ',' => next == line[i],
            _ => false,
        };
    }

    /// <summary>The place after a code span that begins here; 0 when none does.</summary>
    private static int EndOfCode(string line, int start)
    {
        var after = start;
        while (after < line.Length && line[after] == '`')
            after++;
        var close = line.IndexOf(line[start..after], after, StringComparison.Ordinal);
        return close < 0 ? 0 : close + after - start;
    }
}
