using System.Text.Json.Nodes;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.DirectLine.Wire;
using MemHelpBot.Rendering.Cards;
using MemHelpBot.Rendering.Chat;

namespace MemHelpBot.Channels.DirectLine.Replies;

/// <summary>A reply as an activity: text, card, follow-up questions, and the two thumbs by which Web Chat asks whether it helped.</summary>
internal static class ReplyActivity
{
    /// <summary>Clients over the published Adaptive Cards library, whose Markdown is that of the messages.</summary>
    public static readonly CardForm Form = new() { InMarkdown = text => ChatMarkdown.Linkifying.Escape(CardText.Plain(text)) };

    /// <summary>The activity.</summary>
    /// <param name="conversation">Its conversation.</param>
    /// <param name="delivery">The reply.</param>
    /// <param name="at">When it was given.</param>
    public static byte[] Of(string conversation, ChannelReply delivery, DateTimeOffset at)
    {
        var reply = delivery.Reply;
        var activity = ActivityFrame.OfBot("message", conversation, ConversationIds.Answer(delivery.AnswerId), at);
        activity["replyToId"] = ConversationIds.Activity(conversation, delivery.Message.Id);
        activity["locale"] = reply.Answer.Language;
        activity["text"] = TextOf(reply);
        activity["textFormat"] = "markdown";
        if (!reply.IsFollowUp)
        {
            var cards = CardPacker.Pack(AnswerCard.Sections(reply.Answer, Form), AnswerCard.Fallback(reply.Answer), reply.Answer.Language, Form);
            if (cards.Count > 0)
                activity["attachments"] = new JsonArray([.. cards.Select(Attached)]);
        }

        if (!reply.Forgets)
        {
            if (reply.Answer.Causes.Count > 0 || reply.Answer.Actions.Count > 0)
                activity["suggestedActions"] = FollowUps.In(reply.Answer.Language);
            activity["entities"] = new JsonArray(Entity(delivery.AnswerId, reply.WrittenByModel));
        }

        return WireJson.Bytes(activity);
    }

    /// <summary>A short message of the bot that belongs to no answer.</summary>
    public static byte[] Remark(string conversation, string local, DateTimeOffset at, string text)
    {
        var activity = ActivityFrame.OfBot("message", conversation, local, at);
        activity["text"] = text;
        activity["textFormat"] = "plain";
        return WireJson.Bytes(activity);
    }

    /// <summary>The sign that an answer is being worked on.</summary>
    public static byte[] Typing(string conversation, DateTimeOffset at) => WireJson.Bytes(ActivityFrame.OfBot("typing", conversation, "typing", at));

    /// <summary>A card as an attachment.</summary>
    public static JsonObject Attached(JsonObject card) => new() { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card };

    private static string TextOf(Reply reply)
    {
        var cited = new CitedDocuments(reply.Answer);
        var text = reply.IsFollowUp || reply.WrittenByModel
            ? ChatMarkdown.Linkifying.Of(reply.Text, cited.Marks)
            : BriefText.Of(reply.Answer, ChatMarkdown.Linkifying, cited.Marks);
        var definitions = cited.Definitions();
        return definitions.Length == 0 ? text : text + "\n" + definitions;
    }

    /// <summary>The message in the words of schema.org. An action comes back as it is when its thumb is pressed, so it names the answer.</summary>
    /// <remarks>Source: Web Chat 4.18, ActivityStatus/private/Feedback; the label of what a model wrote is the one of Teams.</remarks>
    private static JsonObject Entity(string answerId, bool writtenByModel)
    {
        var entity = new JsonObject { ["type"] = "https://schema.org/Message", ["@type"] = "Message", ["@context"] = "https://schema.org", ["@id"] = "" };
        if (writtenByModel)
            entity["additionalType"] = new JsonArray("AIGeneratedContent");
        entity["potentialAction"] = new JsonArray(
            new JsonObject { ["@type"] = "LikeAction", ["@id"] = FeedbackReading.IdOf(answerId, helpful: true) },
            new JsonObject { ["@type"] = "DislikeAction", ["@id"] = FeedbackReading.IdOf(answerId, helpful: false) });
        return entity;
    }
}
