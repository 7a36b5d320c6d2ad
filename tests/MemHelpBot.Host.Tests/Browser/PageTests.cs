using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

public sealed class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_pasted_log_is_answered_with_headline_claims_commands_facts_and_sources()
    {
        await using var open = await OpenAsync();
        await open.PhotographAsync("welcome-light");
        await open.DiagnoseAsync(Some.Log);

        await Expect(open.Answer.Locator("h2")).ToContainTextAsync("memory is fragmented, not because it is full");
        await Expect(open.Answer.Locator(".headline .verdict")).ToHaveTextAsync("confirmed");
        await Expect(open.Answer.Locator(".decides > p")).ToHaveTextAsync("What does /proc/buddyinfo show while the machine runs as usual?");
        await Expect(open.Answer.Locator(".decides > .command code")).ToHaveTextAsync("cat /proc/buddyinfo");
        await Expect(open.Answer.Locator(".warnings")).ToContainTextAsync("contradicts the kernel documentation");
        await Expect(open.Answer.Locator(".what-happened li")).ToHaveCountAsync(2);
        await Expect(open.Answer.Locator("tr[data-fact='oom.request_bytes'] .value")).ToContainTextAsync("16,384\u00a0bytes (16\u00a0KiB)");
        await Expect(open.Answer.Locator("tr[data-fact='oom.gfp_mask'] .value")).ToHaveTextAsync("0x3000d0");
        await Expect(open.Answer.Locator(".actions .badge.disruptive")).ToHaveTextAsync("disruptive");
        await Expect(open.Answer.Locator(".sources li")).ToHaveCountAsync(2);
        await Expect(open.Answer.Locator("figure svg rect")).ToHaveCountAsync(3);
        await open.PhotographAsync("answer-light");
        await open.PhotographAsync("answer-light-whole", whole: true);
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task A_citation_highlights_the_pasted_line_and_brings_it_into_view()
    {
        await using var open = await OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        await open.Answer.Locator(".headline .cite", new() { HasText = "L59–60" }).ClickAsync();

        var active = open.Page.Locator(".evidence .line.active");
        await Expect(active).ToHaveCountAsync(2);
        await Expect(active.Nth(1)).ToContainTextAsync("Killed process 4711 (qemu-kvm)");
        await Expect(active.Nth(1)).ToBeInViewportAsync();
        await Expect(active.Nth(1).Locator(".no")).ToHaveTextAsync("60");
    }

    [Fact]
    public async Task Hovering_or_focusing_a_fact_highlights_its_line()
    {
        await using var open = await OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        await open.Answer.Locator("tr[data-fact='zone[0/Normal].free_kb']").HoverAsync();
        await Expect(open.Page.Locator(".evidence .line.active")).ToContainTextAsync("free:41208kB");
        await open.Answer.Locator("tr[data-fact='mem.free_swap_kb'] .cite").FocusAsync();
        await Expect(open.Page.Locator(".evidence .line.active")).ToContainTextAsync("Free swap  = 2096952kB");
        await open.PhotographAsync("fact-highlight-light");
    }

    [Fact]
    public async Task A_hostile_paste_stays_text()
    {
        const string Hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\n\"><svg onload=alert(3)>\njavascript:alert(4)\n{{constructor}}";
        await using var open = await OpenAsync();
        await open.DiagnoseAsync(Hostile);

        await Expect(open.Page.Locator(".said")).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(open.Page.Locator(".evidence .line").First).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(open.Page.Locator("#talk img, #talk script, #evidence img, #evidence svg")).ToHaveCountAsync(0);
        await open.Answer.Locator(".read button.quiet").ClickAsync();
        await Expect(open.Answer.Locator("tr[data-fact='tasks.top'] .value")).ToContainTextAsync("<b>ceph-osd</b>");
        Assert.Empty(open.Trouble);
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"javascript:alert(1)\"><text>x</text></a></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect fill=\"url(http://example.org/x)\"/></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><rect></svg>")]
    public async Task A_picture_that_is_more_than_a_picture_is_not_shown(string svg)
    {
        await using var open = await OpenAsync(new FakeProduct { Drawn = [new("bad", "Bad", svg)] });
        await open.DiagnoseAsync(Some.Log);
        await Expect(open.Answer.Locator("figure")).ToHaveCountAsync(0);
        // The parser itself reports what the page's policy kept from running: that is the second lock, and it may speak.
        Assert.DoesNotContain(open.Trouble, t => !t.StartsWith("error: ", StringComparison.Ordinal) || !t.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_follow_up_is_sent_with_Enter_and_its_markup_stays_text()
    {
        var product = new FakeProduct();
        await using var open = await OpenAsync(product);
        await open.DiagnoseAsync(Some.Log);
        await open.Page.FillAsync("#text", "Why not more RAM?");
        await open.Page.PressAsync("#text", "Enter");

        var follow = open.Page.Locator("article.follow");
        await Expect(follow.Locator("strong")).ToHaveTextAsync("free memory was there");
        await Expect(follow.Locator(".prose .command code")).ToHaveTextAsync("cat /proc/buddyinfo");
        await Expect(follow).ToContainTextAsync("<script>alert(1)</script>");
        await Expect(follow.Locator(".cite").First).ToHaveTextAsync("L7–8");
        await Expect(open.Page.Locator("#text")).ToBeFocusedAsync();
        await follow.Locator(".whole > summary").ClickAsync();
        await Expect(follow.Locator(".whole .answer h2")).ToBeVisibleAsync();
        Assert.Equal(["Why not more RAM?"], product.Assistant.Turns.Skip(1).Select(t => t.Text));
        await open.PhotographAsync("follow-up-light");
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task A_suggestion_is_asked_in_the_language_of_the_page()
    {
        var product = new FakeProduct();
        await using var open = await OpenAsync(product, new() { Locale = "pl-PL", ViewportSize = new() { Width = 1280, Height = 800 } });
        await Expect(open.Page.Locator("#send")).ToHaveTextAsync("Diagnozuj");
        await open.DiagnoseAsync(Some.Log);
        await open.Page.Locator(".suggestions .chip").First.ClickAsync();
        await open.Page.Locator("article.follow").WaitForAsync();
        Assert.Equal("Czemu nie więcej RAM-u?", product.Assistant.Turns.Last().Text);
    }

    [Fact]
    public async Task Language_and_role_are_remembered_and_sent()
    {
        var product = new FakeProduct();
        await using var open = await OpenAsync(product);
        await open.Page.SelectOptionAsync("#language", "zh");
        await open.Page.SelectOptionAsync("#role", "root");
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator("#send")).ToHaveTextAsync("诊断");
        await Expect(open.Page.Locator("html")).ToHaveAttributeAsync("lang", "zh");
        await open.DiagnoseAsync(Some.Log);
        await Expect(open.Answer).ToHaveAttributeAsync("lang", "zh-Hans");
        var turn = Assert.Single(product.Assistant.Turns);
        Assert.Equal(("zh", "root"), (turn.Language, turn.Role));
        await open.PhotographAsync("answer-zh");
    }

    [Fact]
    public async Task Every_language_has_every_word_of_the_page()
    {
        await using var open = await OpenAsync();
        var keys = await open.Page.EvaluateAsync<string[][]>(
            "Promise.all(['en', 'zh', 'pl'].map(async l => Object.keys((await import(`/words-${l}.js`))[l]).sort()))");
        Assert.True(keys[0].Length > 80);
        Assert.Equal(keys[0], keys[1]);
        Assert.Equal(keys[0], keys[2]);
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const { en } = await import('/words-en.js');
              const code = await Promise.all(['app', 'answer', 'facts', 'composer', 'evidence', 'cite', 'command'].map(f => fetch(`/${f}.js`).then(r => r.text())));
              const used = [...code.join('\n').matchAll(/\b(?:t|tr|labels|translate)\('([a-zA-Z.-]+)'/g)].map(m => m[1]);
              const marked = [...document.querySelectorAll('[data-i18n]')].map(e => e.dataset.i18n);
              return [...used, ...marked].filter(k => !(k in en));
            }
            """));
    }

    [Fact]
    public async Task A_question_without_a_log_opens_no_evidence_until_a_line_is_asked_for()
    {
        await using var open = await OpenAsync();
        await open.DiagnoseAsync("forrtl: severe (41): insufficient virtual memory, why?");
        await Expect(open.Page.Locator("#evidence")).ToBeHiddenAsync();
        await open.Answer.Locator(".headline .cite").First.ClickAsync();
        await Expect(open.Page.Locator(".evidence .line.active")).ToContainTextAsync("severe (41)");
    }

    [Fact]
    public async Task A_conversation_the_service_forgot_is_told_in_words_and_what_was_written_stays()
    {
        await using var open = await OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        await open.Page.RouteAsync("**/messages", route => route.FulfillAsync(new() { Status = 404, ContentType = "application/json", Body = """{"error":{"code":"not-found","message":"gone"}}""" }));
        await open.Page.FillAsync("#text", "and now?");
        await open.Page.PressAsync("#text", "Enter");
        await Expect(open.Page.Locator(".failed")).ToContainTextAsync("This conversation was forgotten");
        await Expect(open.Page.Locator("#text")).ToHaveValueAsync("and now?");
    }

    [Fact]
    public async Task A_chosen_file_and_typed_words_go_together_with_the_file_first()
    {
        var product = new FakeProduct();
        await using var open = await OpenAsync(product);
        await open.Page.SetInputFilesAsync("#file", new FilePayload { Name = "dmesg.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(Some.Log) });
        await Expect(open.Page.Locator(".attachment strong")).ToHaveTextAsync("dmesg.txt");
        await open.DiagnoseAsync("why?");
        Assert.Equal(Some.Log + "why?", Assert.Single(product.Assistant.Turns).Text);
        await Expect(open.Page.Locator(".jumps .chip")).ToHaveTextAsync(["dmesg.txt", "your words"]);
    }

    [Fact]
    public async Task A_dropped_file_is_taken()
    {
        await using var open = await OpenAsync();
        await open.Page.EvaluateAsync(
            """
            text => {
              const data = new DataTransfer();
              data.items.add(new File([text], 'kern.log', { type: 'text/plain' }));
              for (const type of ['dragenter', 'dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """,
            Some.Log);
        await Expect(open.Page.Locator(".attachment strong")).ToHaveTextAsync("kern.log");
        await Expect(open.Page.Locator("#drop")).ToBeHiddenAsync();
        await open.PhotographAsync("attached-light");
        await open.Page.ClickAsync("#send");
        await Expect(open.Answer.Locator("h2")).ToBeVisibleAsync();
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task Ten_megabytes_are_pasted_and_shown_without_filling_the_page()
    {
        var line = new string('x', 99) + "\n";
        var big = string.Concat(Enumerable.Repeat(line, 100_000));
        await using var open = await OpenAsync();
        await open.DiagnoseAsync(big);
        await Expect(open.Page.Locator(".evidence .count")).ToHaveTextAsync("100,000 lines");
        var rows = await open.Page.Locator(".evidence .line").CountAsync();
        Assert.InRange(rows, 1, 200);
        await open.Page.EvalOnSelectorAsync(".lines", "e => { e.scrollTop = e.scrollHeight; }");
        await Expect(open.Page.Locator(".evidence .line").Last.Locator(".no")).ToHaveTextAsync("100000");
    }

    [Fact]
    public async Task More_than_the_limit_is_refused_in_words_before_it_is_sent()
    {
        var product = new FakeProduct();
        await using var open = await OpenAsync(product);
        await open.PasteAsync(new string('y', (10 * 1024 * 1024) + 1));
        await open.Page.ClickAsync("#send");
        await Expect(open.Page.Locator("#trouble")).ToContainTextAsync("more than 10 MB");
        Assert.Empty(product.Assistant.Turns);
    }

    [Fact]
    public async Task A_binary_file_is_refused_in_words_and_what_was_written_stays()
    {
        await using var open = await OpenAsync();
        await open.Page.SetInputFilesAsync("#file", new FilePayload { Name = "core.4711", MimeType = "application/octet-stream", Buffer = [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1] });
        await open.Page.FillAsync("#text", "why?");
        await open.Page.ClickAsync("#send");
        await Expect(open.Page.Locator(".failed")).ToContainTextAsync("That is no text file.");
        await Expect(open.Page.Locator("#text")).ToHaveValueAsync("why?");
        await Expect(open.Page.Locator(".attachment strong")).ToHaveTextAsync("core.4711");
    }

    [Fact]
    public async Task A_command_is_copied_as_it_stands()
    {
        await using var open = await OpenAsync(options: new() { Permissions = ["clipboard-read", "clipboard-write"], ViewportSize = new() { Width = 1280, Height = 800 } });
        await open.DiagnoseAsync(Some.Log);
        var command = open.Answer.Locator(".actions .command").Nth(2);
        await command.Locator(".copy").ClickAsync();
        await Expect(command.Locator(".copy")).ToHaveTextAsync("Copied");
        Assert.Equal(
            "printf 'vm.min_free_kbytes = %s\\n' 135168 > /etc/sysctl.d/60-memory.conf && sysctl --system",
            await open.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Everything_needed_is_reached_with_the_keyboard_alone()
    {
        await using var open = await OpenAsync();
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
        await using var open = await OpenAsync(options: new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
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
        await using var open = await OpenAsync(options: new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 1440, Height = 900 } });
        await open.PhotographAsync("welcome-dark");
        await open.DiagnoseAsync(Some.Log);
        Assert.Equal("rgb(14, 18, 23)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        Assert.Equal("rgb(228, 233, 239)", await open.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.answer h2')).color"));
        await open.Answer.Locator("tr[data-fact='zone[0/Normal].free_kb']").HoverAsync();
        await open.PhotographAsync("answer-dark");
        await open.PhotographAsync("answer-dark-whole", whole: true);
    }

    [Fact]
    public async Task A_new_conversation_forgets_the_old_one_on_both_sides()
    {
        await using var open = await OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        var deleted = open.Page.WaitForResponseAsync(r => r.Request.Method == "DELETE");
        await open.Page.ClickAsync("#fresh");
        Assert.Equal(204, (await deleted).Status);
        await Expect(open.Page.Locator("#talk > *")).ToHaveCountAsync(0);
        await Expect(open.Page.Locator("#evidence")).ToBeHiddenAsync();
        await Expect(open.Page.Locator("#welcome")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#text")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_report_is_saved_as_a_file()
    {
        await using var open = await OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        var download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.ClickAsync("#report"));
        Assert.Equal("memory-incident-report.html", download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Contains("1 message(s)", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    private async Task<OpenPage> OpenAsync(FakeProduct? product = null, BrowserNewContextOptions? options = null)
    {
        var browser = chromium.Browser;
        return await OpenPage.OnAsync(browser, await RunningHost.StartAsync(product ?? new FakeProduct()), options);
    }
}
