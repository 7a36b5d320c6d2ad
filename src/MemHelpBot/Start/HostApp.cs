using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using MemHelpBot.Api;
using MemHelpBot.Api.Description;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels;
using MemHelpBot.Channels.DirectLine;
using MemHelpBot.Channels.Slack;
using MemHelpBot.Channels.Teams;
using MemHelpBot.Conversations;
using MemHelpBot.Models.OpenAI;
using MemHelpBot.Page;
using MemHelpBot.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace MemHelpBot;

/// <summary>The web host: built from settings and one <see cref="IProduct"/>.</summary>
internal static class HostApp
{
    /// <summary>Runs until stopped.</summary>
    /// <returns>0 after an orderly stop, 2 for a setting that cannot be meant, 1 when the address, the corpus or the prompts cannot be had.</returns>
    public static async Task<int> RunAsync(string[] args, IProduct product, TextWriter output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        WebApplication app;
        try
        {
            app = Build(args, product);
        }
        catch (BadSettingException bad)
        {
            await errors.WriteLineAsync("MemHelpBot cannot start: " + bad.Message).ConfigureAwait(false);
            return 2;
        }

        await using (app.ConfigureAwait(false))
        {
            var settings = app.Services.GetRequiredService<HostSettings>();
            if (await StartAsync(app, cancellationToken).ConfigureAwait(false) is { } refused)
            {
                await errors.WriteLineAsync(refused).ConfigureAwait(false);
                return 1;
            }

            await output.WriteLineAsync(StartLine(app, settings)).ConfigureAwait(false);
            var unusable = WatchOpeningAsync(app, errors);
            await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            return unusable.IsCompletedSuccessfully && await unusable.ConfigureAwait(false) ? 1 : 0;
        }
    }

