using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MemHelpBot.Host.Tests.Doubles;

/// <summary>
/// The real host on a free port of this machine. Give it the product's own composition for an end-to-end test, or a
/// <see cref="FakeProduct"/>.
/// </summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningHost(WebApplication app)
    {
        this.app = app;
        Address = new Uri(HostApp.Addresses(app).Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>What is really mapped: method and path.</summary>
    public IReadOnlyList<(string Method, string Path)> Routes() =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(m => (m, e.RoutePattern.RawText!)))];

    public static async Task<RunningHost> StartAsync(IProduct product, params string[] settings)
    {
        var app = HostApp.Build(["--urls=http://127.0.0.1:0", $"--MemHelp:Corpus={AppContext.BaseDirectory}", .. settings.Any(s => s.StartsWith("--State:Kind", StringComparison.Ordinal)) ? settings : ["--State:Kind=memory", .. settings]], product);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningHost(app);
    }

    /// <summary>The host with the product as it ships, the corpus of this repository and no documents of a site's own.</summary>
    public static Task<RunningHost> StartRealAsync(params string[] settings) => StartAsync(
        new Composition(),
        [$"--MemHelp:Corpus={Path.Combine(AppContext.BaseDirectory, "corpus")}", $"--MemHelp:Data={Scratch("data")}", $"--MemHelp:Cache={Scratch("cache")}", .. settings]);

    /// <summary>A log of the founding scenarios.</summary>
    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name));

    private static string Scratch(string name) => Path.Combine(AppContext.BaseDirectory, "scratch", name);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
