using System.Text.Json;

namespace MemHelpBot.Channels;

/// <summary>What of JSON from outside is wanted: what is missing, or of another kind, is as if it were not said.</summary>
public static class JsonReading
{
    /// <summary>The value at a path of names; undefined when there is none.</summary>
    public static JsonElement At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return default;
        }

        return json;
    }

    /// <summary>The text at a path of names; null when there is none.</summary>
    public static string? TextAt(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The same of a value that may be missing.</summary>
    public static string? TextAt(this JsonElement? json, params ReadOnlySpan<string> path) => (json ?? default).TextAt(path);
}
