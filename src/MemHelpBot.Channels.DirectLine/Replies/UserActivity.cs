using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.DirectLine.History;
using MemHelpBot.Channels.DirectLine.Wire;

namespace MemHelpBot.Channels.DirectLine.Replies;

/// <summary>A person's message as it goes back to the clients of its conversation, which wait for it to show that it arrived.</summary>
internal static class UserActivity
{
    private const int MostChannelDataCharacters = 16 * 1024;

    /// <summary>As it came, with the channel data by which its client knows it.</summary>
    public static byte[] Of(string conversation, string local, DateTimeOffset at, IncomingActivity activity, MessageTrace trace)
    {
        var echo = Frame(conversation, local, at, trace);
        echo["text"] = activity.Text ?? activity.Asked;
        echo["textFormat"] = "plain";
        if (activity.ChannelData is { ValueKind: JsonValueKind.Object } data && data.GetRawText().Length <= MostChannelDataCharacters)
            echo["channelData"] = JsonObject.Create(data);
        return WireJson.Bytes(echo);
    }

    /// <summary>As it is kept: masked, and of files only the names.</summary>
    public static byte[] Again(string conversation, Received message)
    {
        var trace = MessageTrace.Read(message.Address, message.Person);
        var echo = Frame(conversation, message.Id, message.At, trace);
        var lines = message.Text.Split('\n');
        echo["text"] = trace.Files is { Count: > 0 } ? string.Join('\n', lines.TakeLast(Math.Min(trace.Lines, lines.Length))) : message.Text;
        echo["textFormat"] = "plain";
        var data = new JsonObject();
        if (trace.ClientId is not null)
            data["clientActivityID"] = trace.ClientId;
        if (trace.IsPostBack)
            data["postBack"] = true;
        echo["channelData"] = data;
        return WireJson.Bytes(echo);
    }

    private static JsonObject Frame(string conversation, string local, DateTimeOffset at, MessageTrace trace)
    {
        var echo = ActivityFrame.Of("message", conversation, local, at, new JsonObject { ["id"] = trace.From, ["role"] = "user" });
        if (trace.Files is { Count: > 0 } files)
            echo["attachments"] = new JsonArray([.. files.Select(f => new JsonObject { ["contentType"] = "text/plain", ["name"] = f })]);
        return echo;
    }
}
