using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

/// <summary>The whole product in a browser: real parsing, corpus, composing and drawing.</summary>
[Collection(nameof(Chromium))]
public sealed class RealAnswerTests(Chromium chromium)
{
    private static BrowserNewContextOptions Laptop => new() { ViewportSize = new() { Width = 1280, Height = 800 } };

    [Fact]
    public async Task The_log_of_a_KVM_host_is_explained_with_citations_and_pictures()
    {
        await using var open = await chromium.OpenRealAsync(Laptop);
        await open.DiagnoseAsync(RunningHost.Fixture("003-kvm-host.log"));

        await Expect(open.Answer.Locator("h2")).ToContainTextAsync("no contiguous block of the wanted size");
        await Expect(open.Answer.Locator(".headline .verdict")).ToHaveTextAsync("confirmed");
        await Expect(open.Answer.Locator(".why li").First).ToContainTextAsync("Node 1 DMA32 has 31,153 pages free");
        var argument = await open.Answer.Locator(".why li").First.BoundingBoxAsync();
        var composer = await open.Page.Locator("#composer").BoundingBoxAsync();
        Assert.True(argument!.Y > 40 && argument.Y + argument.Height < composer!.Y, "The decisive argument is seen without scrolling.");
        await Expect(open.Answer.Locator("figure[data-picture='zones'] svg")).ToBeVisibleAsync();
        await Expect(open.Answer.Locator("figure[data-picture='zones'] svg")).ToContainTextAsync("124,624");
        await Expect(open.Answer.Locator("figure[data-picture='free-blocks'] svg text", new() { HasText = "4279" })).ToBeVisibleAsync();
        await open.PhotographAsync("real-003-light");
        await open.PhotographLongAsync("real-003-light-whole");
        await open.Answer.Locator(".why .cite").First.ClickAsync();
        await Expect(open.Page.Locator(".evidence .line.active").First).ToBeInViewportAsync();
        await open.Answer.Locator(".numbers > summary").ClickAsync();
        await Expect(open.Answer.Locator(".computed li strong").First).ToContainTextAsync("31,153");
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task Why_not_more_RAM_is_answered_from_the_log_sent_before()
    {
        await using var open = await chromium.OpenRealAsync(Laptop);
        await open.DiagnoseAsync(RunningHost.Fixture("003-kvm-host.log"));
        await open.Page.FillAsync("#text", "Why not more RAM?");
        await open.Page.PressAsync("#text", "Enter");
        var follow = open.Page.Locator("article.follow");
        await Expect(follow).ToContainTextAsync("Why not just more RAM?");
        await Expect(follow.Locator(".cite").First).ToBeVisibleAsync();
        await Expect(follow.Locator(".whole")).Not.ToHaveAttributeAsync("open", "");
        await open.PhotographAsync("real-follow-up");
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task A_dropped_meminfo_shows_the_memory_that_no_counter_explains()
    {
        await using var open = await chromium.OpenRealAsync(Laptop);
        await open.DropAsync("004-meminfo-slab.txt", RunningHost.Fixture("004-meminfo-slab.txt"));
        await open.Page.ClickAsync("#send");
        await Expect(open.Answer.Locator(".cause-name")).ToHaveAttributeAsync("title", "driver-kernel-memory");
        await Expect(open.Answer.Locator("figure[data-picture='memory'] svg")).ToContainTextAsync("33.8 GiB");
        await open.PhotographAsync("real-004-light");
        await open.Answer.Locator("figure").First.ScrollIntoViewIfNeededAsync();
        await open.PhotographLongAsync("real-004-light-whole");
        Assert.Empty(open.Trouble);
    }

    [Theory]
    [InlineData("pl", "Dlaczego jądro zabiło proces, skoro pamięć była wolna?", "pl", "Dlaczego")]
    [InlineData("zh", "为什么还有空闲内存，内核却杀死了进程？", "zh-Hans", "为什么")]
    public async Task A_question_with_a_log_is_answered_in_its_language_and_the_labels_follow(string language, string question, string expected, string title)
    {
        await using var open = await chromium.OpenRealAsync(Laptop);
        await open.DropAsync("kvm.log", RunningHost.Fixture("003-kvm-host.log"));
        await open.Page.FillAsync("#text", question);
        await open.Page.ClickAsync("#send");
        await Expect(open.Answer.First).ToHaveAttributeAsync("lang", expected);
        await Expect(open.Answer.Locator(".why h3")).ToHaveTextAsync(title);
        await Expect(open.Page.Locator("html")).ToHaveAttributeAsync("lang", new System.Text.RegularExpressions.Regex($"^{language}"));
        await open.PhotographAsync($"real-{language}");
        await open.PhotographLongAsync($"real-{language}-whole");
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task A_hostile_log_stays_text()
    {
        const string Hostile = """
            [ 100.1] <img src=x onerror=alert(1)> invoked oom-killer: gfp_mask=0xcc0, order=0, oom_score_adj=0
            [ 100.2] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/<svg onload=alert(2)>,task_memcg=/</script><script>alert(3)</script>,task=<b>x</b>,pid=77,uid=0
            [ 100.3] Memory cgroup out of memory: Killed process 77 (<b>x</b>) total-vm:900000kB, anon-rss:800000kB, file-rss:0kB, shmem-rss:0kB, UID:0
            see [here](javascript:alert(4)) or ![pic](http://example.org/x.png) and `code` **bold** [ok](https://example.org/)
            </textarea></pre><iframe srcdoc="<script>alert(5)</script>"></iframe> why?
            """;
        await using var open = await chromium.OpenRealAsync(Laptop);
        await open.DiagnoseAsync(Hostile + "\n\u001b[31mred\u001b[0m \u001b]0;title\u0007\n");
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await Expect(open.Answer).ToContainTextAsync("<b>x</b>");
        await Expect(open.Page.Locator("#talk img, #talk script, #talk iframe, #evidence img, #evidence script, #evidence iframe, #talk b")).ToHaveCountAsync(0);
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("[...document.querySelectorAll('a')].filter(a => !/^(https?:|#)/.test(a.getAttribute('href'))).length"));
        await open.Page.FillAsync("#text", "Why not more RAM? [x](javascript:alert(6)) <script>alert(7)</script>");
        await open.Page.PressAsync("#text", "Enter");
        await Expect(open.Page.Locator(".said")).ToHaveCountAsync(2);
        await Expect(open.Page.Locator(".waiting")).ToHaveCountAsync(0);
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task A_real_answer_fits_a_phone()
    {
        await using var open = await chromium.OpenRealAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true });
        await open.DiagnoseAsync(RunningHost.Fixture("003-kvm-host.log"));
        await open.PhotographAsync("real-phone");
        await open.PhotographAsync("real-phone-whole", whole: true);
        Assert.Equal(360, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.Equal(360, await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_text_has_contrast_every_control_a_name_and_every_field_a_label(ColorScheme scheme)
    {
        await using var open = await chromium.OpenRealAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, ColorScheme = scheme });
        await open.DiagnoseAsync(RunningHost.Fixture("003-kvm-host.log"));
        await open.PhotographAsync($"real-{scheme}");
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        var found = await open.Page.EvaluateAsync<string[]>(Accessibility.Script);
        Assert.Empty(found.Skip(1));
        Assert.True(int.Parse(found[0], System.Globalization.CultureInfo.InvariantCulture) > 100, "The check saw the answer.");
    }

    [Fact]
    public async Task The_report_of_a_real_answer_opens_without_trouble()
    {
        await using var open = await chromium.OpenRealAsync(Laptop);
        await open.DiagnoseAsync(RunningHost.Fixture("003-kvm-host.log"));
        var download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.ClickAsync("#report"));
        var report = await open.Page.Context.NewPageAsync();
        await report.SetContentAsync(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        await Expect(report.Locator("h1").First).ToBeVisibleAsync();
        await Expect(report.Locator("svg").First).ToBeVisibleAsync();
        await report.ScreenshotAsync(new() { Path = OpenPage.ArtifactOf("real-report"), FullPage = true });
    }
}
