using System.Globalization;
using System.Text;

namespace MemHelpBot.Rendering.Words;

/// <summary>
/// Text that may hold what a stranger pasted, made harmless to a terminal and legal in XML: every control character, bidirectional
/// override and lone surrogate is shown as a visible sign instead. Line ends and tabs stay.
/// </summary>
internal static class PlainText
{
    /// <summary>The text with nothing invisible that acts; the same instance when there was nothing.</summary>
    public static string Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Acts(text, i))
                return Rewritten(text, i);
        }

        return text;
    }

    /// <summary>The same on one line: line ends and tabs become blanks.</summary>
    public static string OneLine(string text) =>
        Of(text).Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\t', ' ');

    private static string Rewritten(string text, int first)
    {
        var plain = new StringBuilder(text, 0, first, text.Length + 16);
        for (var i = first; i < text.Length; i++)
        {
            var c = text[i];
            if (!Acts(text, i))
                plain.Append(c);
            else if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                continue;
            else if (c < ' ')
                plain.Append((char)(0x2400 + c));
            else if (c == '\u007f')
                plain.Append('\u2421');
            else if (char.IsSurrogate(c))
                plain.Append('\ufffd');
            else
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return plain.ToString();
    }

    private static bool Acts(string text, int i)
    {
        var c = text[i];
        if (c is >= ' ' and < '\u007f' or '\n' or '\t')
            return false;
        if (c < '\u00a0')
            return true;
        if (char.IsSurrogate(c))
            return !(char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) && !(char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]));
        return c is '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff' or '\ufffe' or '\uffff';
    }
}
