using System.Text.Json;
using MemHelpBot.Channels.DirectLine.Wire;

namespace MemHelpBot.Channels.DirectLine.History;

/// <summary>What is kept beside a message, so that it can be shown again after a restart as it was: nothing of its text.</summary>
/// <param name="ClientId">The client's own id, by which it knows its message again; null when it gave none.</param>
/// <param name="From">Who wrote, as the client names them.</param>
/// <param name="Files">Names of the files that came with it; their texts stand before the typed lines.</param>
/// <param name="Lines">How many lines were typed.</param>
/// <param name="IsPostBack">Whether a button sent it, so that it is not shown.</param>
internal sealed record MessageTrace(string? ClientId, string From, IReadOnlyList<string>? Files = null, int Lines = 0, bool IsPostBack = false)
{
    /// <summary>The trace as text.</summary>
    public string Write() => JsonSerializer.Serialize(this, WireJson.Default.MessageTrace);

    /// <summary>What <see cref="Write"/> wrote; an empty trace for anything else.</summary>
    public static MessageTrace Read(string? text, string person)
    {
        try
        {
            return text is { Length: > 0 } ? JsonSerializer.Deserialize(text, WireJson.Default.MessageTrace) ?? new MessageTrace(null, person) : new MessageTrace(null, person);
        }
        catch (JsonException)
        {
            return new MessageTrace(null, person);
        }
    }
}
