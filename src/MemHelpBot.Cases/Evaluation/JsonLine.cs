using System.Text.Json;

namespace MemHelpBot.Cases.Evaluation;

/// <summary>One object of a file of JSON lines; every complaint names file and line.</summary>
internal sealed class JsonLine(string file, int number, JsonElement value)
{
    /// <summary>The objects of a file; blank lines are skipped.</summary>
    public static IEnumerable<JsonLine> Read(string file)
    {
        var number = 0;
        foreach (var text in File.ReadLines(file))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(text))
                yield return Parsed(file, number, text);
        }
    }

    /// <summary>A text, or a number as text, that has to be there.</summary>
    public string Text(string key) => TextOrNull(key) ?? throw Wrong($"\"{key}\" is missing");

    /// <summary>A text, or a number as text; null where it is absent or null.</summary>
    public string? TextOrNull(string key) => !value.TryGetProperty(key, out var found) ? null : found.ValueKind switch
    {
        JsonValueKind.String => found.GetString(),
        JsonValueKind.Number => found.GetRawText(),
        JsonValueKind.Null => null,
        _ => throw Wrong($"\"{key}\" is no text"),
    };

    /// <summary>A whole number that has to be there.</summary>
    public int Number(string key) =>
        value.TryGetProperty(key, out var found) && found.ValueKind == JsonValueKind.Number && found.TryGetDouble(out var number)
            && number == Math.Floor(number) && Math.Abs(number) <= 1_000_000
            ? (int)number
            : throw Wrong($"\"{key}\" is no whole number");

    /// <summary>What is wrong with the line.</summary>
    public InvalidDataException Wrong(string what) => new($"{file}, line {number}: {what}.");

    private static JsonLine Parsed(string file, int number, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonLine(file, number, json.RootElement.Clone());
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new InvalidDataException($"{file}, line {number}: no JSON object.");
    }
}
