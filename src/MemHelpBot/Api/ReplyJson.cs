using System.Buffers;
using System.Text;
using System.Text.Json;
using MemHelpBot.Assistant.State;
using MemHelpBot.View;

namespace MemHelpBot.Api;

/// <summary>A reply as clients get it: the words, the answer object, the pictures, and on request what the page draws.</summary>
internal static class ReplyJson
{
    /// <summary>The reply as one JSON object, with what the person sent back in place of its placeholders: it is theirs to read again, and nobody else gets it.</summary>
    public static string Of(IProduct product, IReadOnlyList<PartView> parts, bool withView, Delivery delivery, bool improves)
    {
        var body = new ArrayBufferWriter<byte>(32 * 1024);
        using (var writer = new Utf8JsonWriter(body))
            Write(writer, product, parts, withView, delivery, improves);
        return Restored(delivery, Encoding.UTF8.GetString(body.WrittenSpan));
    }

    /// <summary>JSON with what the person sent back in place of its placeholders.</summary>
    public static string Restored(Delivery delivery, string json) => delivery.Restore(json, s => JsonEncodedText.Encode(s).ToString());

    /// <summary>Writes the reply, masked.</summary>
    public static void Write(Utf8JsonWriter writer, IProduct product, IReadOnlyList<PartView> parts, bool withView, Delivery delivery, bool improves)
    {
        writer.WriteStartObject();
        writer.WriteString("text", delivery.Reply.Text);
        writer.WriteBoolean("isFollowUp", delivery.Reply.IsFollowUp);
        writer.WriteNumber("message", delivery.Message);
        writer.WriteString("answerId", delivery.AnswerId);
        if (improves)
            writer.WriteBoolean("improves", true);
        if (delivery.Reply.Forgets)
            writer.WriteBoolean("forgotten", true);
        writer.WritePropertyName("parts");
        JsonSerializer.Serialize(writer, parts, ApiJson.Default.IReadOnlyListPartView);
        writer.WritePropertyName("answer");
        var answer = new ArrayBufferWriter<byte>(16 * 1024);
        product.WriteAnswer(answer, delivery.Reply.Answer);
        writer.WriteRawValue(answer.WrittenSpan, skipInputValidation: true);
        writer.WritePropertyName("pictures");
        JsonSerializer.Serialize(writer, product.Pictures(delivery.Reply.Answer), ApiJson.Default.IReadOnlyListPagePicture);
        if (withView)
        {
            writer.WritePropertyName("view");
            JsonSerializer.Serialize(writer, AnswerViews.Of(delivery.Reply.Answer), ApiJson.Default.AnswerView);
        }

        writer.WriteEndObject();
    }
}
