using System.Text.Json;

namespace MemHelpBot.Channels.DirectLine.Wire;

/// <summary>An activity of a client, with the fields that are read. Nothing in it is trusted.</summary>
/// <remarks>Source: Bot Framework REST API, object "Activity"; what is unknown is skipped.</remarks>
internal sealed record IncomingActivity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? Name { get; init; }

    public RequestUser? From { get; init; }

    public string? Text { get; init; }

    public string? Locale { get; init; }

    public string? ReplyToId { get; init; }

    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }

    public IReadOnlyList<IncomingAttachment?>? Attachments { get; init; }

    /// <summary>The client's own id of the message, under which it sends it again when it got no response.</summary>
    public string? ClientId => ChannelData.TextAt("clientActivityID") ?? (string.IsNullOrEmpty(Id) ? null : Id);

    /// <summary>What is asked: the text, else what a pressed button carries.</summary>
    public string Asked => !string.IsNullOrWhiteSpace(Text) ? Text : Value switch
    {
        { ValueKind: JsonValueKind.String } said => said.GetString()!,
        _ => Value.TextAt("memhelpAsk") ?? "",
    };
}

/// <summary>An attachment as a client announces it; its content comes as a part of the upload, and an address in it is never followed.</summary>
internal sealed record IncomingAttachment(string? ContentType = null, string? Name = null, string? ContentUrl = null);
