using System.Text.Json.Nodes;
using MemHelpBot.Channels.Teams.Activities;

namespace MemHelpBot.Channels.Teams.Cards;

/// <summary>What a newcomer sees: what the bot does, how to ask, and questions that work at once.</summary>
internal static class WelcomeCard
{
    /// <summary>The message.</summary>
    public static Activity Of(ReplyAddress to)
    {
        var lang = Words.LanguageOf(to.Locale);
        var body = new JsonArray(
            Element.Heading("MemHelpBot"),
            Element.Paragraph(Element.Run(Words.Welcome.In(lang))),
            Element.Paragraph(Element.Run(Words.WelcomeHow.In(lang))));
        if (!to.IsPersonal)
            body.Add(Element.Paragraph(Element.Run(Words.WelcomeGroup.In(lang))));
        body.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. Words.Starters.Select(s => Element.Ask(s.Title.In(lang), s.Question.In(lang)))]) });
        return new Activity
        {
            Type = "message",
            Summary = "MemHelpBot",
            Attachments = [new Attachment(ContentType, CardPacker.Of(body, Words.Welcome.In(lang) + " " + Words.WelcomeHow.In(lang)))],
        };
    }

    /// <summary>Content type of an Adaptive Card.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";
}
