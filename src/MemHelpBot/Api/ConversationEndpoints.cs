using System.Buffers;
using System.Text;
using System.Text.Json;
using MemHelpBot.Conversations;
using MemHelpBot.Security;
using MemHelpBot.View;

namespace MemHelpBot.Api;

/// <summary>Conversations over HTTP. The id is 128 random bits and the only key to a conversation.</summary>
internal static class ConversationEndpoints
{
    private const string Unknown = "There is no conversation with this id; it may have been forgotten after its time. Start a new one.";

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/conversations", CreateAsync);
        routes.MapPost("/api/conversations/{id}/messages", ReplyAsync);
        routes.MapGet("/api/conversations/{id}/report", ReportAsync);
        routes.MapDelete("/api/conversations/{id}", ForgetAsync);
    }

    private static Task CreateAsync(HttpContext context)
    {
        var held = Shelf(context).Create();
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"/api/conversations/{held.Id}";
        return context.Response.WriteAsJsonAsync(new CreatedConversation(held.Id), ApiJson.Default.CreatedConversation, cancellationToken: context.RequestAborted);
    }

    private static async Task ReplyAsync(HttpContext context)
    {
        var held = Held(context);
        var services = context.RequestServices;
        var product = services.GetRequiredService<IProduct>();
        var settings = services.GetRequiredService<HostSettings>();
        var brought = await new Intake(product, settings).ReadAsync(context.Request).ConfigureAwait(false);
        var opened = await services.GetRequiredService<AssistantLoading>().OpenedAsync(context.RequestAborted).ConfigureAwait(false);
        var taken = await held.TakeTurnAsync(opened.Assistant, brought.Turn, context.RequestAborted).ConfigureAwait(false);
        Shelf(context).Trim();

        context.Response.ContentType = "application/json; charset=utf-8";
        var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteString("text", taken.Reply.Text);
            writer.WriteBoolean("isFollowUp", taken.Reply.IsFollowUp);
            writer.WriteNumber("message", taken.Message);
            writer.WritePropertyName("parts");
            JsonSerializer.Serialize(writer, brought.Parts, ApiJson.Default.IReadOnlyListPartView);
            writer.WritePropertyName("answer");
            var answer = new ArrayBufferWriter<byte>(16 * 1024);
            product.WriteAnswer(answer, taken.Reply.Answer);
            writer.WriteRawValue(answer.WrittenSpan, skipInputValidation: true);
            writer.WritePropertyName("pictures");
            JsonSerializer.Serialize(writer, product.Pictures(taken.Reply.Answer), ApiJson.Default.IReadOnlyListPagePicture);
            if (brought.WithView)
            {
                writer.WritePropertyName("view");
                JsonSerializer.Serialize(writer, AnswerViews.Of(taken.Reply.Answer), ApiJson.Default.AnswerView);
            }

            writer.WriteEndObject();
        }
    }

    private static async Task ReportAsync(HttpContext context)
    {
        var held = Held(context);
        var told = await held.ToldAsync(context.RequestAborted).ConfigureAwait(false)
            ?? throw new RefusedException(ApiError.NotFound("This conversation has no answer yet, so there is nothing to report."));
        var html = context.RequestServices.GetRequiredService<IProduct>().Report(told.Answer, told.Messages);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        context.Response.Headers.ContentDisposition = "attachment; filename=\"memory-incident-report.html\"";
        await context.Response.WriteAsync(html, Encoding.UTF8, context.RequestAborted).ConfigureAwait(false);
    }

    private static Task ForgetAsync(HttpContext context)
    {
        if (!Shelf(context).Forget(IdOf(context)))
            throw new RefusedException(ApiError.NotFound(Unknown));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static ConversationShelf Shelf(HttpContext context) => context.RequestServices.GetRequiredService<ConversationShelf>();

    private static string IdOf(HttpContext context) => (string?)context.Request.RouteValues["id"] ?? "";

    private static HeldConversation Held(HttpContext context) =>
        Shelf(context).Find(IdOf(context)) ?? throw new RefusedException(ApiError.NotFound(Unknown));
}
