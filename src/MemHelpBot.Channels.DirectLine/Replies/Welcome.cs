using System.Text.Json.Nodes;
using MemHelpBot.Channels.DirectLine.Wire;
using MemHelpBot.Rendering.Cards;

namespace MemHelpBot.Channels.DirectLine.Replies;

/// <summary>The first message of every conversation. It is stored nowhere: it follows from the conversation's id.</summary>
internal static class Welcome
{
    /// <summary>The activity.</summary>
    public static byte[] Of(string conversation, string language)
    {
        var activity = ActivityFrame.OfBot("message", conversation, "welcome", ConversationIds.BegunAt(conversation));
        activity["locale"] = language;
        activity["attachments"] = new JsonArray(ReplyActivity.Attached(WelcomeCard.Of(language, ReplyActivity.Form)));
        return WireJson.Bytes(activity);
    }
}
