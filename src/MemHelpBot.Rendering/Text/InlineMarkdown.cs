using System.Text;

namespace MemHelpBot.Rendering.Text;

/// <summary>Bold, code, backslash escapes and bracketed citations of one paragraph, as runs.</summary>
internal static class InlineMarkdown
{
    /// <summary>The runs of a paragraph. A mark without its partner is text.</summary>
    public static List<Run> Runs(string text)
    {
        var runs = new List<Run>();
        var plain = new StringBuilder();
        var strong = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && Citations(text, i + 1, "\\]") is > 0 and var escaped)
            {
                Flush();
                runs.Add(new Run(string.Concat(text.AsSpan(i + 1, escaped - 2), "]"), Ink.Faint));
                i += escaped;
            }
            else if (text[i] == '\\' && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i + 1]) is false && text[i + 1] < 128)
            {
                plain.Append(text[++i]);
            }
            else if (text[i] == '*' && i + 1 < text.Length && text[i + 1] == '*' && (strong || text.IndexOf("**", i + 2, StringComparison.Ordinal) > 0))
            {
                Flush();
                strong = !strong;
                i++;
            }
            else if (text[i] == '`' && Code(text, i) is { Length: > 0 } code)
            {
                Flush();
                runs.Add(new Run(code.Inner, Ink.Command));
                i += code.Length - 1;
            }
            else if (text[i] == '[' && Citations(text, i, "]") is > 0 and var length)
            {
                Flush();
                runs.Add(new Run(text.Substring(i, length), Ink.Faint));
                i += length - 1;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        Flush();
        return runs;

        void Flush()
        {
            if (plain.Length > 0)
                runs.Add(new Run(plain.ToString(), strong ? Ink.Strong : Ink.Plain));
            plain.Clear();
        }
    }

    private static (int Length, string Inner) Code(string text, int start)
    {
        var ticks = 1;
        while (start + ticks < text.Length && text[start + ticks] == '`')
            ticks++;
        var mark = new string('`', ticks);
        for (var end = text.IndexOf(mark, start + ticks, StringComparison.Ordinal); end > 0; end = text.IndexOf(mark, end + 1, StringComparison.Ordinal))
        {
            if (text[end - 1] == '`' || (end + ticks < text.Length && text[end + ticks] == '`'))
                continue;
            var inner = text[(start + ticks)..end];
            if (inner.Length > 2 && inner[0] == ' ' && inner[^1] == ' ')
                inner = inner[1..^1];
            return (end + ticks - start, inner);
        }

        return default;
    }

    /// <summary>Length of a bracket from <paramref name="start"/> to its end mark that holds only citations; 0 when it is something else.</summary>
    private static int Citations(string text, int start, string endMark)
    {
        var end = start < text.Length && text[start] == '[' ? text.IndexOf(endMark, start, StringComparison.Ordinal) : -1;
        if (end < 0)
            return 0;
        foreach (var part in text[(start + 1)..end].Split(','))
        {
            if (!Citation.TryParse(part.Trim(), out _))
                return 0;
        }

        return end + endMark.Length - start;
    }
}
