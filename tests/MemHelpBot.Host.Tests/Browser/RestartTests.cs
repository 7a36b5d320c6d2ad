using System.Text;
using MemHelpBot.Assistant.State;
using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

/// <summary>The service goes away while a message is under way: the message is answered, and counts once.</summary>
[Collection(nameof(Chromium))]
public sealed class RestartTests(Chromium chromium)
{
    private const int Patience = 120_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_that_is_killed_in_mid_turn_and_started_again_answers_the_page_once()
    {
        var browser = chromium.Browser;
        var directory = Directory.CreateTempSubdirectory("memhelp-page-");
        try
        {
            string[] settings = [$"--State:Directory={directory.FullName}", $"--MemHelp:Data={Path.Combine(AppContext.BaseDirectory, "scratch", "data")}"];
            await using var profile = await browser.NewContextAsync(new() { Locale = "en-US" });
            profile.SetDefaultTimeout(Patience);
            var page = await profile.NewPageAsync();
            var refused = new TaskCompletionSource();
            page.RequestFailed += (_, request) =>
            {
                if (request.Failure == "net::ERR_CONNECTION_REFUSED" && request.Url.EndsWith("/messages", StringComparison.Ordinal))
                    refused.TrySetResult();
            };
            Uri address;
            using (var host = await ChildHost.StartAsync(settings))
            {
                address = host.Address;
                await page.GotoAsync(address.AbsoluteUri);
                await page.Locator("#helps dt").First.WaitForAsync();
                // So long that a turn over it takes a while: the kill falls into it.
                var log = string.Concat(Enumerable.Repeat(RunningHost.Fixture("003-kvm-host.log"), 2000));
                await page.SetInputFilesAsync("#file", new FilePayload { Name = "kern.log", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(log) });
                await page.Locator("#attached .attachment").WaitForAsync();
                await page.ClickAsync("#send");
                while (!Events(directory).OfType<Received>().Any())
                    await Task.Delay(5, Stop);
                host.Kill();
            }

            // Tried again while nothing is there.
            await refused.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience), Stop);
            Assert.Empty(Events(directory).OfType<Answered>());
            using var again = await ChildHost.StartAsync(settings, address.Port);
            await Expect(page.Locator("article.answer").First).ToBeVisibleAsync(new() { Timeout = Patience });
            await Expect(page.Locator(".failed")).ToHaveCountAsync(0);
            await Expect(page.Locator(".said")).ToHaveCountAsync(1);
            Assert.Single(Events(directory).OfType<Received>());
            Assert.Single(Events(directory).OfType<Answered>());
        }
        finally
        {
            directory.Delete(true);
        }
    }

    [Fact]
    public async Task What_may_have_arrived_is_sent_again_under_its_name_until_it_is_changed()
    {
        var product = new FakeProduct();
        await using var open = await chromium.OpenAsync(product);
        var names = new List<string>();
        open.Page.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/messages", StringComparison.Ordinal))
                names.Add(request.Headers["idempotency-key"]);
        };
        await LoseAsync(open, "why?");
        await Expect(open.Page.Locator(".failed")).ToContainTextAsync("The service does not answer.");
        await Expect(open.Page.Locator("#text")).ToHaveValueAsync("why?");
        await open.Page.ClickAsync("#send");
        await Expect(open.Answer.First).ToBeVisibleAsync();
        Assert.Single(names.Distinct());
        Assert.Single((await open.RecordAsync()).Turns);

        names.Clear();
        await LoseAsync(open, "and node17?");
        await open.Page.FillAsync("#text", "and node18?");
        await open.Page.ClickAsync("#send");
        await Expect(open.Page.Locator("article.answer")).ToHaveCountAsync(2);
        Assert.Equal(2, names.Distinct().Count());
    }

    [Fact]
    public async Task A_message_that_never_arrived_and_one_that_was_taken_back_are_free_to_be_sent_anew()
    {
        var product = new FakeProduct();
        var gate = new TaskCompletionSource();
        product.Assistant.Before = _ => gate.Task;
        await using var open = await chromium.OpenAsync(product);
        await open.Page.FillAsync("#text", "why?");
        var stored = open.Page.WaitForResponseAsync(r => r.Url.EndsWith("/messages", StringComparison.Ordinal));
        await open.Page.ClickAsync("#send");
        await stored;
        await open.Page.ClickAsync(".waiting button");
        await Expect(open.Page.Locator(".failed")).ToContainTextAsync("Stopped.");
        gate.SetResult();
        await open.Page.ClickAsync("#send");
        await Expect(open.Answer.First).ToBeVisibleAsync();
        Assert.Equal("why?", Assert.Single((await open.RecordAsync()).Turns).Message.Text);
    }

    /// <summary>Sends a message that arrives, whose answer is lost, and stops it while the service cannot be reached.</summary>
    private static async Task LoseAsync(OpenPage open, string text)
    {
        var sent = 0;
        await open.Page.RouteAsync("**/messages", async route =>
        {
            if (Interlocked.Increment(ref sent) == 1)
                await route.FetchAsync();
            await route.AbortAsync("connectionrefused");
        });
        await open.Page.RouteAsync("**/messages/*", route => route.AbortAsync("connectionrefused"));
        await open.Page.FillAsync("#text", text);
        await open.Page.ClickAsync("#send");
        await open.Page.Locator(".waiting[data-stage=again]").WaitForAsync();
        await open.Page.ClickAsync(".waiting button");
        await Expect(open.Page.Locator(".waiting")).ToHaveCountAsync(0);
        await open.Page.UnrouteAllAsync();
    }

    private static List<ConversationEvent> Events(DirectoryInfo directory) => [.. LocalConversationStore.Look(directory.FullName).SelectMany(r => r.Events)];
}
