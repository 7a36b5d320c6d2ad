using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.Cli.Mcp;

/// <summary>Builds JSON schemas.</summary>
internal static class Schema
{
    /// <summary>An object that holds these properties and no others.</summary>
    public static JsonElement Closed(JsonObject properties, params IEnumerable<string> required) => Element(properties, required, closed: true);

    /// <summary>An object that may hold more than these properties.</summary>
    public static JsonElement Open(JsonObject properties) => Element(properties, properties.Select(p => p.Key), closed: false);

    /// <summary>A text.</summary>
    public static JsonObject Text(string description, int? longest = null)
    {
        var schema = Of("string", description);
        if (longest is { } most)
            schema["maxLength"] = most;
        return schema;
    }

    /// <summary>One of some words, the first by default.</summary>
    public static JsonObject OneOf(string description, IEnumerable<string> words)
    {
        var schema = Text(description);
        schema["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]);
        schema["default"] = words.First();
        return schema;
    }

    /// <summary>A whole number.</summary>
    public static JsonObject Whole(string description, int least, int most, int? usual = null)
    {
        var schema = Of("integer", description);
        (schema["minimum"], schema["maximum"]) = (least, most);
        if (usual is { } value)
            schema["default"] = value;
        return schema;
    }

    /// <summary>A value of a type of JSON.</summary>
    public static JsonObject Of(string type, string description) => new() { ["type"] = type, ["description"] = description };

    /// <summary>A JSON text as an element of its own.</summary>
    public static JsonElement Parsed(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>A node as an element of its own.</summary>
    public static JsonElement Parsed(JsonNode node) => Parsed(System.Text.Encoding.UTF8.GetBytes(node.ToJsonString()));

    private static JsonElement Element(JsonObject properties, IEnumerable<string> required, bool closed)
    {
        var names = required.Select(n => (JsonNode)n).ToArray();
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray(names) };
        if (closed)
            schema["additionalProperties"] = false;
        return Parsed(schema);
    }
}
