using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Rendering.Cards;

namespace MemHelpBot.Channels.Teams;

/// <summary>What a newcomer sees.</summary>
internal static class WelcomeMessage
{
    /// <summary>The message.</summary>
    public static Activity Of(ReplyAddress to)
    {
        var lang = CardWords.LanguageOf(to.Locale);
        var card = WelcomeCard.Of(lang, TeamsCards.Form, to.IsPersonal ? null : Words.WelcomeGroup.In(lang));
        return new Activity { Type = "message", Summary = "MemHelpBot", Attachments = [TeamsCards.Attached(card)] };
    }
}
