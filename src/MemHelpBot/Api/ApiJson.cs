using System.Text.Json.Serialization;
using MemHelpBot.View;

namespace MemHelpBot.Api;

internal sealed record ErrorBody(ErrorDetail Error)
{
    public static ErrorBody Of(ApiError error) => new(new ErrorDetail(error.Code, error.Message, error.Limit));
}

internal sealed record ErrorDetail(string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Limit);

internal sealed record CreatedConversation(string Id);

/// <summary>Whether an answer helped.</summary>
internal sealed record FeedbackBody(bool? Helpful, string? Answer = null, string? Reason = null)
{
    public const int LongestReason = 2000;
}

/// <summary>Who holds the key of the request; null where no key is needed.</summary>
internal sealed record KeyBody(string? Name);

/// <summary>How long a link is to be good.</summary>
internal sealed record LinkWish(int? Days = null);

/// <summary>A link to a report. The address is told once, when the link is made.</summary>
/// <param name="Id">Names the link, to revoke it; opens nothing.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Expires">Until when it is good.</param>
/// <param name="Url">Its path on this host; left out when links are listed.</param>
internal sealed record LinkBody(string Id, DateTimeOffset Made, DateTimeOffset Expires, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url = null);

/// <summary>The message is stored.</summary>
/// <param name="Message">Its id: the Idempotency-Key, or one of ours.</param>
/// <param name="Known">Whether it was stored before.</param>
internal sealed record ReceivedEvent(string Message, bool Known);

/// <summary>What the turn is at.</summary>
internal sealed record ProgressEvent(string Stage);

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
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(LinkWish))]
[JsonSerializable(typeof(LinkBody))]
[JsonSerializable(typeof(IReadOnlyList<LinkBody>))]
[JsonSerializable(typeof(ReceivedEvent))]
[JsonSerializable(typeof(ProgressEvent))]
[JsonSerializable(typeof(TurnBody))]
[JsonSerializable(typeof(AnswerView))]
[JsonSerializable(typeof(IReadOnlyList<PartView>))]
[JsonSerializable(typeof(IReadOnlyList<PagePicture>))]
internal sealed partial class ApiJson : JsonSerializerContext;
