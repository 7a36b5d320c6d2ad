using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.Rendering.Cards;

/// <summary>
/// Puts sections into as few cards as their limit allows. A section that can be asked for stands in the card where it fits, and behind a button
/// that asks for it where it does not; any other goes on in the next card. No card is over the limit.
/// </summary>
public static class CardPacker
{
    /// <summary>Room for the frame of a card: its head, buttons and containers.</summary>
    private const int Frame = 2 * 1024;

    private const int PieceCharacters = 2500;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The cards; none when there is nothing to show.</summary>
    /// <param name="sections">The sections, the most important first.</param>
    /// <param name="fallback">What a client without cards shows.</param>
    /// <param name="language">The language of the words around them.</param>
    /// <param name="form">What the client takes.</param>
    public static IReadOnlyList<JsonObject> Pack(IReadOnlyList<CardSection> sections, string fallback, string language, CardForm form)
    {
        ArgumentNullException.ThrowIfNull(sections);
        ArgumentNullException.ThrowIfNull(fallback);
        ArgumentNullException.ThrowIfNull(form);
        var most = form.MostBytes - Frame - Encoding.UTF8.GetByteCount(fallback);
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

        return [.. cards.Select((parts, i) => Card(parts, i == cards.Count - 1 ? asks : [], i, cards.Count, fallback, language, form))];
    }

    /// <summary>A long text in pieces that an element can hold, cut between lines where there are any.</summary>
    internal static IEnumerable<string> Pieces(string text)
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
    public static int Size(JsonNode element)
    {
        ArgumentNullException.ThrowIfNull(element);
        var written = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written, Compact))
            element.WriteTo(writer);
        return written.WrittenCount;
    }

    private static void Append(List<CardSection> card, CardSection section, JsonObject element)
    {
        if (card.Count == 0 || card[^1].Id != section.Id)
            card.Add(section with { Elements = new List<JsonObject>() });
        ((List<JsonObject>)card[^1].Elements).Add(element);
    }

    private static JsonObject Card(List<CardSection> sections, List<CardSection> asks, int index, int count, string fallback, string language, CardForm form)
    {
        var body = new JsonArray();
        if (index > 0)
            body.Add(Element.Paragraph(Element.Faint(string.Create(CultureInfo.InvariantCulture, $"{CardWords.Continued.In(language)} ({index + 1}/{count})"))));
        foreach (var open in sections.Where(s => s.Title.Length == 0).SelectMany(s => s.Elements))
            body.Add(open);
        var folded = sections.Where(s => s.Title.Length > 0).ToList();
        JsonObject[] actions = [.. folded.Select(Toggle), .. asks.Select(s => form.Ask(s.Title, s.Ask!))];
        if (actions.Length > 0)
            body.Add(new JsonObject { ["type"] = "ActionSet", ["spacing"] = "Medium", ["actions"] = new JsonArray([.. actions]) });

        foreach (var section in folded)
            body.Add(new JsonObject { ["type"] = "Container", ["id"] = section.Id, ["isVisible"] = false, ["separator"] = true, ["items"] = new JsonArray([.. section.Elements]) });
        return form.Card(body, fallback);
    }

    private static JsonObject Toggle(CardSection section) => new()
    {
        ["type"] = "Action.ToggleVisibility",
        ["title"] = section.Title,
        ["targetElements"] = new JsonArray(section.Id),
    };
}
