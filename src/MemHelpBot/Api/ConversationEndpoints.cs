using System.Buffers;
using System.Text;
using System.Text.Json;
using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;
using MemHelpBot.Security;
using MemHelpBot.View;

namespace MemHelpBot.Api;

/// <summary>Conversations over HTTP. The id is 128 random bits and the only key to a conversation.</summary>
internal static class ConversationEndpoints
{
    private const string Unknown = "There is no conversation with this id; it may have been forgotten after its time. Start a new one.";
    private const string MessageId = "Idempotency-Key";
    private const int LongestMessageId = 128;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/conversations", CreateAsync);
        routes.MapPost("/api/conversations/{id}/messages", ReplyAsync);
        routes.MapPost("/api/conversations/{id}/feedback", RateAsync);
        routes.MapGet("/api/conversations/{id}/report", ReportAsync);
        routes.MapGet("/api/conversations/{id}/answers/{answer}", BetterAsync);
        routes.MapDelete("/api/conversations/{id}", ForgetAsync);
    }

    private static async Task CreateAsync(HttpContext context)
    {
        var id = WebConversations.NewId();
        await Desk(context).OpenAsync(WebConversations.KeyOf(id)!, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"/api/conversations/{id}";
        await context.Response.WriteAsJsonAsync(new CreatedConversation(id), ApiJson.Default.CreatedConversation, cancellationToken: context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task ReplyAsync(HttpContext context)
    {
        var stop = context.RequestAborted;
        var (desk, key) = (Desk(context), (await RecordAsync(context).ConfigureAwait(false)).Key);
        var services = context.RequestServices;
        var product = services.GetRequiredService<IProduct>();
        var settings = services.GetRequiredService<HostSettings>();
        var brought = await new Intake(product, settings).ReadAsync(context.Request).ConfigureAwait(false);
        var message = MessageIdOf(context.Request);
        if (await desk.ReceiveAsync(key, new InboundMessage(message, "", brought.Turn), stop).ConfigureAwait(false) == Receipt.Full)
            throw new RefusedException(ApiError.ConversationFull(ConversationDesk.MostMessages));
        var opened = await services.GetRequiredService<AssistantLoading>().OpenedAsync(stop).ConfigureAwait(false);
        var delivery = await desk.AnswerAsync(opened.Assistant, key, message, stop).ConfigureAwait(false) ?? throw new RefusedException(ApiError.NotFound(Unknown));
        var improves = opened.Assistant.CanImprove && !delivery.Again;
        if (improves)
            services.GetRequiredService<BetterReplies>().Keep(IdOf(context), delivery, brought);
        await WriteAsync(context, product, brought, delivery, improves).ConfigureAwait(false);
        await context.Response.CompleteAsync().ConfigureAwait(false);
        await desk.SentAsync(key, message, stop).ConfigureAwait(false);
    }

    /// <summary>The same reply, once more: better understood or in better words, after it was shown. 204 when it stands as it is.</summary>
    private static async Task BetterAsync(HttpContext context)
    {
        var stop = context.RequestAborted;
        await RecordAsync(context).ConfigureAwait(false);
        var services = context.RequestServices;
        var opened = await services.GetRequiredService<AssistantLoading>().OpenedAsync(stop).ConfigureAwait(false);
        if (services.GetRequiredService<BetterReplies>().Take(IdOf(context), (string?)context.Request.RouteValues["answer"] ?? "") is not { } kept
            || await opened.Assistant.ImproveAsync(kept.Delivery.Reply, stop).ConfigureAwait(false) is not { } better)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await WriteAsync(context, services.GetRequiredService<IProduct>(), kept.Brought, kept.Delivery with { Reply = better }, improves: false).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, IProduct product, Brought brought, Delivery delivery, bool improves)
    {
        var body = Encoding.UTF8.GetString(Body(product, brought, delivery, improves).WrittenSpan);
        context.Response.ContentType = "application/json; charset=utf-8";
        // What the person sent is theirs to read again; nobody else gets this answer.
        await context.Response.WriteAsync(delivery.Restore(body, s => JsonEncodedText.Encode(s).ToString()), Encoding.UTF8, context.RequestAborted).ConfigureAwait(false);
    }

    private static ArrayBufferWriter<byte> Body(IProduct product, Brought brought, Delivery delivery, bool improves)
    {
        var body = new ArrayBufferWriter<byte>(32 * 1024);
        using var writer = new Utf8JsonWriter(body);
        writer.WriteStartObject();
        writer.WriteString("text", delivery.Reply.Text);
        writer.WriteBoolean("isFollowUp", delivery.Reply.IsFollowUp);
        writer.WriteNumber("message", delivery.Message);
        writer.WriteString("answerId", delivery.AnswerId);
        if (improves)
            writer.WriteBoolean("improves", true);
        writer.WritePropertyName("parts");
        JsonSerializer.Serialize(writer, brought.Parts, ApiJson.Default.IReadOnlyListPartView);
        writer.WritePropertyName("answer");
        var answer = new ArrayBufferWriter<byte>(16 * 1024);
        product.WriteAnswer(answer, delivery.Reply.Answer);
        writer.WriteRawValue(answer.WrittenSpan, skipInputValidation: true);
        writer.WritePropertyName("pictures");
        JsonSerializer.Serialize(writer, product.Pictures(delivery.Reply.Answer), ApiJson.Default.IReadOnlyListPagePicture);
        if (brought.WithView)
        {
            writer.WritePropertyName("view");
            JsonSerializer.Serialize(writer, AnswerViews.Of(delivery.Reply.Answer), ApiJson.Default.AnswerView);
        }

        writer.WriteEndObject();
        return body;
    }

    private static async Task RateAsync(HttpContext context)
    {
        var record = await RecordAsync(context).ConfigureAwait(false);
        FeedbackBody? said;
        try
        {
            said = await context.Request.ReadFromJsonAsync(ApiJson.Default.FeedbackBody, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            said = null;
        }

        if (said?.Helpful is not { } helpful || said.Reason?.Length > FeedbackBody.LongestReason)
            throw new RefusedException(ApiError.BadRequest($"Send {{\"helpful\": true}} or false as application/json, perhaps with \"answer\" (an answerId; the newest when left out) and \"reason\" (at most {FeedbackBody.LongestReason} characters)."));
        var answer = said.Answer ?? (record.Turns is [.., var last] ? last.Answer.Id : "");
        if (!await Desk(context).RateAsync(record.Key, answer, "", helpful, said.Reason, context.RequestAborted).ConfigureAwait(false))
            throw new RefusedException(ApiError.NotFound("This conversation has no such answer."));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task ReportAsync(HttpContext context)
    {
        var record = await RecordAsync(context).ConfigureAwait(false);
        if (record.Turns is not [.., var last])
            throw new RefusedException(ApiError.NotFound("This conversation has no answer yet, so there is nothing to report."));
        var opened = await context.RequestServices.GetRequiredService<AssistantLoading>().OpenedAsync(context.RequestAborted).ConfigureAwait(false);
        var told = await Desk(context).AnswerAsync(opened.Assistant, record.Key, last.Message.Id, context.RequestAborted).ConfigureAwait(false)
            ?? throw new RefusedException(ApiError.NotFound(Unknown));
        var html = context.RequestServices.GetRequiredService<IProduct>().Report(told.Reply.Answer, told.Messages);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        context.Response.Headers.ContentDisposition = "attachment; filename=\"memory-incident-report.html\"";
        // A report is passed on: what was masked stays masked in it.
        await context.Response.WriteAsync(html, Encoding.UTF8, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task ForgetAsync(HttpContext context)
    {
        if (WebConversations.KeyOf(IdOf(context)) is not { } key || !await Desk(context).ForgetAsync(key, context.RequestAborted).ConfigureAwait(false))
            throw new RefusedException(ApiError.NotFound(Unknown));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>A client that sends the same id again, because it got no answer, gets the one answer.</summary>
    private static string MessageIdOf(HttpRequest request) => request.Headers[MessageId].ToString() switch
    {
        "" => WebConversations.NewId(),
        { Length: <= LongestMessageId } id => id,
        _ => throw new RefusedException(ApiError.BadRequest($"{MessageId} has at most {LongestMessageId} characters.")),
    };

    private static ConversationDesk Desk(HttpContext context) => context.RequestServices.GetRequiredService<ConversationDesk>();

    private static string IdOf(HttpContext context) => (string?)context.Request.RouteValues["id"] ?? "";

    private static async Task<ConversationRecord> RecordAsync(HttpContext context) =>
        WebConversations.KeyOf(IdOf(context)) is { } key && await Desk(context).ReadAsync(key, context.RequestAborted).ConfigureAwait(false) is { Events.Count: > 0 } record
            ? record
            : throw new RefusedException(ApiError.NotFound(Unknown));
}
