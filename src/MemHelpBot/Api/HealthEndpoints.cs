namespace MemHelpBot.Api;

/// <summary>For supervisors: <c>/healthz</c> says the process serves, <c>/readyz</c> that the corpus is open.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", context => WriteAsync(context, 200, "ok"));
        routes.MapGet("/readyz", context => context.RequestServices.GetRequiredService<AssistantLoading>().IsReady
            ? WriteAsync(context, 200, "ready")
            : WriteAsync(context, 503, "opening the corpus"));
    }

    private static Task WriteAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new HealthBody(text), ApiJson.Default.HealthBody, cancellationToken: context.RequestAborted);
    }
}
