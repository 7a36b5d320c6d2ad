using MemHelpBot.Host.Tests.Doubles;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

[Collection(nameof(Chromium))]
public sealed class SendingTests(Chromium chromium)
{
    [Fact]
    public async Task A_suggestion_is_asked_in_the_language_of_the_page()
    {
        var product = new FakeProduct();
        await using var open = await chromium.OpenAsync(product, new() { Locale = "pl-PL", ViewportSize = new() { Width = 1280, Height = 800 } });
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
        await using var open = await chromium.OpenAsync(product);
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
    public async Task A_question_without_a_log_opens_no_evidence_until_a_line_is_asked_for()
    {
        await using var open = await chromium.OpenAsync();
        await open.DiagnoseAsync("forrtl: severe (41): insufficient virtual memory, why?");
        await Expect(open.Page.Locator("#evidence")).ToBeHiddenAsync();
        await open.Answer.Locator(".headline .cite").First.ClickAsync();
        await Expect(open.Page.Locator(".evidence .line.active")).ToContainTextAsync("severe (41)");
    }

    [Fact]
    public async Task A_conversation_the_service_forgot_is_told_in_words_and_what_was_written_stays()
    {
        await using var open = await chromium.OpenAsync();
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
        await using var open = await chromium.OpenAsync(product);
        await open.Page.SetInputFilesAsync("#file", new FilePayload { Name = "dmesg.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(Some.Log) });
        await Expect(open.Page.Locator(".attachment strong")).ToHaveTextAsync("dmesg.txt");
        await open.DiagnoseAsync("why?");
        Assert.Equal(Some.Log + "why?", Assert.Single(product.Assistant.Turns).Text);
        await Expect(open.Page.Locator(".jumps .chip")).ToHaveTextAsync(["dmesg.txt", "your words"]);
    }

    [Fact]
    public async Task A_dropped_file_is_taken()
    {
        await using var open = await chromium.OpenAsync();
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
        await using var open = await chromium.OpenAsync();
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
        await using var open = await chromium.OpenAsync(product);
        await open.PasteAsync(new string('y', (10 * 1024 * 1024) + 1));
        await open.Page.ClickAsync("#send");
        await Expect(open.Page.Locator("#trouble")).ToContainTextAsync("more than 10 MB");
        Assert.Empty(product.Assistant.Turns);
    }

    [Fact]
    public async Task A_binary_file_is_refused_in_words_and_what_was_written_stays()
    {
        await using var open = await chromium.OpenAsync();
        await open.Page.SetInputFilesAsync("#file", new FilePayload { Name = "core.4711", MimeType = "application/octet-stream", Buffer = [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1] });
        await open.Page.FillAsync("#text", "why?");
        await open.Page.ClickAsync("#send");
        await Expect(open.Page.Locator(".failed")).ToContainTextAsync("That is no text file.");
        await Expect(open.Page.Locator("#text")).ToHaveValueAsync("why?");
        await Expect(open.Page.Locator(".attachment strong")).ToHaveTextAsync("core.4711");
    }
}
