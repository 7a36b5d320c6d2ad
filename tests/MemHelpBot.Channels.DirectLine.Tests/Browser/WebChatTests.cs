using System.Net;
using System.Net.Sockets;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.DirectLine.Tests.Doubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace MemHelpBot.Channels.DirectLine.Tests.Browser;

/// <summary>The whole host and the sample site in Microsoft's Web Chat: welcome, paste, typing, card, follow-up, file, feedback, a restart, forgetting.</summary>
public sealed class WebChatTests : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly List<string> trouble = [];
    private readonly string data = Path.Combine(AppContext.BaseDirectory, "scratch", Guid.NewGuid().ToString("n"));
    private readonly (int Bot, int Site) ports = (FreePort(), FreePort());
    private RealProduct product = new();
    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string Executable => Environment.GetEnvironmentVariable("MEMHELP_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    private Uri Bot => new($"http://localhost:{ports.Bot}/");

    [Fact]
    public async Task A_person_is_welcomed_pastes_asks_on_sends_a_file_rates_the_answer_and_goes_on_after_a_restart()
    {
        var host = await HostAsync();
        await using var site = await WebChatSite.StartAsync(Bot, RunningBot.Secret, ports.Site);
        var page = await OpenAsync(site);

        await Expect(page.GetByText("I answer questions about memory incidents on Linux").First);
        await PhotographAsync(page, "welcome");
        var release = new TaskCompletionSource();
        product.Before = () => release.Task;
        await SayAsync(page, RunningBot.Fixture("002-memhog.log"));
        await Expect(page.Locator(".webchat__typingIndicator, .webchat__typing-indicator").First);
        await PhotographAsync(page, "typing");
        release.SetResult();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Commands", Exact = true }).First);
        await PhotographAsync(page, "answer");
        foreach (var fold in (string[])["Why", "Facts", "Sources and notes"])
            await page.GetByRole(AriaRole.Button, new() { Name = fold, Exact = true }).Last.ClickAsync();
        await Expect(page.GetByText("memcg.limit_kb").Last);
        await PhotographAsync(page, "unfolded", height: 4000);

        await page.GetByRole(AriaRole.Button, new() { Name = "Only the commands", Exact = true }).Last.ClickAsync();
        await Expect(page.Locator("pre code").Last);
        await PhotographAsync(page, "follow-up");

        await page.Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "meminfo.log", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(RunningBot.Fixture("004-meminfo-slab.txt")) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await UntilAsync(async () => (await RecordAsync(host)).Turns.Count == 3);
        await Expect(page.GetByText("meminfo.log").Last);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Commands", Exact = true }).Last);
        await PhotographAsync(page, "file", height: 2600);

        await page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).Last.ClickAsync();
        await UntilAsync(async () => (await RecordAsync(host)).Ratings.Any());
        var record = await RecordAsync(host);
        var rating = Assert.Single(record.Ratings);
        Assert.Equal((true, record.Turns[^1].Answer.Id), (rating.Helpful, rating.Answer));
        await PhotographAsync(page, "feedback");

        // The host goes away and comes back; the open page finds its way back by itself, and a page loaded anew shows what was said.
        await host.DisposeAsync();
        product = new RealProduct();
        host = await HostAsync();
        await SayAsync(page, "why not more RAM?");
        await UntilAsync(async () => (await RecordAsync(host)).Turns.Count == 4);
        await page.ReloadAsync();
        await Expect(page.GetByText("why not more RAM?").Last);
        await Expect(page.GetByText("meminfo.log").Last);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Commands", Exact = true }).First);
        await PhotographAsync(page, "after-restart");

        await SayAsync(page, "forget this conversation");
        await UntilAsync(async () => !await AnyAsync(host));
        await Expect(page.GetByText("forget this conversation").Last);
        await PhotographAsync(page, "forgotten");
        await host.DisposeAsync();
        Assert.DoesNotContain(trouble, t => !t.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dark", 1200)]
    [InlineData("phone", 400)]
    public async Task The_page_is_right_in_the_dark_and_on_a_phone(string name, int width)
    {
        var host = await HostAsync();
        await using var site = await WebChatSite.StartAsync(Bot, RunningBot.Secret, ports.Site);
        var page = await OpenAsync(site, width, name == "dark" ? ColorScheme.Dark : ColorScheme.Light);
        await Expect(page.GetByText("I answer questions about memory incidents on Linux").First);
        await SayAsync(page, RunningBot.Fixture("003-kvm-host.log"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Commands", Exact = true }).First);
        await page.GetByRole(AriaRole.Button, new() { Name = "Why", Exact = true }).Last.ClickAsync();
        await PhotographAsync(page, name, height: 1600);
        await page.GetByRole(AriaRole.Button, new() { Name = "Only the commands", Exact = true }).Last.ClickAsync();
        await Expect(page.Locator("pre code").Last);
        await PhotographAsync(page, name + "-follow-up");
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await host.DisposeAsync();
        Assert.True(trouble.Count == 0, string.Join('\n', trouble));
    }

    [Fact]
    public async Task Markup_in_a_paste_makes_no_link_no_picture_and_no_script()
    {
        var host = await HostAsync();
        await using var site = await WebChatSite.StartAsync(Bot, RunningBot.Secret, ports.Site);
        var page = await OpenAsync(site);
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        var log = RunningBot.Fixture("002-memhog.log").Replace("memhog", "[x](http://a)", StringComparison.Ordinal);
        await SayAsync(page, log + "\n<img src=https://attacker.example/p.png onerror=alert(1)> ![p](https://attacker.example/p.png) <script>alert(2)</script> javascript:alert(3) www.attacker.example run.sh {aria-label=\"x\"}\n");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Commands", Exact = true }).First);
        foreach (var fold in (string[])["Why", "Facts"])
            await page.GetByRole(AriaRole.Button, new() { Name = fold, Exact = true }).Last.ClickAsync();
        await PhotographAsync(page, "hostile", height: 3000);
        var links = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.webchat__bubble a[href], .ac-adaptiveCard a[href]')].map(a => a.href)");
        Assert.DoesNotContain(links, l => l.Contains("attacker", StringComparison.Ordinal) || l.StartsWith("http://a", StringComparison.Ordinal) || l.Contains("run.sh", StringComparison.Ordinal));
        Assert.DoesNotContain(requests, r => r.Contains("attacker", StringComparison.Ordinal));
        Assert.Equal(0, await page.Locator("img[src*=attacker]").CountAsync());
        await host.DisposeAsync();
        Assert.True(trouble.Count == 0, string.Join('\n', trouble));
    }

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists(Executable), $"{Executable} is not installed (apt-get install chromium, or set MEMHELP_TEST_CHROMIUM)");
        playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Headless = true, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private async Task<WebApplication> HostAsync()
    {
        var app = HostApp.Build(
            [$"--urls=http://localhost:{ports.Bot}", $"--MemHelp:DirectLine:Secret={RunningBot.Secret}", $"--MemHelp:DirectLine:Origins=http://localhost:{ports.Site}",
             $"--MemHelp:Data={data}", $"--MemHelp:Cache={data}/cache"],
            product);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<bool> AnyAsync(WebApplication host)
    {
        await foreach (var _ in host.Services.GetRequiredService<IConversationStore>().AllAsync(TestContext.Current.CancellationToken))
            return true;
        return false;
    }

    private static async Task<ConversationRecord> RecordAsync(WebApplication host)
    {
        await foreach (var record in host.Services.GetRequiredService<IConversationStore>().AllAsync(TestContext.Current.CancellationToken))
            return record;
        throw new InvalidOperationException("No conversation is kept.");
    }

    private async Task<IPage> OpenAsync(WebChatSite site, int width = 1200, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, Locale = "en-US", ColorScheme = scheme });
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => trouble.Add(error);
        page.Dialog += (_, dialog) => trouble.Add(dialog.Message);
        page.Console += (_, message) =>
        {
            // Web Chat writes this for every part of a card that is folded, and the action after it.
            if (message.Type == "error" && !message.Text.StartsWith("Web Chat: received unknown action", StringComparison.Ordinal) && message.Text.Length > 20)
                trouble.Add($"{message.Text} ({message.Location})");
        };
        await page.GotoAsync(site.Address.AbsoluteUri);
        return page;
    }

    private static async Task SayAsync(IPage page, string text)
    {
        var box = page.GetByRole(AriaRole.Textbox).Last;
        await Expect(box);
        await box.FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    private static async Task PhotographAsync(IPage page, string name, int height = 1000)
    {
        var width = page.ViewportSize!.Width;
        await page.SetViewportSizeAsync(width, height);
        await page.ScreenshotAsync(new() { Path = WebChatSite.Picture(name), Animations = ScreenshotAnimations.Disabled });
        await page.SetViewportSizeAsync(width, 900);
    }

    private static async Task Expect(ILocator what)
    {
        try
        {
            await what.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        }
        catch (TimeoutException)
        {
            await PhotographAsync(what.Page, "failed");
            throw;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await condition())
                return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.True(await condition());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
