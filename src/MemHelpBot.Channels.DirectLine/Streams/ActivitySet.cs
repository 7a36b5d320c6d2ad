using System.Buffers;
using System.Text.Json;

namespace MemHelpBot.Channels.DirectLine.Streams;

/// <summary>The protocol's <c>{"activities":[…],"watermark":"…"}</c>, as polls and streams get it.</summary>
internal static class ActivitySet
{
    /// <summary>The set as JSON.</summary>
    /// <param name="activities">Each as JSON already.</param>
    /// <param name="watermark">Where the client has read to; null when that does not change.</param>
    public static byte[] Bytes(IReadOnlyList<byte[]> activities, string? watermark)
    {
        var written = new ArrayBufferWriter<byte>(activities.Sum(a => a.Length) + 128);
        using (var json = new Utf8JsonWriter(written))
        {
            json.WriteStartObject();
            json.WriteStartArray("activities");
            foreach (var activity in activities)
                json.WriteRawValue(activity, skipInputValidation: true);
            json.WriteEndArray();
            if (watermark is not null)
                json.WriteString("watermark", watermark);
            json.WriteEndObject();
        }

        return written.WrittenSpan.ToArray();
    }
}
