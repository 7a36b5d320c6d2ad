using MemHelpBot.Api.Description;
using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;
using MemHelpBot.Security;
using MemHelpBot.View;
using Microsoft.Net.Http.Headers;

namespace MemHelpBot.Api;

/// <summary>Messages of a conversation: sent, answered at once or as a stream of events, taken back.</summary>
internal static class MessageEndpoints
{
    private const string MessageId = "Idempotency-Key";
    private const string Tag = "Conversations";
    private const int LongestMessageId = 128;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/conversations/{id}/messages", ReplyAsync).WithMetadata(new ApiAccess(IsTurn: true)).Describe(new("say", Tag, "Sends a message and gets its answer.")
        {
            More = "The message is stored before it is answered. Who asks for `text/event-stream` gets events as they happen, others the answer as JSON. Send the same Idempotency-Key again after a broken connection: the message counts once and is answered once.",
            TakesTurn = true,
            Parameters = [new(MessageId, "Names the message.", InHeader: true, Longest: LongestMessageId), new("language", "Language of the answer, for a plain text.", Values: ["auto", "en", "zh", "pl"]), new("role", "What the person may run, for a plain text.", Values: ["user", "root", "cluster-admin"]), new("view", "Also what the page draws, for a plain text.", Values: ["true", "false"])],
            Answers = [new(200, "The reply.", "Reply"), new(200, "Or the turn as events.", "TurnEvents", "text/event-stream")],
            Errors = [400, 404, 408, 409, 413, 415],
        });
        routes.MapDelete("/api/conversations/{id}/messages/{message}", WithdrawAsync).WithMetadata(new ApiAccess()).Describe(new("withdraw", Tag, "Takes a message back that was not answered yet.")
        {
            More = "It counts no longer and its text is removed.",
            Answers = [new(204, "It is taken back.")],
            Errors = [404, 409],
        });
        routes.MapGet("/api/conversations/{id}/answers/{answer}", BetterAsync).WithMetadata(new ApiAccess(IsTurn: true)).Describe(new("improve", Tag, "A reply that said `improves`, once more in better words.")
        {
            More = "Waits for the language model. For clients that take JSON; a stream brings it as the event `better`.",
            Answers = [new(200, "The improved reply.", "Reply"), new(204, "The reply stands as it is.")],
            Errors = [404],
        });
    }

    private static async Task ReplyAsync(HttpContext context)
    {
        var stop = context.RequestAborted;
        var (desk, key) = (context.Desk(), (await context.ConversationAsync().ConfigureAwait(false)).Key);
        var services = context.RequestServices;
        var brought = await new Intake(services.GetRequiredService<IProduct>(), services.GetRequiredService<HostSettings>()).ReadAsync(context.Request).ConfigureAwait(false);
        var message = MessageIdOf(context.Request);
        var inbound = new InboundMessage(message, "", brought.Turn) { Parts = [.. brought.Parts.Select(p => new MessagePart(p.Name, p.FirstLine, p.Lines))] };
        var receipt = await desk.ReceiveAsync(key, inbound, stop).ConfigureAwait(false);
        if (receipt == Receipt.Full)
            throw new RefusedException(ApiError.ConversationFull(ConversationDesk.MostMessages));
        // Sent again it need not bring its text again: what was stored first counts.
        if (receipt == Receipt.Known && (await desk.ReadAsync(key, stop).ConfigureAwait(false)).Message(message) is { } stored)
            brought = brought with { Parts = PartViews.Of(stored) };
        var turn = new StreamedTurn(context, key, message, brought);
        if (WantsEvents(context.Request))
        {
            // nginx would keep events back until its buffer is full.
            context.Response.Headers["X-Accel-Buffering"] = "no";
            await TypedResults.ServerSentEvents(turn.EventsAsync(receipt == Receipt.Known, stop)).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        var delivery = await turn.AnswerAsync(null, stop).ConfigureAwait(false);
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(turn.Json(delivery, keep: true), stop).ConfigureAwait(false);
        await context.Response.CompleteAsync().ConfigureAwait(false);
        await desk.SentAsync(key, message, stop).ConfigureAwait(false);
    }

    /// <summary>The same reply, once more: better understood or in better words, after it was shown. 204 when it stands as it is.</summary>
    private static async Task BetterAsync(HttpContext context)
    {
        var stop = context.RequestAborted;
        await context.ConversationAsync().ConfigureAwait(false);
        var services = context.RequestServices;
        var assistant = await context.AssistantAsync().ConfigureAwait(false);
        if (services.GetRequiredService<BetterReplies>().Take(context.Route("id"), context.Route("answer")) is not { } kept
            || await assistant.ImproveAsync(kept.Delivery.Reply, stop).ConfigureAwait(false) is not { } better)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        var json = ReplyJson.Of(services.GetRequiredService<IProduct>(), kept.Brought.Parts, kept.Brought.WithView, kept.Delivery with { Reply = better }, improves: false);
        await context.Response.WriteAsync(json, stop).ConfigureAwait(false);
    }

    private static async Task WithdrawAsync(HttpContext context)
    {
        var record = await context.ConversationAsync().ConfigureAwait(false);
        var message = context.Route("message");
        if (record.Message(message) is null)
            throw new RefusedException(ApiError.NotFound("This conversation has no such message."));
        if (!record.IsWithdrawn(message) && !await context.Desk().WithdrawAsync(record.Key, message, context.RequestAborted).ConfigureAwait(false))
            throw new RefusedException(ApiError.Answered());
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Only who names the type gets a stream: programs that take anything get JSON.</summary>
    private static bool WantsEvents(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && accepted.Any(a => a.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase) && a.Quality is not 0);

    /// <summary>A client that sends the same id again, because it got no answer, gets the one answer.</summary>
    private static string MessageIdOf(HttpRequest request) => request.Headers[MessageId].ToString() switch
    {
        "" => WebConversations.NewId(),
        { Length: <= LongestMessageId } id => id,
        _ => throw new RefusedException(ApiError.BadRequest($"{MessageId} has at most {LongestMessageId} characters.")),
    };
}
