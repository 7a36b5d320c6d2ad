using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.Slack.Intake;

/// <summary>One thing that Slack tells, however it came.</summary>
/// <param name="Kind">events_api, interactive or slash_commands, as Socket Mode names them.</param>
/// <param name="Payload">What it tells. Its origin is proved; the texts in it are those of strangers.</param>
internal sealed record SlackEnvelope(string Kind, JsonElement Payload)
{
    /// <summary>Whether Slack delivers it again when it is not acknowledged.</summary>
    public bool IsRepeated => Kind == "events_api";
}

/// <summary>The acknowledgement of an envelope.</summary>
/// <param name="Payload">What it answers at once; null for nothing.</param>
internal sealed record SlackAck(JsonObject? Payload)
{
    /// <summary>Nothing but the acknowledgement.</summary>
    public static readonly SlackAck Plain = new((JsonObject?)null);
}
