using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.Teams.Activities;

namespace MemHelpBot.Channels.Teams.Cards;

/// <summary>
/// Puts sections into as few cards as their limit allows. A section that can be asked for stands in the card where it fits, and behind a button
/// that asks for it where it does not; any other goes on in the next card. No card is over the limit.
/// </summary>
internal static class CardPacker
{
    /// <summary>Most bytes of a card as JSON in UTF-8: 28 KB is the least of Microsoft's published limits; some of it is left for the message around.</summary>
    public const int MostBytes = 26 * 1024;

    /// <summary>Room for the frame of a card: its head, buttons and containers.</summary>
    private const int Frame = 2 * 1024;

    private const int PieceCharacters = 2500;

    /// <summary>The cards; none when there is nothing to show.</summary>
    /// <param name="sections">The sections, the most important first.</param>
    /// <param name="fallback">What a client without cards shows.</param>
    /// <param name="continued">What a further card begins with.</param>
    public static IReadOnlyList<JsonObject> Pack(IReadOnlyList<CardSection> sections, string fallback, string continued)
    {
        var most = MostBytes - Frame - Encoding.UTF8.GetByteCount(fallback);
        var cards = new List<List<CardSection>>();
        var asks = new List<CardSection>();
        var room = 0;
        foreach (var section in sections.Where(s => s.Elements.Count > 0))
        {
            if (section.Ask is not null && cards.Count > 0 && section.Elements.Sum(e => Size(e) + 1) > room)
            {
                asks.Add(section);
                continue;
            }

            foreach (var element in section.Elements)
            {
                var size = Size(element) + 1;
                if (size > most)
                    continue;
                if (size > room)
                {
                    cards.Add([]);
                    room = most;
                }

                room -= size;
                Append(cards[^1], section, element);
            }
        }

        return [.. cards.Select((parts, i) => Card(parts, i == cards.Count - 1 ? asks : [], i, cards.Count, fallback, continued))];
    }

    /// <summary>A long text in pieces that an element can hold, cut between lines where there are any.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        while (text.Length - start > PieceCharacters)
        {
            var line = text.LastIndexOf('\n', start + PieceCharacters - 1, PieceCharacters);
            var end = line > start ? line : start + PieceCharacters - (char.IsHighSurrogate(text[start + PieceCharacters - 1]) ? 1 : 0);
            yield return text[start..end];
            start = line > start ? end + 1 : end;
        }

        if (start < text.Length)
            yield return text[start..];
    }

    /// <summary>Bytes of an element as they go out.</summary>
    public static int Size(JsonNode element) => Encoding.UTF8.GetByteCount(element.ToJsonString(ActivityJson.Compact.Options));

    private static void Append(List<CardSection> card, CardSection section, JsonObject element)
    {
        if (card.Count == 0 || card[^1].Id != section.Id)
            card.Add(section with { Elements = new List<JsonObject>() });
        ((List<JsonObject>)card[^1].Elements).Add(element);
    }

    private static JsonObject Card(List<CardSection> sections, List<CardSection> asks, int index, int count, string fallback, string continued)
    {
        var body = new JsonArray();
        if (index > 0)
            body.Add(Element.Paragraph(Element.Faint(string.Create(CultureInfo.InvariantCulture, $"{continued} ({index + 1}/{count})"))));
        foreach (var open in sections.Where(s => s.Title.Length == 0).SelectMany(s => s.Elements))
            body.Add(open);
        var folded = sections.Where(s => s.Title.Length > 0).ToList();
        JsonObject[] actions = [.. folded.Select(Toggle), .. asks.Select(s => Element.Ask(s.Title, s.Ask!))];
        if (actions.Length > 0)
            body.Add(new JsonObject { ["type"] = "ActionSet", ["spacing"] = "Medium", ["actions"] = new JsonArray([.. actions]) });

        foreach (var section in folded)
            body.Add(new JsonObject { ["type"] = "Container", ["id"] = section.Id, ["isVisible"] = false, ["separator"] = true, ["items"] = new JsonArray([.. section.Elements]) });
        return Of(body, fallback);
    }

    private static JsonObject Toggle(CardSection section) => new()
    {
        ["type"] = "Action.ToggleVisibility",
        ["title"] = section.Title,
        ["targetElements"] = new JsonArray(section.Id),
    };

    /// <summary>A card as Teams takes it, over the whole width.</summary>
    public static JsonObject Of(JsonArray body, string fallback) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.5",
        ["fallbackText"] = CardText.Plain(fallback),
        ["msteams"] = new JsonObject { ["width"] = "Full" },
        ["body"] = body,
    };
}
