using System.Text.Json;

namespace MemHelpBot.Host.Tests.Doubles;

/// <summary>Holds JSON to a schema of an OpenAPI document: the keywords that ours use, and a failure on any other.</summary>
internal sealed class Schema(JsonElement document)
{
    private static readonly string[] Silent = ["description", "format", "example", "title", "maxLength", "pattern", "additionalProperties", "required", "enum", "items", "properties", "type", "$ref", "oneOf"];

    /// <summary>What is wrong, with its place; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults(string name, JsonElement value)
    {
        var faults = new List<string>();
        Check(document.GetProperty("components").GetProperty("schemas").GetProperty(name), value, name, faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), value, at, faults);
            return;
        }

        foreach (var keyword in schema.EnumerateObject().Where(k => !Silent.Contains(k.Name)))
            faults.Add($"{at}: the schema says {keyword.Name}, which this check does not know");
        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => Is(t, value)))
            faults.Add($"{at}: {value.ValueKind} is not {type}");
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => JsonElement.DeepEquals(a, value)))
            faults.Add($"{at}: {value} is none of {allowed}");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (item, i) in value.EnumerateArray().Select((e, i) => (e, i)))
                Check(items, item, $"{at}[{i}]", faults);
        }

        if (value.ValueKind == JsonValueKind.Object)
            CheckObject(schema, value, at, faults);
    }

    private void CheckObject(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        var properties = schema.TryGetProperty("properties", out var named) ? named : default;
        if (schema.TryGetProperty("required", out var required))
            faults.AddRange(required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _)).Select(r => $"{at}: {r} is missing"));
        foreach (var property in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(property.Name, out var own))
                Check(own, property.Value, $"{at}.{property.Name}", faults);
            else if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False)
                faults.Add($"{at}: {property.Name} is not in the schema");
        }
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && (value.TryGetInt64(out _) || value.TryGetUInt64(out _)),
        "number" => value.ValueKind == JsonValueKind.Number,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
