using System.Text.Json;

namespace MemHelpBot.Channels.Teams.Activities;

/// <summary>Where a reply goes. It is kept with the message, so that a reply can be sent by another process, later.</summary>
/// <param name="ServiceUrl">Address of the connector, proved by the token of the message and on the allow list.</param>
/// <param name="ConversationId">The conversation, as received.</param>
/// <param name="ConversationType">personal, groupChat, channel, or null.</param>
/// <param name="TenantId">The organisation, or null.</param>
/// <param name="ChannelId">msteams, webchat, emulator …</param>
/// <param name="Bot">This bot, as the conversation names it.</param>
/// <param name="User">Who wrote.</param>
/// <param name="ActivityId">The message that is answered.</param>
/// <param name="Locale">Language of the person's client, or null.</param>
internal sealed record ReplyAddress(
    string ServiceUrl, string ConversationId, string? ConversationType, string? TenantId, string ChannelId,
    Account? Bot, Account? User, string? ActivityId, string? Locale)
{
    /// <summary>A chat of one person with the bot: the only place where Teams takes streamed messages.</summary>
    public bool IsPersonal => ConversationType == "personal";

    /// <summary>The address that an activity came from.</summary>
    public static ReplyAddress Of(Activity activity) => new(
        activity.ServiceUrl ?? "", activity.Conversation?.Id ?? "", activity.Conversation?.ConversationType, activity.Conversation?.TenantId,
        activity.ChannelId ?? "", activity.Recipient, activity.From, activity.Id, activity.Locale);

    /// <summary>The address as text.</summary>
    public string Write() => JsonSerializer.Serialize(this, ActivityJson.Default.ReplyAddress);

    /// <summary>What <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static ReplyAddress Read(string text) =>
        JsonSerializer.Deserialize(text, ActivityJson.Default.ReplyAddress) ?? throw new JsonException("The address of a message is empty.");

    /// <summary>An activity on its way to this address.</summary>
    public Activity Addressed(Activity activity) => activity with
    {
        From = Bot,
        Recipient = User,
        Conversation = new ConversationAccount(ConversationId, ConversationType, TenantId),
        ChannelId = ChannelId,
        ReplyToId = ActivityId,
        ServiceUrl = ServiceUrl,
    };
}
