using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.State;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>Where an answer goes; kept with the message as text.</summary>
internal sealed record SlackAddress
{
    /// <summary>The channel or direct message.</summary>
    public required string Channel { get; init; }

    /// <summary>The first message of the thread; empty for a slash command, which has none.</summary>
    public string Thread { get; init; } = "";

    /// <summary>The message that is answered: seconds since 1970 and a counter, Slack's id of it in its channel.</summary>
    public string Ts { get; init; } = "";

    /// <summary>Who asked.</summary>
    public required string User { get; init; }

    /// <summary>Their workspace.</summary>
    public string Team { get; init; } = "";

    /// <summary>Whether it is a direct message with the bot.</summary>
    public bool IsDirect { get; init; }

    /// <summary>For 30 minutes and five times: where only the asking person sees what is posted. Empty when there is none.</summary>
    public string ResponseUrl { get; init; } = "";

    /// <summary>The conversation: a thread, or the commands of one person in one channel.</summary>
    public string ConversationId => Thread.Length > 0 ? $"{Channel}:{Thread}" : $"{Channel}:commands:{User}";

    /// <summary>The key of the conversation.</summary>
    public ConversationKey KeyIn(string tenant) => new(SlackChannelName.Name, tenant, ConversationId);

    /// <summary>As text.</summary>
    public override string ToString() => new JsonObject
    {
        ["channel"] = Channel,
        ["thread"] = Thread,
        ["ts"] = Ts,
        ["user"] = User,
        ["team"] = Team,
        ["direct"] = IsDirect,
        ["respond"] = ResponseUrl,
    }.Compacted();

    /// <summary>From that text.</summary>
    public static SlackAddress Parse(string text)
    {
        var json = Json.Read(Encoding.UTF8.GetBytes(text)) ?? throw new FormatException("This is no address of the Slack channel.");
        return new SlackAddress
        {
            Channel = json.Text("channel"),
            Thread = json.Text("thread"),
            Ts = json.Text("ts"),
            User = json.Text("user"),
            Team = json.Text("team"),
            IsDirect = json.Flag("direct"),
            ResponseUrl = json.Text("respond"),
        };
    }
}

/// <summary>The channel's name in keys.</summary>
internal static class SlackChannelName
{
    /// <summary>slack.</summary>
    public const string Name = "slack";
}
