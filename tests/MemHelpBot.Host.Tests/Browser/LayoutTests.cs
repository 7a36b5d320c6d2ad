using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class LayoutTests(Chromium chromium)
{
    [Fact]
    public async Task Every_language_has_every_word_of_the_page()
    {
        await using var open = await chromium.OpenAsync();
        var keys = await open.Page.EvaluateAsync<string[][]>(
            "Promise.all(['en', 'zh', 'pl'].map(async l => Object.keys((await import(`/words-${l}.js`))[l]).sort()))");
        Assert.True(keys[0].Length > 80);
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(keys[0], keys[2]);
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const { en } = await import('/words-en.js');
              const code = await Promise.all(['app', 'answer', 'facts', 'composer', 'evidence', 'cite', 'command', 'key', 'list', 'rate', 'said', 'share'].map(f => fetch(`/${f}.js`).then(r => r.text())));
              const used = [...code.join('\n').matchAll(/\b(?:t|tr|labels|translate)\('([a-zA-Z.-]+)'/g)].map(m => m[1]);
              const marked = [...document.querySelectorAll('[data-i18n]')].map(e => e.dataset.i18n);
              return [...used, ...marked].filter(k => !(k in en));
            }
            """));
    }

    [Fact]
    public async Task Everything_needed_is_reached_with_the_keyboard_alone()
    {
        await using var open = await chromium.OpenAsync();
        await Expect(open.Page.Locator("#text")).ToBeFocusedAsync();
        await open.Page.Keyboard.InsertTextAsync("Out of memory: Killed process 4711 (qemu-kvm)");
        await open.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(open.Answer.Locator("h2")).ToBeFocusedAsync();
        await Expect(open.Page.Locator("#status")).ToContainTextAsync("Answer ready: The kernel killed qemu-kvm");
        await open.Page.Keyboard.PressAsync("Tab");
        await Expect(open.Answer.Locator(".headline .cite").First).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(open.Page.Locator(".lines")).ToBeFocusedAsync();
        await open.Page.Keyboard.PressAsync("Escape");
        await Expect(open.Answer.Locator(".headline .cite").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_phone_shows_everything_without_sideways_scroll()
    {
        await using var open = await chromium.OpenAsync(options: new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        await open.PhotographAsync("welcome-phone");
        Assert.Equal(360, await WidthAsync(open.Page));
        await open.DiagnoseAsync(Some.Log);
        Assert.Equal(360, await WidthAsync(open.Page));
        await open.PhotographAsync("answer-phone");
        await open.PhotographAsync("answer-phone-whole", whole: true);
        await open.Answer.Locator(".headline .cite").Last.TapAsync();
        await Expect(open.Page.Locator(".evidence.open .line.active").Last).ToBeInViewportAsync();
        await open.PhotographAsync("evidence-phone");
        await open.Page.ClickAsync(".evidence .close");
        await Expect(open.Page.Locator(".evidence")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Dark_mode_changes_the_ground_and_keeps_text_readable()
    {
        await using var open = await chromium.OpenAsync(options: new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1440, Height = 900 } });
        await open.PhotographAsync("welcome-dark");
        await open.DiagnoseAsync(Some.Log);
        Assert.Equal("rgb(14, 18, 23)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        Assert.Equal("rgb(228, 233, 239)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.answer h2')).color"));
        await open.Answer.Locator(".read > summary").ClickAsync();
        await open.Answer.Locator("tr[data-fact='zone[0/Normal].free_kb']").HoverAsync();
        await open.PhotographAsync("answer-dark");
        await open.PhotographAsync("answer-dark-whole", whole: true);
    }

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");
}
