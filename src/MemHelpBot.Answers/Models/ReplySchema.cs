using System.Text.Json;

namespace MemHelpBot.Answers.Models;

/// <summary>
/// Holds a reply to a JSON schema: the subset of <c>type</c>, <c>properties</c>, <c>required</c>, <c>additionalProperties: false</c>,
/// <c>items</c>, <c>minItems</c>, <c>maxItems</c>, <c>maxLength</c> and <c>enum</c> that servers take in their strict form.
/// </summary>
public static class ReplySchema
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The reply as JSON; null when it is none, or not of the schema. A fence around it, as many models put one, is taken off.</summary>
    public static JsonElement? Read(string reply, JsonElement schema)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var text = reply.AsMemory().Trim();
        if (text.Span.StartsWith("```") && text.Span.EndsWith("```") && text.Span.IndexOf('\n') is > 0 and var line)
            text = text[(line + 1)..^3];
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return Fits(document.RootElement, schema) ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Fits(JsonElement value, JsonElement schema)
    {
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value)))
            return false;
        return (schema.TryGetProperty("type", out var type) ? type.GetString() : null) switch
        {
            "object" => value.ValueKind == JsonValueKind.Object && ObjectFits(value, schema),
            "array" => value.ValueKind == JsonValueKind.Array && ArrayFits(value, schema),
            "string" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= Limit(schema, "maxLength"),
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            null => true,
            _ => false,
        };
    }

    private static bool ObjectFits(JsonElement value, JsonElement schema)
    {
        var properties = schema.GetProperty("properties");
        return (!schema.TryGetProperty("required", out var required) || required.EnumerateArray().All(r => value.TryGetProperty(r.GetString()!, out _)))
            && value.EnumerateObject().All(p => properties.TryGetProperty(p.Name, out var of) && Fits(p.Value, of));
    }

    private static bool ArrayFits(JsonElement value, JsonElement schema)
    {
        var count = value.GetArrayLength();
        return count <= Limit(schema, "maxItems") && (!schema.TryGetProperty("minItems", out var least) || count >= least.GetInt32())
            && value.EnumerateArray().All(i => Fits(i, schema.GetProperty("items")));
    }

    private static int Limit(JsonElement schema, string name) => schema.TryGetProperty(name, out var limit) ? limit.GetInt32() : int.MaxValue;
}
