using System.Globalization;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.DirectLine.Replies;

/// <summary>The fields that every activity to a client has.</summary>
internal static class ActivityFrame
{
    /// <summary>An activity of the bot.</summary>
    /// <param name="type">message or typing.</param>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="local">The second part of its id.</param>
    /// <param name="at">When.</param>
    public static JsonObject OfBot(string type, string conversation, string local, DateTimeOffset at) =>
        Of(type, conversation, local, at, new JsonObject { ["id"] = "memhelpbot", ["name"] = "MemHelpBot", ["role"] = "bot" });

    /// <summary>An activity of somebody.</summary>
    public static JsonObject Of(string type, string conversation, string local, DateTimeOffset at, JsonObject from) => new()
    {
        ["type"] = type,
        ["id"] = ConversationIds.Activity(conversation, local),
        ["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["channelId"] = "directline",
        ["from"] = from,
        ["conversation"] = new JsonObject { ["id"] = conversation },
    };
}
