using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.Slack;

/// <summary>What of JSON from outside is wanted: what is missing, or of another kind, is as if it were not said.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text at a path of names; empty when there is none.</summary>
    public static string Text(this JsonElement json, params ReadOnlySpan<string> path) => json.TextAt(path) ?? "";

    /// <summary>The elements of the list at a path of names; none when there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } at ? at.EnumerateArray() : [];

    /// <summary>Whether true stands at a path of names.</summary>
    public static bool Flag(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path).ValueKind == JsonValueKind.True;

    /// <summary>The whole number at a path of names; null when there is none.</summary>
    public static long? Whole(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Number } at && at.TryGetInt64(out var number) ? number : null;

    /// <summary>Reads an object; null when the text is none.</summary>
    public static JsonElement? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 64 });
            var read = JsonElement.ParseValue(ref reader);
            return read.ValueKind == JsonValueKind.Object ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The JSON text of a node, short: what is not ASCII stands as it is, because Slack counts characters.</summary>
    public static string Compacted(this JsonNode node) => node.ToJsonString(Compact);
}
