using System.Text.Json;

namespace MemHelpBot.Answers.Models;

/// <summary>A prompt, as its file in <c>prompts/</c> has it.</summary>
/// <param name="Id">Its id, which is the name of its file.</param>
/// <param name="Version">Counted up with every change of its words.</param>
/// <param name="Purpose">What it is for, in one sentence.</param>
/// <param name="MaxOutputTokens">What a reply may be long.</param>
/// <param name="Text">The words. <c>{language}</c> stands for the English name of the answer's language; nothing else is filled in.</param>
/// <param name="Schema">The form of the reply, a JSON schema in the subset of <see cref="ReplySchema"/>.</param>
public sealed record Prompt(string Id, int Version, string Purpose, int MaxOutputTokens, string Text, JsonElement Schema)
{
    /// <summary>The words for a language.</summary>
    public string In(string lang) => Text.Replace("{language}", lang switch { "zh" => "Chinese", "pl" => "Polish", _ => "English" }, StringComparison.Ordinal);
}
