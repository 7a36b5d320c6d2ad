using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MemHelpBot.Cli.Mcp;

/// <summary>The arguments of one call. An agent may send anything: what is not as the schema says is told with the way to mend it.</summary>
/// <param name="given">By name; null when there are none.</param>
internal sealed class McpArguments(IDictionary<string, JsonElement>? given)
{
    /// <summary>Bytes of a text in UTF-8; as much as a turn of the host brings by default.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Refuses arguments that no schema names: a mistyped one would be left out in silence.</summary>
    public void AllowOnly(params IReadOnlyCollection<string> names)
    {
        if (given?.Keys.FirstOrDefault(k => !names.Contains(k, StringComparer.Ordinal)) is { } strange)
            throw new WrongCallException($"there is no argument \"{Shortened(strange)}\"; use {string.Join(", ", names)}");
    }

    /// <summary>A text that must be there and hold something.</summary>
    public string Needed(string name, int mostBytes = MaxBytes) =>
        Text(name, mostBytes) is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw new WrongCallException($"\"{name}\" is missing or empty: send it as a text");

    /// <summary>A text; null when it is not there.</summary>
    public string? Text(string name, int mostBytes = MaxBytes)
    {
        if (Element(name) is not { } element)
            return null;
        if (element.ValueKind != JsonValueKind.String)
            throw new WrongCallException($"\"{name}\" is {Kind(element)}: send a text");
        var text = element.GetString()!;
        return Encoding.UTF8.GetByteCount(text) <= mostBytes ? text : throw new WrongCallException(string.Create(
            CultureInfo.InvariantCulture, $"\"{name}\" is longer than {(mostBytes >= 1024 * 1024 ? $"{mostBytes / 1024 / 1024} MiB" : $"{mostBytes} bytes")}, the most that is read: cut it to the part that matters"));
    }

    /// <summary>One of some words; the first when nothing is told.</summary>
    public string OneOf(string name, IReadOnlyList<string> words)
    {
        var told = Text(name) ?? words[0];
        return words.Contains(told, StringComparer.Ordinal) ? told : throw new WrongCallException($"\"{name}\" is one of {string.Join(", ", words)}");
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int least, int most, int usual)
    {
        if (Element(name) is not { } element)
            return usual;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw new WrongCallException(string.Create(CultureInfo.InvariantCulture, $"\"{name}\" is a whole number from {least} to {most}"));
    }

    /// <summary>A number with or without a unit, as text: agents send both "8GiB" and 32.</summary>
    public string? NumberText(string name) => Element(name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => Text(name, mostBytes: 100),
    };

    private JsonElement? Element(string name) =>
        given is not null && given.TryGetValue(name, out var element) && element.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? element : null;

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };

    private static string Shortened(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
