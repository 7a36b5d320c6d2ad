using System.Globalization;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.DirectLine.History;
using MemHelpBot.Channels.DirectLine.Security;
using MemHelpBot.Channels.DirectLine.Streams;
using MemHelpBot.Channels.DirectLine.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemHelpBot.Channels.DirectLine;

/// <summary>
/// Puts the channel into a host: <see cref="AddDirectLine"/>, then <see cref="MapDirectLine"/>. The host brings an <see cref="IChannelDesk"/> and an
/// <see cref="IChannelArchive"/>, and leaves the check of origins under <see cref="Path"/> to the channel: its clients are pages of other sites.
/// </summary>
public static class DirectLineExtensions
{
    /// <summary>Where the protocol is spoken: the <c>domain</c> of a client.</summary>
    public const string Path = "/v3/directline";

    /// <summary>Adds the channel as an <see cref="IChannel"/>.</summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, DirectLineSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<TokenMint>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<Rates>();
        services.AddSingleton<Bodies>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<ShownActivities>();
        services.AddSingleton<ConversationHistory>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<Endpoints>();
        services.AddSingleton<IChannel, DirectLineChannel>();
        return services;
    }

    /// <summary>Answers under <see cref="Path"/>.</summary>
    public static void MapDirectLine(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(60) });
        Map(app, "POST", "/tokens/generate", e => e.GenerateAsync);
        Map(app, "POST", "/tokens/refresh", e => e.RefreshAsync);
        Map(app, "POST", "/conversations", e => e.StartAsync);
        Map(app, "GET", "/conversations/{id}", e => e.ReconnectAsync);
        Map(app, "GET", "/conversations/{id}/activities", e => e.PollAsync);
        Map(app, "POST", "/conversations/{id}/activities", e => e.PostAsync);
        Map(app, "POST", "/conversations/{id}/upload", e => e.UploadAsync);
        Map(app, "GET", "/conversations/{id}/stream", e => e.StreamAsync);
        app.Map(Path + "/{**rest}", context => GuardedAsync(context, c => HttpMethods.IsOptions(c.Request.Method) ? PreflightAsync(c) : throw DirectLineException.Nowhere()));
    }

    private static void Map(WebApplication app, string method, string path, Func<Endpoints, RequestDelegate> call) =>
        app.MapMethods(Path + path, [method], context => GuardedAsync(context, call(context.RequestServices.GetRequiredService<Endpoints>())));

    /// <summary>Lets in pages of allowed origins only, and writes refusals in the words of the protocol.</summary>
    private static async Task GuardedAsync(HttpContext context, RequestDelegate call)
    {
        var headers = context.Response.Headers;
        headers.Vary = "Origin";
        try
        {
            if (context.RequestServices.GetRequiredService<CallerCheck>().OriginOf(context) is { } origin)
            {
                headers.AccessControlAllowOrigin = origin;
                headers.AccessControlExposeHeaders = "Retry-After";
            }

            await call(context).ConfigureAwait(false);
        }
        catch (DirectLineException refused) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, refused).ConfigureAwait(false);
        }
        catch (ChannelUnavailableException unavailable) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, new DirectLineException(503, "ServiceError", "Try again.", unavailable.RetryAfter ?? TimeSpan.FromSeconds(5))).ConfigureAwait(false);
        }
    }

    private static Task PreflightAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
        headers.AccessControlAllowHeaders = "Authorization, Content-Type, x-ms-bot-agent, x-requested-with";
        headers.AccessControlMaxAge = "600";
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext context, DirectLineException refused)
    {
        var response = context.Response;
        response.StatusCode = refused.Status;
        if (refused.Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (refused.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        // What was not read of a refused body is not waited for.
        if (refused.Status is StatusCodes.Status408RequestTimeout or StatusCodes.Status413PayloadTooLarge)
            response.Headers.Connection = "close";
        response.ContentType = "application/json; charset=utf-8";
        await response.Body.WriteAsync(WireJson.Bytes(new JsonObject { ["error"] = new JsonObject { ["code"] = refused.Code, ["message"] = refused.Message } }), context.RequestAborted).ConfigureAwait(false);
    }
}
