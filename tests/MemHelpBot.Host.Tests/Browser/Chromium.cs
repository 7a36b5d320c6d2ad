using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Playwright;

namespace MemHelpBot.Host.Tests.Browser;

/// <summary>Browser tests share one chromium and run one after another.</summary>
[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;

/// <summary>One chromium for all browser tests: the system's own, driven by Playwright. Tests skip where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string Executable => Environment.GetEnvironmentVariable("MEMHELP_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>The browser; skips the calling test where there is none.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(browser is null, $"{Executable} is not installed (apt-get install chromium, or set MEMHELP_TEST_CHROMIUM)");
            return browser;
        }
    }

    /// <summary>The page on a host of its own, with a made-up product unless one is given; to test the product end to end give its composition.</summary>
    internal async Task<OpenPage> OpenAsync(IProduct? product = null, BrowserNewContextOptions? options = null, params string[] settings)
    {
        var found = Browser;
        return await OpenPage.OnAsync(found, await RunningHost.StartAsync(product ?? new FakeProduct(), settings), options);
    }

    /// <summary>The page on the real product with the real corpus.</summary>
    internal async Task<OpenPage> OpenRealAsync(BrowserNewContextOptions? options = null)
    {
        var found = Browser;
        return await OpenPage.OnAsync(found, await RunningHost.StartRealAsync(), options);
    }

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
