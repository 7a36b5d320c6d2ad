using System.Text.Json.Nodes;

namespace MemHelpBot.Rendering.Cards;

/// <summary>What a client of Adaptive Cards takes, and the elements in which clients differ. The default is what the published schema 1.5 holds.</summary>
public sealed record CardForm
{
    /// <summary>Most bytes of a card as JSON in UTF-8; what does not fit goes on in a further card.</summary>
    public int MostBytes { get; init; } = 200 * 1024;

    /// <summary>Whether the client has Teams' element for code, which has a button to copy it.</summary>
    public bool HasCode { get; init; }

    /// <summary>Whether the client draws Teams' chart elements.</summary>
    public bool HasCharts { get; init; }

    /// <summary>Whether a card asks Teams for the whole width.</summary>
    public bool IsForTeams { get; init; }

    /// <summary>Text as it stands in the places of a card that read Markdown.</summary>
    public Func<string, string> InMarkdown { get; init; } = CardText.InMarkdown;

    /// <summary>The data of a button that asks a question.</summary>
    public Func<string, JsonNode> Asked { get; init; } = question => JsonValue.Create(question);

    /// <summary>A command, to be copied as it is: lines in a fixed-width font, or the client's own element for code with these as fallback.</summary>
    /// <param name="code">The command.</param>
    /// <param name="language">What Teams colours it as.</param>
    public JsonObject Code(string code, string language = "Bash")
    {
        ArgumentNullException.ThrowIfNull(code);
        var text = CardText.Plain(code.TrimEnd('\n'));
        var lines = text.Split('\n').Select(l => Element.With(Element.Paragraph(Element.With(Element.Run(l.Length == 0 ? " " : l), "fontType", "Monospace")), "spacing", "None"));
        var plain = new JsonObject { ["type"] = "Container", ["style"] = "emphasis", ["spacing"] = "Small", ["items"] = new JsonArray([.. lines]) };
        return HasCode
            ? new JsonObject { ["type"] = "CodeBlock", ["codeSnippet"] = text, ["language"] = language, ["spacing"] = "Small", ["fallback"] = plain }
            : plain;
    }

    /// <summary>Names and values.</summary>
    public JsonObject Facts(IEnumerable<(string Name, string Value)> facts) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Select(f => new JsonObject { ["title"] = InMarkdown(f.Name), ["value"] = InMarkdown(f.Value) })]),
    };

    /// <summary>A button that asks something.</summary>
    public JsonObject Ask(string title, string question) => new() { ["type"] = "Action.Submit", ["title"] = title, ["data"] = Asked(question) };

    /// <summary>A whole card.</summary>
    /// <param name="body">Its elements.</param>
    /// <param name="fallback">What a client without cards shows.</param>
    public JsonObject Card(JsonArray body, string fallback)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = CardText.Plain(fallback),
        };
        if (IsForTeams)
            card["msteams"] = new JsonObject { ["width"] = "Full" };
        card["body"] = body;
        return card;
    }
}
