using System.Text.Json.Nodes;
using MemHelpBot.Channels.Teams.Activities;

namespace MemHelpBot.Channels.Teams.Cards;

/// <summary>Elements of an Adaptive Card (schema 1.5).</summary>
internal static class Element
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

    /// <summary>
    /// A command, to be copied as it is: the code element of Teams, which has a button for it; in clients without that element the lines in a
    /// fixed-width font.
    /// </summary>
    public static JsonObject Code(string code, string language = "Bash")
    {
        var text = CardText.Plain(code.TrimEnd('\n'));
        var lines = text.Split('\n').Select(l => With(Paragraph(With(Run(l.Length == 0 ? " " : l), "fontType", "Monospace")), "spacing", "None"));
        return new JsonObject
        {
            ["type"] = "CodeBlock",
            ["codeSnippet"] = text,
            ["language"] = language,
            ["spacing"] = "Small",
            ["fallback"] = new JsonObject { ["type"] = "Container", ["style"] = "emphasis", ["spacing"] = "Small", ["items"] = new JsonArray([.. lines]) },
        };
    }

    /// <summary>Names and values.</summary>
    public static JsonObject Facts(IEnumerable<(string Name, string Value)> facts) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Select(f => new JsonObject { ["title"] = CardText.InMarkdown(f.Name), ["value"] = CardText.InMarkdown(f.Value) })]),
    };

    /// <summary>A button that asks something. Teams' own forms of it (imBack, messageBack) are left out: not every client takes them.</summary>
    public static JsonObject Ask(string title, string question) => new()
    {
        ["type"] = "Action.Submit",
        ["title"] = title,
        ["data"] = new JsonObject { [MessageText.AskProperty] = question },
    };

    /// <summary>The same element with one more property.</summary>
    public static JsonObject With(JsonObject element, string name, JsonNode value)
    {
        element[name] = value;
        return element;
    }
}
