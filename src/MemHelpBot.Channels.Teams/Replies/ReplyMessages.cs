using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Rendering.Cards;
using MemHelpBot.Rendering.Chat;

namespace MemHelpBot.Channels.Teams.Replies;

/// <summary>A reply as messages of Teams: text with its citations, then the card; several when one would be over the limits.</summary>
internal static class ReplyMessages
{
    private const int SummaryCharacters = 200;

    /// <summary>The messages in the order to send them. The last one asks whether it helped.</summary>
    public static IReadOnlyList<Activity> Of(Reply reply)
    {
        var sources = new CitedSources(reply.Answer);
        var texts = TextSplitter.Split(TextOf(reply, sources));
        IReadOnlyList<JsonObject> cards = reply.IsFollowUp
            ? []
            : CardPacker.Pack(AnswerCard.Sections(reply.Answer, TeamsCards.Form), AnswerCard.Fallback(reply.Answer), reply.Answer.Language, TeamsCards.Form);
        // A card stands in the same message as the last piece of the text; each further card in a message of its own.
        List<Activity> messages = [.. texts.Select(t => new Activity { Type = "message", Text = t, TextFormat = "markdown" })];
        for (var i = 0; i < cards.Count; i++)
        {
            IReadOnlyList<Attachment?> card = [TeamsCards.Attached(cards[i])];
            if (i == 0)
                messages[^1] = messages[^1] with { Attachments = card };
            else
                messages.Add(new Activity { Type = "message", Attachments = card });
        }

        if (sources.Entity(reply.WrittenByModel) is { } entity)
            messages = [.. messages.Select(m => m.Text is null ? m : m with { Entities = [entity] })];
        messages[0] = messages[0] with { Summary = Summary(reply) };
        messages[^1] = messages[^1] with { ChannelData = Feedback };
        return messages;
    }

    private static string TextOf(Reply reply, CitedSources sources) => reply.IsFollowUp
        ? ChatMarkdown.Common.Of(reply.Text, sources.Marks)
        : BriefText.Of(reply.Answer, ChatMarkdown.Common, sources.Marks);

    /// <summary>Teams' own buttons for "helpful" and "not helpful", with its own form for the reason.</summary>
    /// <remarks>Source: learn.microsoft.com, "Bot messages with AI-generated content", section on feedback.</remarks>
    private static JsonElement Feedback { get; } = JsonSerializer.SerializeToElement(
        new JsonObject { ["feedbackLoop"] = new JsonObject { ["type"] = "default" } }, ActivityJson.Default.JsonObject);

    private static string? Summary(Reply reply) =>
        reply.Answer.Sections.FirstOrDefault(s => s.Kind == "headline")?.Claims is [var first, ..]
            ? CardText.Plain(first.Text.Length > SummaryCharacters ? first.Text[..SummaryCharacters] + "…" : first.Text)
            : null;
}
