using System.Text.Json;
using System.Text.Json.Serialization;

namespace MemHelpBot.Assistant.State;

/// <summary>Events as JSON, the same in every store.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationEvent))]
[JsonSerializable(typeof(ConversationKey))]
internal sealed partial class StateJsonContext : JsonSerializerContext;

/// <summary>Writes and reads events; for adapters of the store port.</summary>
public static class StateJson
{
    /// <summary>One line of JSON.</summary>
    public static string Write(ConversationEvent happened) => JsonSerializer.Serialize(happened, StateJsonContext.Default.ConversationEvent);

    /// <summary>The event; null when the text is none, also one of a newer version.</summary>
    public static ConversationEvent? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StateJsonContext.Default.ConversationEvent);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A key as one line of JSON.</summary>
    public static string WriteKey(ConversationKey key) => JsonSerializer.Serialize(key, StateJsonContext.Default.ConversationKey);

    /// <summary>The key; null when the text is none.</summary>
    public static ConversationKey? ReadKey(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StateJsonContext.Default.ConversationKey);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
