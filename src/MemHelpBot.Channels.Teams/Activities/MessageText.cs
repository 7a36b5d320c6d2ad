using System.Net;
using System.Text.Json;

namespace MemHelpBot.Channels.Teams.Activities;

/// <summary>What a person wrote: without the mention of the bot, other mentions as plain names, entities of HTML decoded once.</summary>
internal static class MessageText
{
    /// <summary>The text; empty when there is only a mention.</summary>
    public static string Of(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var (id, shown) in Mentions(activity))
            text = text.Replace(shown, id == activity.Recipient?.Id ? " " : "@" + NameOf(shown), StringComparison.Ordinal);
        if (activity.ChannelId == "msteams" && activity.TextFormat is null or "plain" or "markdown")
            text = WebUtility.HtmlDecode(text);
        text = text.Replace('\u00a0', ' ').Trim();
        return text.Length > 0 ? text : Asked(activity);
    }

    /// <summary>Whether the bot itself is mentioned.</summary>
    public static bool Mentions(Activity activity, string? id) => id is not null && Mentions(activity).Any(m => m.Id == id);

    /// <summary>What a pressed button of our cards asks for; empty when none was pressed.</summary>
    public static string Asked(Activity activity) => activity.Value.TextAt(AskProperty) ?? "";

    /// <summary>Name of the property in which our buttons carry what they ask.</summary>
    public const string AskProperty = "memhelpAsk";

    private static IEnumerable<(string? Id, string Shown)> Mentions(Activity activity)
    {
        foreach (var entity in activity.Entities ?? [])
        {
            if (entity.TextAt("type") == "mention" && entity.TextAt("text") is { Length: > 0 } shown && entity.At("mentioned").ValueKind == JsonValueKind.Object)
                yield return (entity.TextAt("mentioned", "id"), shown);
        }
    }

    /// <summary>The name inside <c>&lt;at&gt;…&lt;/at&gt;</c>.</summary>
    private static string NameOf(string shown)
    {
        var start = shown.IndexOf('>', StringComparison.Ordinal);
        var end = shown.LastIndexOf('<');
        return start >= 0 && end > start ? shown[(start + 1)..end] : shown;
    }
}
