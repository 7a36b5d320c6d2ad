using System.Text.Json.Nodes;
using MemHelpBot.Rendering.Text;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Channels.Slack.Blocks;

/// <summary>
/// Block Kit. Everything that is said stands in <c>rich_text</c>, whose texts are shown letter by letter: Slack reads no mention, link or
/// mark out of them, whatever a paste holds.
/// </summary>
internal static class Block
{
    /// <summary>Characters of one text element, as JSON counts them. A section's text may hold 3,000; rich text is held to the same.</summary>
    public const int MostText = 2900;

    /// <summary>A block of rich text.</summary>
    public static JsonObject Rich(params ReadOnlySpan<JsonObject> elements) => new() { ["type"] = "rich_text", ["elements"] = Array(elements) };

    /// <summary>A paragraph of rich text.</summary>
    public static JsonObject Section(params ReadOnlySpan<JsonObject> elements) => new() { ["type"] = "rich_text_section", ["elements"] = Array(elements) };

    /// <summary>A list of paragraphs.</summary>
    public static JsonObject List(bool ordered, IEnumerable<JsonObject> sections) =>
        new() { ["type"] = "rich_text_list", ["style"] = ordered ? "ordered" : "bullet", ["elements"] = new JsonArray([.. sections]) };

    /// <summary>A quotation.</summary>
    public static JsonObject Quote(params ReadOnlySpan<JsonObject> elements) => new() { ["type"] = "rich_text_quote", ["elements"] = Array(elements) };

    /// <summary>Text to copy, as it stands; long text as several pieces, cut at line ends.</summary>
    public static IEnumerable<JsonObject> Preformatted(string text)
    {
        var rest = PlainText.Of(text).Trim('\n');
        while (rest.Length > 0)
        {
            var end = Fitting(rest, MostText);
            if (end < rest.Length && rest.LastIndexOf('\n', end - 1) is > 0 and var line)
                end = line;
            yield return new JsonObject { ["type"] = "rich_text_preformatted", ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = rest[..end] }) };
            rest = rest[end..].Trim('\n');
        }
    }

    /// <summary>A piece of text in a paragraph, on one line; a blank stands for nothing, which Slack refuses.</summary>
    public static JsonObject Text(string text, Ink ink = Ink.Plain)
    {
        var line = Clipped(PlainText.OneLine(text), MostText);
        var element = new JsonObject { ["type"] = "text", ["text"] = line.Length > 0 ? line : " " };
        if (ink is Ink.Strong or Ink.Faint or Ink.Command)
            element["style"] = new JsonObject { [ink switch { Ink.Strong => "bold", Ink.Faint => "italic", _ => "code" }] = true };
        return element;
    }

    /// <summary>A link with a title.</summary>
    public static JsonObject Link(string url, string title) => new() { ["type"] = "link", ["url"] = url, ["text"] = Clipped(PlainText.OneLine(title), 300) is { Length: > 0 } text ? text : url };

    /// <summary>A line in small letters.</summary>
    public static JsonObject Context(string text) => new() { ["type"] = "context", ["elements"] = new JsonArray(Plain(text, 1900)) };

    /// <summary>A plain text object.</summary>
    public static JsonObject Plain(string text, int most = 75) => new() { ["type"] = "plain_text", ["text"] = Clipped(PlainText.OneLine(text), most) is { Length: > 0 } line ? line : " ", ["emoji"] = false };

    /// <summary>The text, or its beginning with a sign that more was there; no sign of two units is cut apart.</summary>
    public static string Clipped(string text, int most) => Fitting(text, most) == text.Length ? text : string.Concat(text.AsSpan(0, Fitting(text, most - 1)), "…");

    /// <summary>How much of a text fits into so many characters of JSON, which writes quotes and line ends as two and signs of two units as twelve.</summary>
    private static int Fitting(string text, int most)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length;
            length += isPair ? 12 : text[i] is '"' or '\\' or '\n' or '\t' ? 2 : 1;
            if (length > most)
                return i;
            if (isPair)
                i++;
        }

        return text.Length;
    }

    private static JsonArray Array(ReadOnlySpan<JsonObject> elements)
    {
        var array = new JsonArray();
        foreach (var element in elements)
            array.Add(element);
        return array;
    }
}
