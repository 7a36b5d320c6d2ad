using System.Buffers;
using System.Text;
using System.Text.Json;
using MemHelpBot.Api.Description;
using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;
using MemHelpBot.Security;
using MemHelpBot.View;

namespace MemHelpBot.Api;

/// <summary>Conversations over HTTP: begun, shown again, rated, forgotten.</summary>
internal static class ConversationEndpoints
{
    /// <summary>Turns shown again with their whole answers; of those before only the first sentence is told.</summary>
    private const int MostShown = 20;

    private const string Tag = "Conversations";

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/conversations", CreateAsync).WithMetadata(new ApiAccess()).Describe(new("begin", Tag, "Begins a conversation; it belongs to the key of the request.")
        {
            Answers = [ApiResponse.Of<CreatedConversation>(201, "Its id, also in Location.")],
        });
        routes.MapGet("/api/conversations/{id}", ShowAsync).WithMetadata(new ApiAccess(IsTurn: true)).Describe(new("show", Tag, "A conversation once more, with the answers of its newest twenty turns.")
        {
            Parameters = [new("view", "Also what the page draws.", Values: ["true", "false"])],
            Answers = [new(200, "The conversation since it was last begun anew.", "Conversation")],
            Errors = [404],
        });
        routes.MapDelete("/api/conversations/{id}", ForgetAsync).WithMetadata(new ApiAccess()).Describe(new("forget", Tag, "Removes a conversation with all its texts and links.") { Answers = [new(204, "It is gone.")], Errors = [404] });
        routes.MapPost("/api/conversations/{id}/feedback", RateAsync).WithMetadata(new ApiAccess()).Describe(new("rate", Tag, "Notes whether an answer helped.")
        {
            More = "The newest answer when `answer` is left out. A later word on the same answer replaces the earlier one; the reason is masked before it is stored.",
            Takes = "Feedback",
            Answers = [new(204, "It is noted.")],
            Errors = [400, 404, 408, 413],
        });
    }

    private static async Task CreateAsync(HttpContext context)
    {
        var id = WebConversations.NewId();
        await context.Desk().OpenAsync(context.KeyOf(id)!, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.Location = $"/api/conversations/{id}";
        await context.JsonAsync(StatusCodes.Status201Created, new CreatedConversation(id), ApiJson.Default.CreatedConversation).ConfigureAwait(false);
    }

    /// <summary>Written turn by turn, so that only one answer is in memory at a time.</summary>
    private static async Task ShowAsync(HttpContext context)
    {
        var stop = context.RequestAborted;
        var record = await context.ConversationAsync().ConfigureAwait(false);
        var assistant = await context.AssistantAsync().ConfigureAwait(false);
        var product = context.RequestServices.GetRequiredService<IProduct>();
        var withView = context.Request.Query["view"] == "true";
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = context.Response.BodyWriter;
        var writer = new Utf8JsonWriter(body);
        await using var _ = writer.ConfigureAwait(false);
        writer.WriteStartObject();
        writer.WriteString("id", record.Key.Id);
        writer.WriteString("begun", record.Events[0].At);
        writer.WriteString("lastUsed", record.LastUsed);
        writer.WriteStartArray("earlier");
        foreach (var (message, answer) in record.Turns.SkipLast(MostShown))
        {
            writer.WriteStartObject();
            writer.WriteString("at", message.At);
            writer.WriteString("headline", answer.Evidence.Headline);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("turns");
        await foreach (var (message, delivery) in context.Desk().ReplayAsync(assistant, record, MostShown, stop).ConfigureAwait(false))
        {
            writer.WriteRawValue(ReplyJson.Restored(delivery, Turn(record, message, delivery, product, withView)), skipInputValidation: true);
            await writer.FlushAsync(stop).ConfigureAwait(false);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("waiting");
        foreach (var message in record.Waiting)
        {
            writer.WriteStartObject();
            WriteMessage(writer, message);
            writer.WritePropertyName("parts");
            JsonSerializer.Serialize(writer, PartViews.Of(message), ApiJson.Default.IReadOnlyListPartView);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(stop).ConfigureAwait(false);
    }

    private static string Turn(ConversationRecord record, Received message, Delivery delivery, IProduct product, bool withView)
    {
        var turn = new ArrayBufferWriter<byte>(64 * 1024);
        using (var writer = new Utf8JsonWriter(turn))
        {
            writer.WriteStartObject();
            WriteMessage(writer, message);
            if (record.Ratings.LastOrDefault(r => r.Answer == delivery.AnswerId) is { } rated)
                writer.WriteBoolean("helpful", rated.Helpful);
            writer.WritePropertyName("reply");
            ReplyJson.Write(writer, product, PartViews.Of(message), withView, delivery, improves: false);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(turn.WrittenSpan);
    }

    private static void WriteMessage(Utf8JsonWriter writer, Received message)
    {
        writer.WriteString("message", message.Id);
        writer.WriteString("at", message.At);
        writer.WriteString("text", message.Text);
    }

    private static async Task RateAsync(HttpContext context)
    {
        var record = await context.ConversationAsync().ConfigureAwait(false);
        var said = await context.SmallJsonAsync(ApiJson.Default.FeedbackBody).ConfigureAwait(false);
        if (said?.Helpful is not { } helpful || said.Reason?.Length > FeedbackBody.LongestReason)
            throw new RefusedException(ApiError.BadRequest($"Send {{\"helpful\": true}} or false as application/json, perhaps with \"answer\" (an answerId; the newest when left out) and \"reason\" (at most {FeedbackBody.LongestReason} characters)."));
        var answer = said.Answer ?? (record.Turns is [.., var last] ? last.Answer.Id : "");
        if (!await context.Desk().RateAsync(record.Key, answer, "", helpful, said.Reason, context.RequestAborted).ConfigureAwait(false))
            throw new RefusedException(ApiError.NotFound("This conversation has no such answer."));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task ForgetAsync(HttpContext context)
    {
        if (context.KeyOf(context.Route("id")) is not { } key || !await context.Desk().ForgetAsync(key, context.RequestAborted).ConfigureAwait(false))
            throw new RefusedException(ApiError.NotFound(ConversationAccess.Unknown));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
