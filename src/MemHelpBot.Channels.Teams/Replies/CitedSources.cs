using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Answers.Model;
using MemHelpBot.Rendering;
using MemHelpBot.Rendering.Chat;
using MemHelpBot.Rendering.Words;

namespace MemHelpBot.Channels.Teams.Replies;

/// <summary>
/// Citations of a message. A line of the paste stands in the text as it is called (<c>L12</c>); a document gets a number, which Teams makes a
/// mark with the document behind it.
/// </summary>
/// <remarks>Source: learn.microsoft.com, "Bot messages with AI-generated content" (limits of citations).</remarks>
internal sealed class CitedSources(Answer answer)
{
    /// <summary>Teams takes twenty; older clients and the Playground ten.</summary>
    private const int Most = 10;
    private const int NameCharacters = 80;
    private const int AbstractCharacters = 160;

    private readonly List<AnswerSource> numbered = [];

    /// <summary>The citations of a sentence as Markdown, with a blank before; empty when there are none.</summary>
    public string Marks(IReadOnlyList<string> citations)
    {
        var (lines, marks) = (new List<string>(), new List<int>());
        foreach (var text in citations)
        {
            if (Citation.TryParse(text, out var citation) && !citation.IsLine && Number(citation.Document!) is { } number)
            {
                if (!marks.Contains(number))
                    marks.Add(number);
            }
            else
            {
                lines.Add(ChatMarkdown.Common.Escape(text));
            }
        }

        return (lines.Count > 0 ? $" \\[{string.Join(", ", lines)}\\]" : "") + string.Concat(marks.Select(m => $" [{m}]"));
    }

    /// <summary>The entity of schema.org that holds the numbered documents and, where a model wrote, Teams' own label of that; null when neither is.</summary>
    public JsonElement? Entity(bool writtenByModel)
    {
        if (numbered.Count == 0 && !writtenByModel)
            return null;
        var labels = Labels.In(answer.Language);
        var entity = new JsonObject { ["type"] = "https://schema.org/Message", ["@type"] = "Message", ["@context"] = "https://schema.org", ["@id"] = "" };
        if (writtenByModel)
            entity["additionalType"] = new JsonArray("AIGeneratedContent");
        if (numbered.Count > 0)
            entity["citation"] = new JsonArray([.. numbered.Select((s, i) => Claim(s, i + 1, labels))]);
        return JsonSerializer.SerializeToElement(entity, Activities.ActivityJson.Default.JsonObject);
    }

    private int? Number(string document)
    {
        var known = numbered.FindIndex(s => s.Id == document);
        if (known >= 0)
            return known + 1;
        if (numbered.Count == Most || answer.Sources.FirstOrDefault(s => s.Id == document) is not { } source)
            return null;
        numbered.Add(source);
        return numbered.Count;
    }

    private static JsonObject Claim(AnswerSource source, int position, Labels labels)
    {
        var appearance = new JsonObject
        {
            ["@type"] = "DigitalDocument",
            ["name"] = Cut(source.Title.Length > 0 ? source.Title : source.Id, NameCharacters),
            ["abstract"] = Cut($"{labels.Term(source.Trust)}, {source.Lang}, {labels.Term(source.Match)} · C:{source.Id}", AbstractCharacters),
        };
        if (WebAddress.Of(source.Url) is { } url)
            appearance["url"] = url;
        return new JsonObject { ["@type"] = "Claim", ["position"] = position, ["appearance"] = appearance };
    }

    private static string Cut(string text, int most)
    {
        text = PlainText.OneLine(text);
        return text.Length <= most ? text : text[..(most - (char.IsHighSurrogate(text[most - 2]) ? 2 : 1))] + "…";
    }
}
