using System.Diagnostics.CodeAnalysis;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Http;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Posting;
using MemHelpBot.Channels.Slack.SocketMode;
using MemHelpBot.Channels.Slack.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MemHelpBot.Channels.Slack;

/// <summary>Puts the channel into a host. It needs an <see cref="IChannelDesk"/> and gives an <see cref="IChannel"/>.</summary>
public static class SlackServices
{
    /// <summary>Adds the channel and, with an app token, the service that holds Socket Mode.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The container holds the client until the process ends.")]
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<MethodPauses>();
        services.AddSingleton(s => new SlackHttp(new HttpClient(new SocketsHttpHandler
        {
            // A redirect could carry the token to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        })
        {
            Timeout = TimeSpan.FromSeconds(60),
        }));
        services.AddSingleton(s => new SlackWebApi(s.GetRequiredService<SlackHttp>().Client, settings, s.GetRequiredService<MethodPauses>()));
        services.AddSingleton(s => new SlackFiles(s.GetRequiredService<SlackHttp>().Client, s.GetRequiredService<SlackWebApi>(), settings));
        services.AddSingleton<SlackIdentity>().AddSingleton<SlackSeal>().AddSingleton<SlackThreads>().AddSingleton<SlackNotices>().AddSingleton<SlackRegrets>().AddSingleton<SlackWorking>().AddSingleton<SlackShown>();
        services.AddSingleton<SlackPrompts>().AddSingleton<SlackStream>().AddSingleton<SlackIntake>().AddSingleton<SlackEvents>().AddSingleton<SlackCommands>();
        services.AddSingleton<SlackInteractions>().AddSingleton<SlackInbox>();
        services.AddSingleton<SlackChannel>().AddSingleton<IChannel>(s => s.GetRequiredService<SlackChannel>());
        services.AddHostedService<SlackCheck>();
        if (settings.AppToken is not null)
            services.AddHostedService<SocketModeService>();
        if (settings.SigningSecret is { } secret)
            services.AddSingleton(s => new SlackSignature(secret, s.GetRequiredService<TimeProvider>())).AddSingleton<SlackEndpoints>();
        return services;
    }

    /// <summary>Adds <c>/slack/events</c>, <c>/slack/interactions</c> and <c>/slack/commands</c> when a signing secret is set; nothing otherwise.</summary>
    public static void MapSlack(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.ServiceProvider.GetService<SlackEndpoints>()?.Map(routes);
    }

    /// <summary>The client for Slack alone.</summary>
    private sealed record SlackHttp(HttpClient Client) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
}
