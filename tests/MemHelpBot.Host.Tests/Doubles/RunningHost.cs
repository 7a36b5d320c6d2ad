using Microsoft.AspNetCore.Builder;

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

    public static async Task<RunningHost> StartAsync(IProduct product, params string[] settings)
    {
        var app = HostApp.Build(["--urls=http://127.0.0.1:0", $"--MemHelp:Corpus={AppContext.BaseDirectory}", .. settings], product);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
