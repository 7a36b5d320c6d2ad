using MemHelpBot.Host.Tests.Doubles;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class AnswerPageTests(Chromium chromium)
{
    [Fact]
    public async Task A_pasted_log_is_answered_with_headline_claims_commands_facts_and_sources()
    {
        await using var open = await chromium.OpenAsync();
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
        await using var open = await chromium.OpenAsync();
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
        await using var open = await chromium.OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        await open.Answer.Locator(".read > summary").ClickAsync();
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
        await using var open = await chromium.OpenAsync();
        await open.DiagnoseAsync(Hostile);

        await Expect(open.Page.Locator(".said")).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(open.Page.Locator(".evidence .line").First).ToContainTextAsync("<img src=x onerror=alert(1)>");
        await Expect(open.Page.Locator("#talk img, #talk script, #evidence img, #evidence svg")).ToHaveCountAsync(0);
        await open.Answer.Locator(".read > summary").ClickAsync();
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
        await using var open = await chromium.OpenAsync(new FakeProduct { Drawn = [new("bad", "Bad", svg)] });
        await open.DiagnoseAsync(Some.Log);
        await Expect(open.Answer.Locator("figure")).ToHaveCountAsync(0);
        // The parser itself reports what the page's policy kept from running: that is the second lock, and it may speak.
        Assert.DoesNotContain(open.Trouble, t => !t.StartsWith("error: ", StringComparison.Ordinal) || !t.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_follow_up_is_sent_with_Enter_and_its_markup_stays_text()
    {
        var product = new FakeProduct();
        await using var open = await chromium.OpenAsync(product);
        await open.DiagnoseAsync(Some.Log);
        await open.Page.FillAsync("#text", "Why not more RAM?");
        await open.Page.PressAsync("#text", "Enter");

        var follow = open.Page.Locator("article.follow");
        await Expect(follow.Locator("strong")).ToHaveTextAsync("free memory was there");
        await Expect(follow.Locator(".prose .command code")).ToHaveTextAsync("cat /proc/buddyinfo");
        await Expect(follow).ToContainTextAsync("<script>alert(1)</script>");
        await Expect(follow.Locator("li").Nth(1)).ToContainTextAsync("and *not* this");
        await Expect(follow.Locator(".prose a")).ToHaveAttributeAsync("href", "https://example.org/x");
        await Expect(follow.Locator(".cite").First).ToHaveTextAsync("L7–8");
        await Expect(open.Page.Locator("#text")).ToBeFocusedAsync();
        await follow.Locator(".cite.source").First.ClickAsync();
        await Expect(follow.Locator(".sources li").Nth(1)).ToBeFocusedAsync();
        await Expect(follow.Locator(".whole .answer h2")).ToBeVisibleAsync();
        Assert.Equal(["Why not more RAM?"], product.Assistant.Turns.Skip(1).Select(t => t.Text));
        await open.PhotographAsync("follow-up-light");
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task A_command_is_copied_as_it_stands()
    {
        await using var open = await chromium.OpenAsync(options: new() { Permissions = ["clipboard-read", "clipboard-write"], ViewportSize = new() { Width = 1280, Height = 800 } });
        await open.DiagnoseAsync(Some.Log);
        var command = open.Answer.Locator(".actions .command").Nth(2);
        await command.Locator(".copy").ClickAsync();
        await Expect(command.Locator(".copy")).ToHaveTextAsync("Copied");
        Assert.Equal(
            "printf 'vm.min_free_kbytes = %s\\n' 135168 > /etc/sysctl.d/60-memory.conf && sysctl --system",
            await open.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task The_report_is_saved_as_a_file()
    {
        await using var open = await chromium.OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        var download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.ClickAsync("#report"));
        Assert.Equal("memory-incident-report.html", download.SuggestedFilename);
        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Contains("1 message(s)", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
