using System.Text.Json.Nodes;

namespace MemHelpBot.Rendering.Cards;

/// <summary>What a newcomer sees: what the bot does, how to ask, and questions that work at once.</summary>
public static class WelcomeCard
{
    /// <summary>The card.</summary>
    /// <param name="language">en, zh or pl.</param>
    /// <param name="form">What the client takes.</param>
    /// <param name="further">One more paragraph; null for none.</param>
    public static JsonObject Of(string language, CardForm form, string? further = null)
    {
        ArgumentNullException.ThrowIfNull(form);
        var body = new JsonArray(
            Element.Heading("MemHelpBot"),
            Element.Paragraph(Element.Run(CardWords.Welcome.In(language))),
            Element.Paragraph(Element.Run(CardWords.WelcomeHow.In(language))));
        if (further is not null)
            body.Add(Element.Paragraph(Element.Run(further)));
        body.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. CardWords.Starters.Select(s => form.Ask(s.Title.In(language), s.Question.In(language)))]) });
        return form.Card(body, CardWords.Welcome.In(language) + " " + CardWords.WelcomeHow.In(language));
    }
}
