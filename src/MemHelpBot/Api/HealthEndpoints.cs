namespace MemHelpBot.Api;

/// <summary>
/// For supervisors: <c>/healthz</c> says the process serves, <c>/readyz</c> that the corpus is open. A store that is away is told there,
/// and is no reason to take the bot out of service: it answers from its own copy.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", context => WriteAsync(context, 200, "ok"));
        routes.MapGet("/readyz", async context =>
        {
            var loading = context.RequestServices.GetRequiredService<AssistantLoading>();
            if (!loading.IsReady)
                await WriteAsync(context, 503, "opening the corpus").ConfigureAwait(false);
            else
                await WriteAsync(context, 200, "ready", (await loading.OpenedAsync(context.RequestAborted).ConfigureAwait(false)).StoreTrouble?.Invoke()).ConfigureAwait(false);
        });
    }

    private static Task WriteAsync(HttpContext context, int status, string text, string? store = null)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new HealthBody(text, store), ApiJson.Default.HealthBody, cancellationToken: context.RequestAborted);
    }
}
