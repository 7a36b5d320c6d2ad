using MemHelpBot.Assistant;
using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;
using MemHelpBot.Security;

namespace MemHelpBot.Api;

/// <summary>What the endpoints of a conversation ask of their request.</summary>
internal static class ConversationAccess
{
    /// <summary>For a conversation that is not there, or is another caller's: the two look alike.</summary>
    public const string Unknown = "There is no conversation with this id; it may have been forgotten after its time. Start a new one.";

    /// <summary>The desk.</summary>
    public static ConversationDesk Desk(this HttpContext context) => context.RequestServices.GetRequiredService<ConversationDesk>();

    /// <summary>A value of the route; empty when it has none.</summary>
    public static string Route(this HttpContext context, string name) => (string?)context.Request.RouteValues[name] ?? "";

    /// <summary>The assistant, once the corpus is open.</summary>
    public static async Task<IAssistant> AssistantAsync(this HttpContext context) =>
        (await context.RequestServices.GetRequiredService<AssistantLoading>().OpenedAsync(context.RequestAborted).ConfigureAwait(false)).Assistant;

    /// <summary>The caller's key of a conversation; null for what cannot be an id.</summary>
    public static ConversationKey? KeyOf(this HttpContext context, string id) => WebConversations.KeyOf(id, Caller.Of(context).Name);

    /// <summary>The conversation that the route names.</summary>
    /// <exception cref="RefusedException">The caller has no such conversation.</exception>
    public static async Task<ConversationRecord> ConversationAsync(this HttpContext context) =>
        context.KeyOf(context.Route("id")) is { } key && await context.Desk().ReadAsync(key, context.RequestAborted).ConfigureAwait(false) is { Events.Count: > 0 } record
            ? record
            : throw new RefusedException(ApiError.NotFound(Unknown));

    /// <summary>Answers with a body of our own.</summary>
    public static Task JsonAsync<T>(this HttpContext context, int status, T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, type, cancellationToken: context.RequestAborted);
    }
}
