using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.Teams.Activities;

/// <summary>One activity of the Bot Framework protocol, with the fields that this channel reads or writes. What arrives is not trusted.</summary>
/// <remarks>Source: Bot Framework REST API, object "Activity"; what is unknown is skipped.</remarks>
internal sealed record Activity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? Locale { get; init; }

    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }

    public Account? From { get; init; }

    public Account? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    /// <summary>Shown in the list of chats and read aloud, in place of the whole message.</summary>
    public string? Summary { get; init; }

    public IReadOnlyList<Attachment?>? Attachments { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }

    public JsonElement? ChannelData { get; init; }

    public string? ReplyToId { get; init; }

    /// <summary>Name of an invoke.</summary>
    public string? Name { get; init; }

    public JsonElement? Value { get; init; }

    public IReadOnlyList<Account?>? MembersAdded { get; init; }

    /// <summary><c>add</c> or <c>remove</c> of an installationUpdate, with <c>-upgrade</c> for a new version of the app.</summary>
    public string? Action { get; init; }

    public string? DeliveryMode { get; init; }
}

/// <summary>A person or a bot.</summary>
internal sealed record Account(string? Id, string? Name = null, string? AadObjectId = null, string? Role = null);

/// <summary>A chat, a group chat or a channel.</summary>
/// <param name="Id">Its id; of a thread in a channel with <c>;messageid=ROOT</c> behind it.</param>
/// <param name="ConversationType">personal, groupChat or channel; null outside Teams.</param>
/// <param name="TenantId">The organisation.</param>
internal sealed record ConversationAccount(string? Id, string? ConversationType = null, string? TenantId = null);

/// <summary>A card or a file.</summary>
internal sealed record Attachment(string? ContentType, JsonNode? Content = null, string? ContentUrl = null, string? Name = null);

/// <summary>The HTTP response to an activity with <c>deliveryMode: expectReplies</c>.</summary>
internal sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);

/// <summary>What the connector answers to a message: the id it has from now on.</summary>
internal sealed record ResourceResponse(string? Id);
