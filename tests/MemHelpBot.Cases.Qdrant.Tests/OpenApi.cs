using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.Cases.Qdrant.Tests;

/// <summary>Checks bodies against an OpenAPI 3.0 description: the part of JSON schema that Qdrant's uses. A property that a schema does not name is refused.</summary>
internal sealed class OpenApi(JsonObject description)
{
    /// <summary>Checks one exchange.</summary>
    /// <returns>The method and the address as the description has it.</returns>
    /// <exception cref="InvalidOperationException">The body is not as described.</exception>
    public string Check(string method, string path, string request, int status, string reply)
    {
        var (template, operation) = Find(method, path);
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema)
            Require(JsonNode.Parse(request.Length == 0 ? "null" : request), schema, $"{method} {template}: request");
        else if (request.Length > 0)
            throw new InvalidOperationException($"{method} {template} takes no body");
        if (reply.Length > 0 && (operation["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] ?? operation["responses"]!["default"])?["content"]?["application/json"]?["schema"] is { } answer)
            Require(JsonNode.Parse(reply), answer, $"{method} {template}: reply");
        return $"{method} {template}";
    }

    private (string Template, JsonNode Operation) Find(string method, string path)
    {
        var parts = path.Split('/');
        foreach (var (template, methods) in description["paths"]!.AsObject().OrderBy(p => p.Key.Count(c => c == '{')))
        {
            var names = template.Trim('/').Split('/');
            if (names.Length == parts.Length && names.Zip(parts).All(p => p.First == p.Second || p.First.StartsWith('{')) && methods![method.ToLowerInvariant()] is { } operation)
                return (template, operation);
        }

        throw new InvalidOperationException($"{method} {path} is not in the description");
    }

    private void Require(JsonNode? value, JsonNode schema, string where)
    {
        if (Wrong(value, schema, where) is { } wrong)
            throw new InvalidOperationException(wrong);
    }

    private string? Wrong(JsonNode? value, JsonNode schema, string where)
    {
        if (schema["$ref"] is { } reference)
            return Wrong(value, description["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!, where);
        if (value is null)
            return (bool?)schema["nullable"] == true || Alternatives(schema).Any(a => Wrong(null, a, where) is null) ? null : $"{where}: null is not allowed";
        if (schema["allOf"] is JsonArray all)
            return all.Select(s => Wrong(value, s!, where)).FirstOrDefault(w => w is not null);
        var alternatives = Alternatives(schema).ToList();
        if (alternatives.Count > 0)
        {
            var wrong = alternatives.Select(a => Wrong(value, a, where)).ToList();
            return wrong.Contains(null) ? null : $"{where}: none of the alternatives fits: {string.Join("; ", wrong)}";
        }

        // {"nullable": true} alone allows null and nothing else.
        if (schema["type"] is null && schema["nullable"] is not null && schema["properties"] is null)
            return $"{where}: only null is allowed";
        if (schema["enum"] is JsonArray words && !words.Any(w => JsonNode.DeepEquals(w, value)))
            return $"{where}: {value.ToJsonString()} is none of {words.ToJsonString()}";
        return (string?)schema["type"] switch
        {
            "object" => WrongObject(value, schema, where),
            "array" => value is JsonArray items ? items.Select((v, i) => Wrong(v, schema["items"]!, $"{where}[{i}]")).FirstOrDefault(w => w is not null) : $"{where}: no array",
            "string" => value.GetValueKind() == JsonValueKind.String ? WrongString((string)value!, schema, where) : $"{where}: no string",
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : $"{where}: no boolean",
            "integer" => value.GetValueKind() == JsonValueKind.Number && value.ToJsonString().All(c => char.IsAsciiDigit(c) || c == '-') ? WrongNumber(value, schema, where) : $"{where}: no integer",
            "number" => value.GetValueKind() == JsonValueKind.Number ? WrongNumber(value, schema, where) : $"{where}: no number",
            _ => null,
        };
    }

    private string? WrongObject(JsonNode value, JsonNode schema, string where)
    {
        if (value is not JsonObject members)
            return $"{where}: no object";
        var properties = schema["properties"]?.AsObject();
        if (schema["required"]?.AsArray().FirstOrDefault(r => !members.ContainsKey((string)r!)) is { } missing)
            return $"{where}: {(string)missing!} is missing";
        foreach (var (name, member) in members)
        {
            var wrong = properties?[name] is { } known ? Wrong(member, known, $"{where}.{name}")
                : schema["additionalProperties"] is JsonObject any ? Wrong(member, any, $"{where}.{name}")
                : schema["additionalProperties"] is JsonValue open && open.GetValueKind() == JsonValueKind.True ? null
                : $"{where}: {name} is not known";
            if (wrong is not null)
                return wrong;
        }

        return null;
    }

    private static IEnumerable<JsonNode> Alternatives(JsonNode schema) => (schema["anyOf"] ?? schema["oneOf"])?.AsArray().Select(a => a!) ?? [];

    private static string? WrongString(string text, JsonNode schema, string where) =>
        (string?)schema["format"] == "uuid" && !Guid.TryParse(text, out _) ? $"{where}: no UUID" : null;

    private static string? WrongNumber(JsonNode value, JsonNode schema, string where)
    {
        var number = value.GetValue<JsonElement>().GetDouble();
        return number < (double?)schema["minimum"] || number > (double?)schema["maximum"] ? $"{where}: {number} is out of bounds" : null;
    }
}
