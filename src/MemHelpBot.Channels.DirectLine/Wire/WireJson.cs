using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MemHelpBot.Channels.DirectLine.History;
using MemHelpBot.Channels.DirectLine.Security;

namespace MemHelpBot.Channels.DirectLine.Wire;

/// <summary>The wire format, generated at build time. A name that stands twice in an object is refused: readers differ on which one counts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(IncomingActivity))]
[JsonSerializable(typeof(GenerateRequest))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(TokenMint.Claims))]
[JsonSerializable(typeof(MessageTrace))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class WireJson : JsonSerializerContext
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>JSON as it goes out, to a JSON reader and never into a page.</summary>
    public static byte[] Bytes(JsonNode node)
    {
        var written = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written, Compact))
            node.WriteTo(writer);
        return written.WrittenSpan.ToArray();
    }
}

/// <summary>Body of <c>tokens/generate</c>; all of it may be left out.</summary>
internal sealed record GenerateRequest(RequestUser? User = null, IReadOnlyList<string?>? TrustedOrigins = null);

/// <summary>Body of <c>conversations</c>; all of it may be left out.</summary>
internal sealed record StartRequest(RequestUser? User = null, string? Locale = null);

/// <summary>A person as a request names them.</summary>
internal sealed record RequestUser(string? Id = null, string? Name = null);
