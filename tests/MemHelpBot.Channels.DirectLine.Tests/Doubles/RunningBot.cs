using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Conversations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.DirectLine.Tests.Doubles;

/// <summary>The channel over the host's own desk, a store on disk and the real product, with settings of the test's choice.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    public const string Secret = "r4nd0mSecretOfNobody_0123456789-abcdef";
    public const string Site = "https://www.example.org";

    private readonly WebApplication app;

    private RunningBot(WebApplication app, RealProduct product, ShiftedClock clock, string directory)
    {
        (this.app, Product, Clock, Data) = (app, product, clock, directory);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public static DirectLineSettings Settings { get; } = new()
    {
        Secret = Secret,
        Origins = [Site, "https://help.example.org"],
        Reads = (100_000, 100_000),
        Writes = (100_000, 100_000),
        ConversationsPerMinute = 100_000,
    };

    public RealProduct Product { get; }

    public ShiftedClock Clock { get; }

    /// <summary>Where conversations are kept; give it to the next bot to go on with them.</summary>
    public string Data { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<RunningBot> StartAsync(DirectLineSettings? settings = null, string? data = null)
    {
        data ??= Path.Combine(AppContext.BaseDirectory, "scratch", Guid.NewGuid().ToString("n"));
        var (product, clock) = (new RealProduct(), new ShiftedClock());
        var store = new LocalConversationStore(data);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IProduct>(product);
        builder.Services.AddSingleton<IConversationStore>(_ => store);
        builder.Services.AddSingleton(s => new ConversationDesk(s.GetRequiredService<IConversationStore>(), clock));
        builder.Services.AddSingleton(s => new AssistantLoading(product, new HostSettings(), s.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        builder.Services.AddSingleton<ChannelDesk>().AddSingleton<IChannelDesk>(s => s.GetRequiredService<ChannelDesk>()).AddSingleton<IChannelArchive>(s => s.GetRequiredService<ChannelDesk>());
        builder.Services.AddHostedService(s => s.GetRequiredService<ChannelDesk>());
        builder.Services.AddDirectLine(settings ?? Settings);
        var app = builder.Build();
        app.MapDirectLine();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningBot(app, product, clock, data);
    }

    /// <summary>A token of a new conversation.</summary>
    public async Task<Session> BeginAsync(JsonObject? request = null)
    {
        var (_, body) = await SendAsync(HttpMethod.Post, "tokens/generate", Secret, request ?? []);
        return new Session(this, (string)body["conversationId"]!, (string)body["token"]!);
    }

    /// <summary>Sends a request and reads its response.</summary>
    public async Task<(HttpResponseMessage Response, JsonObject Body)> SendAsync(HttpMethod method, string path, string? bearer, JsonObject? body = null, string? origin = null) =>
        await SendAsync(method, path, bearer, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), origin);

    public async Task<(HttpResponseMessage Response, JsonObject Body)> SendAsync(HttpMethod method, string path, string? bearer, HttpContent? content, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, $"{DirectLineExtensions.Path}/{path}") { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
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
