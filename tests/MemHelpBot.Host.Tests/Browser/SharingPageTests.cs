using System.Text.RegularExpressions;
using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

/// <summary>The dialogs of the page: sharing a report, the key, and how they look.</summary>
[Collection(nameof(Chromium))]
public sealed partial class SharingPageTests(Chromium chromium)
{
    private const string Ada = "ada-key-0123456789abcdef";
    private const string Bob = "bob-key-0123456789abcdef";

    [Fact]
    public async Task A_shared_report_opens_in_another_browser_until_it_is_revoked()
    {
        await using var open = await chromium.OpenRealAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await open.DiagnoseAsync("password=s3cr3t!pw\n" + RunningHost.Fixture("003-kvm-host.log"));
        await open.Page.ClickAsync("#share");
        var box = open.Page.Locator("#share-box");
        await Expect(box).ToContainTextAsync("Secrets are masked in it.");
        await Expect(box).ToContainTextAsync("Anybody who has the link can read it");
        await Expect(box.Locator(".note").First).ToContainTextAsync($"Good until {DateTime.Now.AddDays(7):dddd, MMMM d, yyyy}");
        await open.Page.SelectOptionAsync("#share-days", "1");
        await Expect(box.Locator(".note").First).ToContainTextAsync($"{DateTime.Now.AddDays(1):dddd, MMMM d, yyyy}");
        await box.GetByText("Make a link").ClickAsync();
        var address = await box.Locator(".link").InputValueAsync();
        Assert.Matches(Link(), address);
        await Expect(box.Locator(".links li")).ToHaveCountAsync(1);
        await open.PhotographAsync("share-light");

        await using var stranger = await chromium.Browser.NewContextAsync();
        var report = await stranger.NewPageAsync();
        var trouble = new List<string>();
        report.Console += (_, m) => trouble.Add(m.Text);
        Assert.Equal(200, (await report.GotoAsync(address))!.Status);
        await Expect(report.Locator("h1").First).ToBeVisibleAsync();
        await Expect(report.Locator("svg").First).ToBeVisibleAsync();
        Assert.DoesNotContain("s3cr3t!pw", await report.ContentAsync(), StringComparison.Ordinal);
        await report.ScreenshotAsync(new() { Path = OpenPage.ArtifactOf("shared-report") });
        Assert.Empty(trouble);

        await box.GetByText("Revoke").ClickAsync();
        await Expect(box.Locator(".links li")).ToHaveCountAsync(0);
        Assert.Equal(404, (await report.ReloadAsync())!.Status);
        await Expect(report.Locator("h1")).ToHaveTextAsync("No report here");
        await report.ScreenshotAsync(new() { Path = OpenPage.ArtifactOf("shared-ended") });
        await open.Page.Keyboard.PressAsync("Escape");
        await Expect(box).ToBeHiddenAsync();
        await Expect(open.Page.Locator("#share")).ToBeFocusedAsync();
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task The_page_asks_for_the_key_once_in_a_tab_and_keeps_the_conversations_of_keys_apart()
    {
        await using var open = await chromium.OpenAsync(settings: [$"--MemHelp:Api:Keys:ada={Ada}", $"--MemHelp:Api:Keys:bob={Bob}"]);
        var key = open.Page.Locator("#key");
        await Expect(key).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#key-text")).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("Escape");
        await Expect(key).ToBeVisibleAsync();
        await open.PhotographAsync("key-light");
        await UseAsync(open, "wrong-key-0123456789abcdef");
        await Expect(key.Locator(".trouble")).ToHaveTextAsync("The service does not know this key.");
        open.Trouble.RemoveAll(t => t.Contains("401", StringComparison.Ordinal));
        await UseAsync(open, Ada);
        await Expect(key).ToBeHiddenAsync();
        await Expect(open.Page.Locator("#who")).ToHaveTextAsync("ada");
        await open.DiagnoseAsync(Some.Log);
        await open.Page.ReloadAsync();
        await Expect(open.Answer.First).ToBeVisibleAsync();
        await Expect(key).ToBeHiddenAsync();
        Assert.DoesNotContain(Ada, await open.Page.EvaluateAsync<string>("JSON.stringify(localStorage)"), StringComparison.Ordinal);

        await open.Page.ClickAsync("#who");
        await Expect(key).ToBeVisibleAsync();
        await UseAsync(open, Bob);
        await Expect(open.Page.Locator("#who")).ToHaveTextAsync("bob");
        await open.Page.ClickAsync("#conversations");
        await Expect(open.Page.Locator("#list")).ToContainTextAsync("None yet.");
        Assert.Empty(open.Trouble);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Dialogs_have_contrast_names_and_labels(ColorScheme scheme)
    {
        await using var open = await chromium.OpenAsync(options: new() { ColorScheme = scheme, ViewportSize = new() { Width = 1440, Height = 900 } });
        await open.DiagnoseAsync(Some.Log);
        await open.Page.ClickAsync("#fresh");
        await open.DiagnoseAsync("forrtl: severe (41), why?");
        await open.Page.ClickAsync("#conversations");
        await open.PhotographAsync($"list-{scheme}");
        Assert.Empty((await open.Page.EvaluateAsync<string[]>(Accessibility.Script)).Skip(1));
        await open.Page.Keyboard.PressAsync("Escape");
        await open.Page.ClickAsync("#share");
        await open.Page.GetByText("Make a link").ClickAsync();
        await Expect(open.Page.Locator("#share-box .link")).ToBeVisibleAsync();
        await open.PhotographAsync($"share-{scheme}");
        Assert.Empty((await open.Page.EvaluateAsync<string[]>(Accessibility.Script)).Skip(1));
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task Dialogs_fit_a_phone()
    {
        await using var open = await chromium.OpenAsync(options: new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        await open.DiagnoseAsync(Some.Log);
        await open.PhotographAsync("top-phone");
        await open.Page.TapAsync("#conversations");
        await open.PhotographAsync("list-phone");
        Assert.Equal(360, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await open.Page.TapAsync("#list .dialog-head button");
        await open.Page.TapAsync("#share");
        await open.Page.GetByText("Make a link").TapAsync();
        await Expect(open.Page.Locator("#share-box .link")).ToBeVisibleAsync();
        await open.PhotographAsync("share-phone");
        Assert.Equal(360, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    private static async Task UseAsync(OpenPage open, string key)
    {
        await open.Page.FillAsync("#key-text", key);
        await open.Page.PressAsync("#key-text", "Enter");
    }

    [GeneratedRegex("^http://127\\.0\\.0\\.1:[0-9]+/r/[A-Za-z0-9_-]{64}$", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
