using System.Text.Json.Nodes;
using MemHelpBot.Channels.Teams.Security;
using MemHelpBot.Channels.Teams.Tests.Doubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace MemHelpBot.Channels.Teams.Tests.Playground;

/// <summary>
/// The bot in Microsoft's own client: welcome, paste, card, follow-up, file, feedback, a group, a stream. The Playground's message box drops line
/// ends, so logs of several lines are sent as the Playground sends any activity (Mock an Activity).
/// </summary>
public sealed class PlaygroundTests : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly List<string> trouble = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string Executable => Environment.GetEnvironmentVariable("MEMHELP_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    [Fact]
    public async Task A_person_is_welcomed_pastes_reads_the_card_asks_on_sends_a_file_and_rates_the_answer()
    {
        await using var bot = await RunningBot.StartAsync(new TeamsSettings { Playground = true, WorkingAfter = TimeSpan.FromHours(1) }, OutsideHttp.Handler(loopback: true));
        await using var files = await FileHostAsync(RunningBot.Fixture("004-meminfo-slab.txt"));
        await using var playground = await AgentsPlayground.StartAsync(bot.Address);
        var page = await OpenAsync(playground);

        await Expect(page.GetByText("I answer questions about memory incidents on Linux"));
        await PhotographAsync(page, "welcome");
        await page.GetByRole(AriaRole.Button, new() { Name = "What does overcommit mean?" }).ClickAsync();
        await UntilAsync(() => !bot.Desk.Delivered.IsEmpty);
        await PhotographAsync(page, "starter");
        Assert.Equal("What does overcommit mean?", bot.Desk.Accepted.Last().Text);

        await SayAsync(page, "Out of memory: Killed process 4711 (solver) total-vm:33554432kB, anon-rss:25165824kB, file-rss:8192kB, shmem-rss:0kB");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Commands", Exact = true }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Why", Exact = true }).Last.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What happened" }).Last);
        await PhotographAsync(page, "paste");

        await MockAsync(page, bot, a => a["text"] = RunningBot.Fixture("002-memhog.log"));
        await Expect(page.GetByText("Use against limit").Last);
        await PhotographAsync(page, "card");
        foreach (var fold in (string[])["Why", "Facts", "Sources and notes"])
            await page.GetByRole(AriaRole.Button, new() { Name = fold, Exact = true }).Last.ClickAsync();
        await Expect(page.GetByText("memcg.limit_kb").Last);
        await PhotographAsync(page, "unfolded", height: 5000);

        await SayAsync(page, "only the commands");
        await Expect(page.GetByRole(AriaRole.Code).Last);
        await PhotographAsync(page, "follow-up");

        await MockAsync(page, bot, a => a["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
            ["name"] = "meminfo.txt",
            ["content"] = new JsonObject { ["downloadUrl"] = new Uri(files.Address, "/meminfo.txt").AbsoluteUri, ["uniqueId"] = "1", ["fileType"] = "txt" },
        }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Pictures", Exact = true }).Last.ClickAsync();
        await Expect(page.GetByText("Where the memory went").Last);
        Assert.Equal("meminfo.txt", Assert.Single(bot.Desk.Accepted.Last().Files).Name);
        await PhotographAsync(page, "file");

        await page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true }).Last.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("the arithmetic was right");
        await PhotographAsync(page, "feedback");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await UntilAsync(() => !bot.Desk.Opinions.IsEmpty);
        var opinion = Assert.Single(bot.Desk.Opinions);
        Assert.Equal((true, "the arithmetic was right", bot.Desk.Delivered.Last().AnswerId), (opinion.Helpful, opinion.Reason, opinion.AnswerId));
        Assert.Empty(bot.Desk.Undelivered);
        Assert.Empty(trouble);
    }

    [Fact]
    public async Task An_answer_that_takes_time_is_announced_first()
    {
        await using var bot = await RunningBot.StartAsync(new TeamsSettings { Playground = true, WorkingAfter = TimeSpan.Zero }, OutsideHttp.Handler(loopback: true));
        var release = new TaskCompletionSource();
        bot.Desk.Before = () => release.Task;
        await using var playground = await AgentsPlayground.StartAsync(bot.Address);
        var page = await OpenAsync(playground);
        await SayAsync(page, "forrtl: severe (41): insufficient virtual memory");
        await Expect(page.GetByText("Reading what you sent …").First);
        await PhotographAsync(page, "stream-begun");
        release.SetResult();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Commands", Exact = true }));
        await PhotographAsync(page, "stream-ended");
        Assert.Empty(bot.Desk.Undelivered);
        Assert.Empty(trouble);
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

    private async Task<IPage> OpenAsync(AgentsPlayground playground)
    {
        var page = await browser!.NewPageAsync(new() { ViewportSize = new() { Width = 1400, Height = 1000 }, Locale = "en-US" });
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => trouble.Add(error);
        page.Dialog += (_, dialog) => trouble.Add(dialog.Message);
        await page.GotoAsync(playground.Address.AbsoluteUri);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send Message" }));
        return page;
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.GetByRole(AriaRole.Textbox).First.ClickAsync();
        await page.Keyboard.InsertTextAsync(text);
        await Expect(page.GetByRole(AriaRole.Textbox).First.GetByText(text[..10]));
        await page.GetByRole(AriaRole.Button, new() { Name = "Send Message" }).ClickAsync();
    }

    /// <summary>Sends an activity of the chat through the Playground, as its menu "Mock an Activity" does.</summary>
    private static async Task MockAsync(IPage page, RunningBot bot, Action<JsonObject> change)
    {
        var message = new JsonObject { ["type"] = "message", ["textFormat"] = "plain", ["text"] = "" };
        change(message);
        await page.EvaluateAsync(
            """
            async ([conversation, change]) => {
              const address = `/_internal/v1/customActivities/template?conversationId=${encodeURIComponent(conversation)}&type=install`;
              const activity = Object.assign(await (await fetch(address)).json(), JSON.parse(change), { id: crypto.randomUUID() });
              await fetch('/_internal/v1/customActivities', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(activity) });
            }
            """,
            new[] { bot.Desk.Accepted.Last().Conversation.Id, message.ToJsonString() });
    }

    private static async Task PhotographAsync(IPage page, string name, int height = 1800)
    {
        await page.SetViewportSizeAsync(1400, height);
        await page.ScreenshotAsync(new() { Path = AgentsPlayground.Picture(name), Animations = ScreenshotAnimations.Disabled });
        await page.SetViewportSizeAsync(1400, 1000);
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

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }

    private static async Task<FileHost> FileHostAsync(string text)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/meminfo.txt", () => Results.Text(text));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FileHost(app);
    }

    private sealed class FileHost(WebApplication app) : IAsyncDisposable
    {
        public Uri Address { get; } = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
