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

    /// <summary>A small JSON body; null when it is none.</summary>
    public static Task<T?> SmallJsonAsync<T>(this HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Small;
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
