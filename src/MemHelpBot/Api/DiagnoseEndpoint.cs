using MemHelpBot.Api.Description;
using MemHelpBot.Assistant;
using MemHelpBot.Security;

namespace MemHelpBot.Api;

/// <summary><c>POST /api/diagnose</c>: one paste in, the answer object out. Nothing is kept.</summary>
internal static class DiagnoseEndpoint
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/diagnose", AnswerAsync).WithMetadata(new ApiAccess(IsTurn: true)).Describe(new("diagnose", "Diagnosis", "One paste in, the answer object out. Nothing is kept.")
        {
            TakesTurn = true,
            Parameters = [new("language", "Language of the answer, for a plain text.", Values: ["auto", "en", "zh", "pl"]), new("role", "What the person may run, for a plain text.", Values: ["user", "root", "cluster-admin"])],
            Answers = [new(200, "The answer object.", "Answer")],
            Errors = [400, 408, 413, 415],
        });

    private static async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var product = services.GetRequiredService<IProduct>();
        var brought = await new Intake(product, services.GetRequiredService<HostSettings>()).ReadAsync(context.Request).ConfigureAwait(false);
        var opened = await services.GetRequiredService<AssistantLoading>().OpenedAsync(context.RequestAborted).ConfigureAwait(false);
        var reply = await opened.Assistant.ReplyAsync(new Conversation(), brought.Turn, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = "application/json; charset=utf-8";
        product.WriteAnswer(context.Response.BodyWriter, reply.Answer);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
