using System.Text;

namespace MemHelpBot.Rendering.Words;

/// <summary>Text inside HTML and XML.</summary>
internal static class Markup
{
    /// <summary>The text as character data that also holds in a quoted attribute. Control characters are made visible; line ends and tabs stay.</summary>
    public static string Escaped(string text)
    {
        var plain = PlainText.Of(text);
        if (plain.AsSpan().IndexOfAny("&<>\"'") < 0)
            return plain;
        var escaped = new StringBuilder(plain.Length + 16);
        foreach (var c in plain)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
