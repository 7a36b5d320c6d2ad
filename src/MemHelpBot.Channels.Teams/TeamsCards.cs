using System.Text.Json.Nodes;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Rendering.Cards;

namespace MemHelpBot.Channels.Teams;

/// <summary>Adaptive Cards as Teams takes them.</summary>
internal static class TeamsCards
{
    /// <summary>
    /// 28 KB is the least of Microsoft's published limits; some of it is left for the message around. Teams' own forms of a button that asks (imBack,
    /// messageBack) are left out: not every client takes them.
    /// </summary>
    public static readonly CardForm Form = new()
    {
        MostBytes = 26 * 1024,
        HasCode = true,
        HasCharts = true,
        IsForTeams = true,
        Asked = question => new JsonObject { [MessageText.AskProperty] = question },
    };

    /// <summary>A card as an attachment.</summary>
    public static Attachment Attached(JsonObject card) => new("application/vnd.microsoft.card.adaptive", card);
}