    /// <summary>The application, not yet started; its corpus is being opened already.</summary>
    /// <exception cref="BadSettingException">A setting is unknown or has a value that cannot be meant.</exception>
    public static WebApplication Build(string[] args, IProduct product)
    {
        // Settings are read once at start: watching their files costs start-up time for nothing.
        var builder = WebApplication.CreateSlimBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        SettingsFile.AddTo(builder.Configuration, Environment.GetEnvironmentVariable);
        builder.Configuration.AddEnvironmentVariables("MEMHELP_").AddCommandLine(args);
        var settings = HostSettings.Read(builder.Configuration);
        builder.WebHost.UseUrls([.. settings.Urls.Select(u => u.GetLeftPart(UriPartial.Authority))]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            ConnectionLimits.Set(kestrel.Limits, settings);
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Start errors are told in one line of our own; the framework's report of the same would follow it with a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(product);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRateLimiter(limits => RequestLimits.Set(limits, settings.Api));
        builder.Services.AddSingleton<BetterReplies>();
        var store = StateStores.Open(settings);
        builder.Services.AddSingleton(_ => store);
        builder.Services.AddSingleton(s => new ConversationDesk(
            store, s.GetRequiredService<TimeProvider>(), settings.State.Masks));
        builder.Services.AddSingleton(s => new ReportLinks(store, s.GetRequiredService<TimeProvider>()));
        ApiDescription.Add(builder.Services);
        builder.Services.AddHostedService<Upkeep>();
        if (settings.Slack is not null || settings.Teams is not null || settings.DirectLine is not null)
        {
            builder.Services.AddSingleton<ChannelDesk>().AddSingleton<IChannelDesk>(s => s.GetRequiredService<ChannelDesk>()).AddSingleton<IChannelArchive>(s => s.GetRequiredService<ChannelDesk>());
            builder.Services.AddHostedService(s => s.GetRequiredService<ChannelDesk>());
        }

        if (settings.Slack is { } slack)
            builder.Services.AddSlack(slack);
        if (settings.Teams is { } teams)
            builder.Services.AddTeams(teams);
        if (settings.DirectLine is { } directLine)
            builder.Services.AddDirectLine(directLine);
        builder.Services.AddSingleton(s => new AssistantLoading(
            s.GetRequiredService<IProduct>(), settings, s.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));

        var app = builder.Build();
        app.Services.GetRequiredService<AssistantLoading>();
        // Made by the container, so that it closes it.
        app.Services.GetRequiredService<IConversationStore>();
        app.Use(SecurityHeaders.AddAsync);
        app.Use(ErrorAnswers.ContainAsync);
        app.Use(new RequestGuard(settings).CheckAsync);
        var keys = new KeyCheck(settings);
        app.Use(keys.NameAsync);
        app.UseRateLimiter();
        app.Use(keys.CheckAsync);
        PageFiles.Map(app, product, settings);
        HealthEndpoints.Map(app);
        KeyEndpoint.Map(app);
        DiagnoseEndpoint.Map(app);
        ConversationEndpoints.Map(app);
        MessageEndpoints.Map(app);
        ReportEndpoints.Map(app);
        ApiDescription.Map(app);
        if (settings.Slack is not null)
            app.MapSlack();
        if (settings.Teams is not null)
            app.MapTeams();
        if (settings.DirectLine is not null)
            app.MapDirectLine();
        app.MapFallback(context => ErrorAnswers.WriteAsync(context, ApiError.NotFound("There is nothing at this address.")));
        return app;
    }

    /// <summary>The addresses that the server really has, also when a port was chosen by the system.</summary>
    public static IReadOnlyCollection<string> Addresses(IHost app) =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    private static string StartLine(WebApplication app, HostSettings settings)
    {
        var reach = settings.LoopbackOnly ? "this machine only" : "reachable from other machines";
        var model = settings.Models("Model:Name") is { } name ? $"Language model: {name}." : "Works without network and language model.";
        var access = settings switch
        {
            { Api.Keys.Count: > 0 } => $"API ({settings.Api.Keys.Count} key{(settings.Api.Keys.Count == 1 ? "" : "s")})",
            { LoopbackOnly: false } => "API (open: anybody who reaches it may ask)",
            { AllowedHosts.Count: > 0 } => "API (no key: whoever the proxy lets through may ask)",
            _ => "API",
        };
        string?[] on = ["web page", access, settings.Slack?.Description, settings.Teams?.Description, settings.DirectLine?.Description];
        return $"MemHelpBot is at {string.Join(", ", Addresses(app))} ({reach}). On: {string.Join(", ", on.OfType<string>())}. {StateStores.Told(settings)} {model} Stop with Ctrl+C.";
    }

    private static async Task<string?> StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (IOException refused) when (refused.InnerException is AddressInUseException or SocketException)
        {
            return $"MemHelpBot cannot start: {FirstSentence(refused.Message)}; stop the other program or choose another port with --urls http://localhost:PORT.";
        }
        catch (SocketException refused)
        {
            return $"MemHelpBot cannot start: the address of --urls cannot be had ({FirstSentence(refused.Message)}); name an address of this machine.";
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the product from opening is told in one line and ends the process.")]
    private static async Task<bool> WatchOpeningAsync(WebApplication app, TextWriter errors)
    {
        try
        {
            var opened = await app.Services.GetRequiredService<AssistantLoading>().OpenedAsync(CancellationToken.None).ConfigureAwait(false);
            if (opened.Problems.Count > 0)
                await errors.WriteLineAsync($"MemHelpBot has {opened.Problems.Count} warning(s) about the corpus, the first: {opened.Problems[0]}; run \"memhelp corpus lint\" for all.").ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception failure)
        {
            var told = failure is BadModelSettingException ? failure.Message : $"the corpus cannot be opened: {failure.Message}; run \"memhelp corpus lint\", or set MemHelp:Corpus";
            await errors.WriteLineAsync($"MemHelpBot cannot work: {told.ReplaceLineEndings(" ")}.").ConfigureAwait(false);
            app.Lifetime.StopApplication();
            return true;
        }
    }

    private static string FirstSentence(string text) => text.ReplaceLineEndings(" ").TrimEnd('.');
}
