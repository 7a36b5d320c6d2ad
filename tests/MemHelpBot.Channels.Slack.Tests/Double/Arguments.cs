using System.Text.Json;

namespace MemHelpBot.Channels.Slack.Tests.Double;

/// <summary>Arguments of a call: a form, or a JSON object where the method reads one.</summary>
internal sealed class Arguments(IReadOnlyDictionary<string, string> values)
{
    public IReadOnlyDictionary<string, string> Values => values;

    public string? this[string name] => values.GetValueOrDefault(name);

    public JsonElement Json(string name)
    {
        if (this[name] is not { Length: > 0 } text)
            return default;
        try
        {
            return JsonDocument.Parse(text).RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new Refusal(name == "blocks" ? "invalid_blocks_format" : "invalid_arguments");
        }
    }
}
