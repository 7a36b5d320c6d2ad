using MemHelpBot.Assistant.State;

namespace MemHelpBot.Channels.Teams.Activities;

/// <summary>What stands in several places of an activity.</summary>
internal static class ActivityReading
{
    /// <summary>Longer ids do not occur.</summary>
    private const int MostIdCharacters = 1024;

    /// <summary>Whether an activity has what every activity must have: a type, a channel, a conversation, and ids of a sane length.</summary>
    public static bool IsWhole(Activity activity) =>
        IsId(activity.Type) && IsId(activity.ChannelId) && IsId(activity.Conversation?.Id)
        && (activity.Id?.Length ?? 0) <= MostIdCharacters && (activity.From?.Id?.Length ?? 0) <= MostIdCharacters && (activity.ReplyToId?.Length ?? 0) <= MostIdCharacters;

    /// <summary>The organisation; null when the channel has none.</summary>
    public static string? TenantOf(Activity activity) => activity.Conversation?.TenantId ?? activity.ChannelData.TextAt("tenant", "id");

    /// <summary>The conversation: in a channel of Teams the thread, elsewhere the chat. What is not Teams has tenants of its own.</summary>
    public static ConversationKey KeyOf(Activity activity) => new(
        TeamsChannel.ChannelName,
        activity.ChannelId == "msteams" ? TenantOf(activity) ?? "" : "channel:" + activity.ChannelId,
        activity.Conversation?.Id ?? "");

    /// <summary>Who wrote: the person's id in the directory, else that of the channel.</summary>
    public static string UserOf(Activity activity) => activity.From?.AadObjectId ?? activity.From?.Id ?? "";

    /// <summary>Whether the bot itself sent it.</summary>
    public static bool IsOwn(Activity activity) =>
        activity.From?.Role == "bot" || (activity.From?.Id is { } from && from == activity.Recipient?.Id);

    private static bool IsId(string? id) => id is { Length: > 0 and <= MostIdCharacters };
}
