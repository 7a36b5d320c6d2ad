using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.Slack.Tests.Double;

/// <summary>A channel or direct message of the double.</summary>
internal sealed class Room(string id, string kind)
{
    public string Id { get; } = id;

    /// <summary>im, channel, group or mpim.</summary>
    public string Kind { get; } = kind;

    public HashSet<string> Members { get; } = [];

    public bool IsArchived { get; set; }

    public List<JsonObject> Messages { get; } = [];

    public JsonObject? Find(string ts) => Messages.Find(m => (string?)m["ts"] == ts);
}

/// <summary>A file of the double.</summary>
internal sealed record StoredFile(JsonObject Object, byte[] Bytes);

/// <summary>What the double knows of its workspace.</summary>
internal sealed class SlackWorld
{
    public const string Team = "T0MEMHELP1";
    public const string Bot = "U0BOT00001";
    public const string BotId = "B0BOT00001";
    public const string BotToken = "xoxb-double-0001";
    public const string AppToken = "xapp-1-double-0001";

    private long counter;

    public Lock Gate { get; } = new();

    public Dictionary<string, Room> Rooms { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, StoredFile> Files { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Streams { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Triggers { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Scopes { get; } = new(
        ["app_mentions:read", "assistant:write", "channels:history", "groups:history", "im:history", "mpim:history", "im:write", "chat:write", "commands", "files:read", "files:write"], StringComparer.Ordinal);

    public Room Add(string id, string kind, params string[] members)
    {
        var room = new Room(id, kind);
        room.Members.UnionWith(members);
        Rooms[id] = room;
        return room;
    }

    public string NextTs() => string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}.{++counter:000000}");

    /// <summary>Stores a message.</summary>
    public JsonObject Store(Room room, JsonObject message)
    {
        lock (Gate)
        {
            message["ts"] = NextTs();
            room.Messages.Add(message);
            return message;
        }
    }

    /// <summary>Whether a text would call somebody or become a link, as Slack reads mrkdwn.</summary>
    public static bool Acts(string mrkdwn)
    {
        for (var at = mrkdwn.IndexOf('<', StringComparison.Ordinal); at >= 0; at = mrkdwn.IndexOf('<', at + 1))
        {
            if (mrkdwn.IndexOf('>', at) > at)
                return true;
        }

        return false;
    }

    public static JsonElement Element(JsonNode? node) => node is null ? default : JsonSerializer.SerializeToElement(node);
}
