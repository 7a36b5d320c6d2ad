using System.Text.Json.Nodes;
using MemHelpBot.Cases.Model;
using MemHelpBot.Rendering.Cards;

namespace MemHelpBot.Channels.DirectLine.Replies;

/// <summary>Questions that are offered after an answer; the assistant understands each.</summary>
internal static class FollowUps
{
    private static readonly LocalText AskWhy = new("why?", "为什么？", "dlaczego?");

    private static readonly (LocalText Title, LocalText Question)[] All =
    [
        (new("Why?", "为什么？", "Dlaczego?"), AskWhy),
        (new("Only the commands", "只要命令", "Tylko polecenia"), CardWords.AskCommands),
        (CardWords.Letter, CardWords.AskLetter),
    ];

    /// <summary>The suggested actions in a language.</summary>
    public static JsonObject In(string language) => new()
    {
        ["actions"] = new JsonArray([.. All.Select(q => new JsonObject { ["type"] = "imBack", ["title"] = q.Title.In(language), ["value"] = q.Question.In(language) })]),
    };
}
