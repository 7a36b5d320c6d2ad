using System.Text.Json.Serialization;
using MemHelpBot.View;

namespace MemHelpBot.Api;

internal sealed record ErrorBody(ErrorDetail Error);

internal sealed record ErrorDetail(string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Limit);

internal sealed record CreatedConversation(string Id);

/// <summary>Whether an answer helped.</summary>
internal sealed record FeedbackBody(string? Answer, bool? Helpful, string? Reason)
{
    public const int LongestReason = 2000;
}

/// <summary>Whether it works, and what is wrong with the store of cases although it does.</summary>
internal sealed record HealthBody(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Store = null);

/// <summary>A turn as JSON. <c>view</c> asks for what the page draws, besides the answer object.</summary>
internal sealed record TurnBody(string? Text, string? Language, string? Role, IReadOnlyList<FileBody>? Files, bool View = false);

internal sealed record FileBody(string? Name, string? Text);

/// <summary>Source-generated JSON of the host's own bodies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(CreatedConversation))]
[JsonSerializable(typeof(FeedbackBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(TurnBody))]
[JsonSerializable(typeof(AnswerView))]
[JsonSerializable(typeof(IReadOnlyList<PartView>))]
[JsonSerializable(typeof(IReadOnlyList<PagePicture>))]
internal sealed partial class ApiJson : JsonSerializerContext;
