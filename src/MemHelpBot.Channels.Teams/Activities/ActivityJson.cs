using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MemHelpBot.Channels.Teams.Security;

namespace MemHelpBot.Channels.Teams.Activities;

/// <summary>The wire format, generated at build time. A name that stands twice in an object is refused: readers differ on which one counts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 64)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ExpectedReplies))]
[JsonSerializable(typeof(ReplyAddress))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(IssuerMetadata))]
[JsonSerializable(typeof(PublishedKeys))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class ActivityJson : JsonSerializerContext
{
    private static readonly Lazy<ActivityJson> Outbound = new(() => new ActivityJson(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>For what goes out: letters beyond ASCII as they are, because messages are limited in bytes. It goes to a JSON reader and never into a page.</summary>
    public static ActivityJson Compact => Outbound.Value;

    /// <summary>An activity as it goes out.</summary>
    public static byte[] Bytes(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, Compact.Activity);
}
