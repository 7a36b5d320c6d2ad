using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.Teams.Tests.Doubles;

/// <summary>Activities as Teams sends them, of nobody.</summary>
internal static class Some
{
    public const string BotId = "28:" + RunningBot.AppId;
    private static int ids;

    /// <summary>A message in a chat with the bot alone.</summary>
    public static JsonObject Message(string text, string conversation = "a:1-personal", string type = "personal") => With(Activity("message", conversation, type), a =>
    {
        a["text"] = text;
        a["textFormat"] = "plain";
    });

    /// <summary>A message that mentions the bot, in a group chat or a thread of a channel.</summary>
    public static JsonObject Mention(string text, string conversation = "19:chat@thread.v2", string type = "groupChat") => With(Message($"<at>MemHelpBot</at> {text}", conversation, type), a =>
        a["entities"] = new JsonArray(
            new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-GB" },
            new JsonObject { ["type"] = "mention", ["text"] = "<at>MemHelpBot</at>", ["mentioned"] = new JsonObject { ["id"] = BotId, ["name"] = "MemHelpBot" } }));

    public static JsonObject Activity(string type, string conversation = "a:1-personal", string conversationType = "personal") => new()
    {
        ["type"] = type,
        ["id"] = $"17000000{Interlocked.Increment(ref ids):00000}",
        ["timestamp"] = "2026-05-04T03:02:01.123Z",
        ["localTimestamp"] = "2026-05-04T05:02:01.123+02:00",
        ["serviceUrl"] = RunningBot.ServiceUrl,
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = "29:person-1", ["name"] = "Ada", ["aadObjectId"] = "aad-person-1" },
        ["recipient"] = new JsonObject { ["id"] = BotId, ["name"] = "MemHelpBot" },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = conversationType, ["tenantId"] = RunningBot.TenantId },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = RunningBot.TenantId } },
        ["locale"] = "en-GB",
    };

    public static JsonObject Added(string member) => With(Activity("conversationUpdate"), a => a["membersAdded"] = new JsonArray(new JsonObject { ["id"] = member }));

    public static JsonObject Installation(string action) => With(Activity("installationUpdate"), a => a["action"] = action);

    public static JsonObject Feedback(string reaction, string? replyTo, string feedback = """{"feedbackText":"clear"}""") => With(Activity("invoke"), a =>
    {
        a["name"] = "message/submitAction";
        a["value"] = new JsonObject { ["actionName"] = "feedback", ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = feedback } };
        if (replyTo is not null)
            a["replyToId"] = replyTo;
    });

    public static JsonObject File(string name, string url, string text = "what happened?") => With(Message(text), a => a["attachments"] = new JsonArray(
        new JsonObject { ["contentType"] = "text/html", ["content"] = "<div>what happened?</div>" },
        new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
            ["name"] = name,
            ["content"] = new JsonObject { ["downloadUrl"] = url, ["uniqueId"] = "u-1", ["fileType"] = "log" },
        }));

    public static JsonObject With(JsonObject activity, Action<JsonObject> change)
    {
        change(activity);
        return activity;
    }
}
