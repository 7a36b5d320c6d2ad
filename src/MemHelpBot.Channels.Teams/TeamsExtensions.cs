using System.Text.Json;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Connector;
using MemHelpBot.Channels.Teams.Files;
using MemHelpBot.Channels.Teams.Replies;
using MemHelpBot.Channels.Teams.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Teams;

/// <summary>Puts the channel into a host: <see cref="AddTeams(IServiceCollection, TeamsSettings)"/>, then <see cref="MapTeams"/>. The host brings an <see cref="IChannelDesk"/>.</summary>
public static partial class TeamsExtensions
{
    /// <summary>The address that is set as messaging endpoint of the bot registration.</summary>
    public const string Endpoint = "/api/messages";

    /// <summary>Adds the channel as an <see cref="IChannel"/>.</summary>
    public static IServiceCollection AddTeams(this IServiceCollection services, TeamsSettings settings) =>
        AddTeams(services, settings, OutsideHttp.Handler(settings?.Playground ?? false), login: null);

    /// <summary>Adds the channel with connections of the caller's choice, for tests.</summary>
    internal static IServiceCollection AddTeams(this IServiceCollection services, TeamsSettings settings, HttpMessageHandler outside, HttpMessageHandler? login)
    {
        HttpClient Client(int seconds) => new(outside, disposeHandler: false) { Timeout = TimeSpan.FromSeconds(seconds), MaxResponseContentBufferSize = 1024 * 1024 };
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(new TrustedIssuers(settings));
        services.AddSingleton(new ServiceAddresses(settings));
        services.AddSingleton(s => new SigningKeys(Client(10), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<TeamsDoor>();
        services.AddSingleton(s => new OutboundTokens(settings, s.GetRequiredService<TrustedIssuers>(), login));
        services.AddSingleton(s => new ConnectorClient(
            Client(15), s.GetRequiredService<OutboundTokens>(), s.GetRequiredService<ServiceAddresses>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new FileFetcher(Client(30), s.GetRequiredService<ServiceAddresses>(), settings));
        services.AddSingleton<AwaitedReplies>();
        services.AddSingleton<WorkingSign>();
        services.AddSingleton<ShownAnswers>();
        services.AddSingleton<Courtesies>();
        services.AddSingleton<TeamsDispatcher>();
        services.AddSingleton<IChannel, TeamsChannel>();
        return services;
    }

    /// <summary>Takes activities at <see cref="Endpoint"/>.</summary>
    public static IEndpointConventionBuilder MapTeams(this IEndpointRouteBuilder routes) => routes.MapPost(Endpoint, (RequestDelegate)TakeAsync);

    private static async Task TakeAsync(HttpContext context)
    {
        var door = context.RequestServices.GetRequiredService<TeamsDoor>();
        try
        {
            var caller = await door.CheckAsync(context).ConfigureAwait(false);
            if (await ReadAsync(context).ConfigureAwait(false) is not { } activity)
                return;
            door.Check(caller, activity);
            var dispatcher = context.RequestServices.GetRequiredService<TeamsDispatcher>();
            await WriteAsync(context, await dispatcher.DispatchAsync(activity, context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (CallerRefusedException refused)
        {
            LogRefused(context.RequestServices.GetRequiredService<ILogger<TeamsChannel>>(), refused.Status, refused.Message);
            context.Response.StatusCode = refused.Status;
            if (refused.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        catch (KeysUnavailableException)
        {
            LogNoKeys(context.RequestServices.GetRequiredService<ILogger<TeamsChannel>>());
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>The activity of a request; null when the response already says why there is none.</summary>
    private static async Task<Activity?> ReadAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!request.HasJsonContentType())
            response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        else if (request.ContentLength > TeamsDoor.MostBytes || await BoundedStream.ReadAsync(request.Body, TeamsDoor.MostBytes, context.RequestAborted).ConfigureAwait(false) is not { } body)
            response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        else
        {
            try
            {
                if (JsonSerializer.Deserialize(body, ActivityJson.Default.Activity) is { } activity && ActivityReading.IsWhole(activity))
                    return activity;
            }
            catch (JsonException)
            {
                // Told by the status; the parser's own message would quote the body.
            }

            response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return null;
    }

    private static async Task WriteAsync(HttpContext context, Outcome outcome)
    {
        using var request = outcome.Request;
        var response = context.Response;
        response.StatusCode = outcome.Status;
        if (outcome.Replies is null && !outcome.IsEmptyObject)
            return;
        response.ContentType = "application/json; charset=utf-8";
        var body = outcome.Replies is null ? "{}"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(outcome.Replies, ActivityJson.Compact.ExpectedReplies);
        await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        request?.Written();
    }

    [LoggerMessage(LogLevel.Warning, "Teams: a request was refused with {Status}: {Rule}.")]
    private static partial void LogRefused(ILogger log, int status, string rule);

    [LoggerMessage(LogLevel.Error, "Teams: the signing keys of the Bot Framework cannot be fetched, so no message can be checked; is the login host reachable?")]
    private static partial void LogNoKeys(ILogger log);
}
