using System.Text.Json.Nodes;

namespace MemHelpBot.Rendering.Cards;

/// <summary>Elements that every client of Adaptive Cards takes (schema 1.5); those that differ are of a <see cref="CardForm"/>.</summary>
public static class Element
{
    /// <summary>A heading of ours.</summary>
    public static JsonObject Heading(string text) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = CardText.InMarkdown(text),
        ["weight"] = "Bolder",
        ["wrap"] = true,
        ["style"] = "heading",
        ["spacing"] = "Medium",
    };

    /// <summary>A paragraph of runs: no markup is read in it.</summary>
    public static JsonObject Paragraph(params IEnumerable<JsonObject> runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };

    /// <summary>A piece of text.</summary>
    public static JsonObject Run(string text) => new() { ["type"] = "TextRun", ["text"] = CardText.Plain(text) };

    /// <summary>A piece of text in bold.</summary>
    public static JsonObject Strong(string text) => With(Run(text), "weight", "Bolder");

    /// <summary>A piece of text in a colour of the schema: good, warning, attention.</summary>
    public static JsonObject Coloured(string text, string colour) => With(Run(text), "color", colour);

    /// <summary>A piece of text that stands back.</summary>
    public static JsonObject Faint(string text) => With(With(Run(text), "isSubtle", true), "size", "Small");

    /// <summary>A link to a checked address.</summary>
    public static JsonObject Link(string text, string url)
    {
        var run = Run(text);
        run["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = url };
        return run;
    }

    /// <summary>The same element with one more property.</summary>
    public static JsonObject With(JsonObject element, string name, JsonNode value)
    {
        ArgumentNullException.ThrowIfNull(element);
        element[name] = value;
        return element;
    }
}
