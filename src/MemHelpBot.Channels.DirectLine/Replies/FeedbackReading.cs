using MemHelpBot.Channels.DirectLine.Wire;

namespace MemHelpBot.Channels.DirectLine.Replies;

/// <summary>Reads what a person says about an answer, in the two forms that clients send.</summary>
internal static class FeedbackReading
{
    private const string Like = "like:";
    private const string Dislike = "dislike:";

    /// <summary>The id of a thumb.</summary>
    public static string IdOf(string answerId, bool helpful) => (helpful ? Like : Dislike) + answerId;

    /// <summary>What was said; null when an activity says nothing of the kind.</summary>
    /// <remarks>
    /// Web Chat 4.18 sends an event with the pressed action as its entity; later ones, and Teams, an invoke <c>message/submitAction</c> with the message in
    /// <c>replyToId</c>.
    /// </remarks>
    public static (string AnswerId, bool Helpful, string Reason)? Of(IncomingActivity activity)
    {
        if (activity is { Type: "event", Name: "webchat:activity-status/feedback", Entities: [var action, ..] } && action.TextAt("@id") is { } id)
        {
            return id.StartsWith(Like, StringComparison.Ordinal) ? (id[Like.Length..], true, "")
                : id.StartsWith(Dislike, StringComparison.Ordinal) ? (id[Dislike.Length..], false, "") : null;
        }

        if (activity is { Type: "invoke" or "event", Name: "message/submitAction" } && activity.Value.TextAt("actionName") == "feedback"
            && activity.Value.TextAt("actionValue", "reaction") is "like" or "dislike")
        {
            var reason = activity.Value.TextAt("actionValue", "feedback", "feedbackText") ?? "";
            return (ConversationIds.AnswerOf(activity.ReplyToId), activity.Value.TextAt("actionValue", "reaction") == "like", reason);
        }

        return null;
    }
}
