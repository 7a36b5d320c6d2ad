using System.Text.Json;
using MemHelpBot.Facts;

namespace MemHelpBot.Rendering;

/// <summary>One fact as it stands in the answer object.</summary>
internal static class FactJson
{
    /// <summary>Writes name, value, incident, lines and derivation.</summary>
    public static void Write(Utf8JsonWriter json, in Fact fact) => Write(json, fact, fact.Incident, null);

    /// <summary>As above, for a fact that stands inside the object of its incident, and whose lines count in a part of a file.</summary>
    public static void WriteOwn(Utf8JsonWriter json, in Fact fact, Func<int, int> lineOf) => Write(json, fact, null, lineOf);

    private static void Write(Utf8JsonWriter json, in Fact fact, int? within, Func<int, int>? lineOf)
    {
        json.WriteStartObject();
        json.WriteString("name", fact.Name);
        json.WritePropertyName("value");
        WriteValue(json, fact.Value);
        if (within is { } incident)
            json.WriteNumber("incident", incident);
        WriteMessage(json, fact.Span.Message);
        json.WriteStartArray("lines");
        foreach (var line in FactLines.Of(fact))
            json.WriteNumberValue(lineOf is null ? line : lineOf(line));
        json.WriteEndArray();
        if (fact.Derivation is { } derivation)
        {
            json.WriteStartObject("derived");
            json.WriteString("formula", derivation.Formula);
            json.WriteStartArray("from");
            foreach (var name in derivation.From.Select(f => f.Name).Distinct(StringComparer.Ordinal))
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>The message that line numbers count in: left out for the first, from the second on the number that stands in <c>M2:L12</c>.</summary>
    public static void WriteMessage(Utf8JsonWriter json, int message)
    {
        if (message > 0)
            json.WriteNumber("message", message + 1);
    }

    private static void WriteValue(Utf8JsonWriter json, FactValue value)
    {
        switch (value.Kind)
        {
            case FactValueKind.Integer:
                json.WriteNumberValue(value.Integer!.Value);
                break;
            case FactValueKind.Unsigned:
                json.WriteNumberValue(value.Unsigned!.Value);
                break;
            case FactValueKind.Real:
                json.WriteNumberValue(value.Number!.Value);
                break;
            case FactValueKind.Flag:
                json.WriteBooleanValue(value.Flag!.Value);
                break;
            case FactValueKind.Text:
                json.WriteStringValue(value.Text);
                break;
            case FactValueKind.Integers:
                json.WriteStartArray();
                foreach (var number in value.Integers!)
                    json.WriteNumberValue(number);
                json.WriteEndArray();
                break;
            case FactValueKind.Texts:
                json.WriteStartArray();
                foreach (var text in value.Texts!)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default:
                WriteTasks(json, value.Tasks!);
                break;
        }
    }

    private static void WriteTasks(Utf8JsonWriter json, IReadOnlyList<TaskGroup> tasks)
    {
        json.WriteStartArray();
        foreach (var task in tasks)
        {
            json.WriteStartObject();
            json.WriteString("comm", task.Comm);
            json.WriteNumber("pid", task.Pid);
            json.WriteNumber("rss_kb", task.RssKb);
            json.WriteNumber("count", task.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
