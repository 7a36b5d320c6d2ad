using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;

namespace MemHelpBot.Api;

/// <summary>Reads bodies within their time: a client that sends a byte now and then is not waited for.</summary>
internal static class RequestBodies
{
    private const long Small = 16 * 1024;

    /// <summary>Reads a body, whatever its form.</summary>
    /// <exception cref="RefusedException">It took longer than <c>MemHelp:Api:BodySeconds</c>.</exception>
    public static async Task<T> InTimeAsync<T>(this HttpContext context, Func<CancellationToken, Task<T>> read)
    {
        var seconds = context.RequestServices.GetRequiredService<HostSettings>().Api.BodySeconds;
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), context.RequestServices.GetRequiredService<TimeProvider>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            return await read(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            throw new RefusedException(ApiError.TooSlow(seconds));
        }
    }

    /// <summary>
    /// Refuses a body whose length is told and is more than a limit. Its bytes are on their way: the server shall read past them instead of cutting the
    /// connection, or the client sees a broken line and not the reason.
    /// </summary>
    /// <exception cref="RefusedException">It is longer.</exception>
    public static void RefuseLonger(this HttpContext context, long most, Func<ApiError> refusal)
    {
        var longer = context.Request.ContentLength > most;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = longer ? null : most;
        if (longer)
            throw new RefusedException(refusal());
    }

    /// <summary>A small JSON body; null when it is none.</summary>
    public static Task<T?> SmallJsonAsync<T>(this HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        context.RefuseLonger(Small, () => ApiError.NotSmall(Small));
        return context.InTimeAsync(async token =>
        {
            try
            {
                return await context.Request.ReadFromJsonAsync(type, token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                return null;
            }
        });
    }
}
