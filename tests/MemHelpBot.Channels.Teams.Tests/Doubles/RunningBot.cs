using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Teams.Tests.Doubles;

/// <summary>The channel in a host of its own, with the real assistant over the real corpus behind it and nothing real outside.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    public const string AppId = "11111111-2222-4333-8444-555555555555";
    public const string TenantId = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/";

    /// <summary>Opened once for all tests.</summary>
    private static readonly Lazy<IAssistant> Real = new(() =>
    {
        var open = OpenCorpus.Open(Path.Combine(AppContext.BaseDirectory, "corpus"), null, Path.Combine(AppContext.BaseDirectory, "scratch", "cache"), CancellationToken.None);
        return new MemHelpAssistant(open.Corpus, open.Store);
    });

    private readonly WebApplication app;

    private RunningBot(WebApplication app, MemoryDesk desk, Outside outside, BotLogin channel, BotLogin entra, ShiftedClock clock)
    {
        (this.app, Desk, Outside, Channel, Entra, Clock) = (app, desk, outside, channel, entra, clock);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public static IAssistant Assistant => Real.Value;

    public MemoryDesk Desk { get; }

    public Outside Outside { get; }

    public BotLogin Channel { get; }

    public BotLogin Entra { get; }

    public ShiftedClock Clock { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public static TeamsSettings Settings { get; } = new() { AppId = AppId, TenantId = TenantId, Secret = "a-secret-of-nobody", WorkingAfter = TimeSpan.FromHours(1) };

    public static async Task<RunningBot> StartAsync(TeamsSettings? settings = null, HttpMessageHandler? outsideHandler = null)
    {
        settings ??= Settings;
        var clock = new ShiftedClock();
        var channel = new BotLogin("https://api.botframework.com", clock).WithKey("key-1", "msteams", "webchat");
        var entra = new BotLogin($"https://login.microsoftonline.com/{TenantId}/v2.0", clock).WithKey("entra-1", endorsements: null);
        var outside = new Outside(channel, entra);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IChannelDesk>(s => new MemoryDesk(Assistant, s.GetServices<IChannel>));
        builder.Services.AddTeams(settings, outsideHandler ?? outside, outside);
        var app = builder.Build();
        app.MapTeams();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningBot(app, (MemoryDesk)app.Services.GetRequiredService<IChannelDesk>(), outside, channel, entra, clock);
    }

    /// <summary>Sends an activity with a good token, or with the one given; an empty one sends none.</summary>
    public async Task<HttpResponseMessage> PostAsync(JsonObject activity, string? token = null) =>
        await PostAsync(activity.ToJsonString(), token is null ? "Bearer " + Channel.Token() : token.Length == 0 ? null : "Bearer " + token);

    public async Task<HttpResponseMessage> PostAsync(string body, string? authorization, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type)) };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A log of the founding scenarios.</summary>
    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>The real clock, moved.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
