using System.Net;
using MemHelpBot.Assistant;
using MemHelpBot.Host.Tests.Doubles;
using static Microsoft.Playwright.Assertions;

namespace MemHelpBot.Host.Tests.Browser;

/// <summary>Conversations that last: kept over a reload, listed, streamed, stopped, rated.</summary>
[Collection(nameof(Chromium))]
public sealed class ConversationPageTests(Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reload_shows_the_whole_conversation_again()
    {
        await using var open = await chromium.OpenRealAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await open.DropAsync("kern.log", RunningHost.Fixture("003-kvm-host.log"));
        await open.DiagnoseAsync("why was it killed?");
        await open.AskAsync("Why not more RAM?");
        var before = await open.Page.Locator("#talk").InnerTextAsync();
        var title = await open.Page.TitleAsync();
        Assert.NotEqual("MemHelpBot", title);
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator("article.follow")).ToContainTextAsync("Why not just more RAM?");
        Assert.Equal(before, await open.Page.Locator("#talk").InnerTextAsync());
        Assert.Equal(title, await open.Page.TitleAsync());
        await Expect(open.Page.Locator(".said .sent-part strong")).ToHaveTextAsync("kern.log");
        await open.Answer.First.Locator(".why .cite").First.ClickAsync();
        await Expect(open.Page.Locator(".evidence .line.active").First).ToBeInViewportAsync();
        await open.AskAsync("only the commands");
        await Expect(open.Page.Locator(".said")).ToHaveCountAsync(3);
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task Conversations_are_listed_opened_renamed_and_forgotten()
    {
        await using var open = await chromium.OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        await open.Page.ClickAsync("#fresh");
        await Expect(open.Page.Locator("#talk > *")).ToHaveCountAsync(0);
        await Expect(open.Page.Locator("#evidence")).ToBeHiddenAsync();
        await Expect(open.Page.Locator("#welcome")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#text")).ToBeFocusedAsync();
        await open.DiagnoseAsync("forrtl: severe (41), why?");

        await open.Page.ClickAsync("#conversations");
        var rows = open.Page.Locator("#list .talks li");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First.Locator(".open")).ToBeFocusedAsync();
        await Expect(rows.First.Locator(".open")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(rows.Last.Locator(".talk-title")).ToHaveTextAsync("The kernel killed qemu-kvm because memory is fragmented, not because it is full.");
        await rows.Last.GetByText("Rename").ClickAsync();
        await open.Page.Keyboard.InsertTextAsync("node17 <b>oom</b>");
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(rows.Last.Locator(".talk-title")).ToHaveTextAsync("node17 <b>oom</b>");
        await rows.Last.Locator(".open").ClickAsync();
        await Expect(open.Page.Locator("#list")).ToBeHiddenAsync();
        await Expect(open.Page.Locator(".said")).ToContainTextAsync("kthreadd invoked oom-killer");
        await Expect(open.Page).ToHaveTitleAsync("node17 <b>oom</b> · MemHelpBot");

        var (first, gone) = (await open.CurrentAsync(), open.Page.WaitForResponseAsync(r => r.Request.Method == "DELETE"));
        await open.Page.ClickAsync("#conversations");
        await rows.Last.GetByText("Forget").ClickAsync();
        await rows.Last.GetByText("Forget for good?").ClickAsync();
        Assert.Equal(204, (await gone).Status);
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(open.Page.Locator("#talk > *")).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.NotFound, (await open.Host.Client.GetAsync($"/api/conversations/{first}", Stop)).StatusCode);
        await open.Page.Keyboard.PressAsync("Escape");
        await Expect(open.Page.Locator("#list")).ToBeHiddenAsync();
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task A_conversation_the_service_has_forgotten_leaves_the_list_with_a_word()
    {
        await using var open = await chromium.OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        await open.Host.Client.DeleteAsync($"/api/conversations/{await open.CurrentAsync()}", Stop);
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator(".failed")).ToContainTextAsync("This conversation was forgotten");
        await open.Page.ClickAsync("#conversations");
        await Expect(open.Page.Locator("#list")).ToContainTextAsync("None yet.");
    }

    [Fact]
    public async Task Who_asks_to_be_forgotten_in_words_is_forgotten_here_and_there_and_can_go_on()
    {
        await using var open = await chromium.OpenRealAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await open.DiagnoseAsync(RunningHost.Fixture("003-kvm-host.log"));
        var id = await open.CurrentAsync();
        await open.AskAsync("forget this conversation");
        await Expect(open.Page.Locator("#share")).ToBeDisabledAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await open.Host.Client.GetAsync($"/api/conversations/{id}", Stop)).StatusCode);
        await open.Page.ClickAsync("#conversations");
        await Expect(open.Page.Locator("#list")).ToContainTextAsync("None yet.");
        await open.Page.Keyboard.PressAsync("Escape");
        await open.AskAsync("what does OOM mean?");
        Assert.NotEqual(id, await open.CurrentAsync());
        await Expect(open.Page.Locator(".said").Last).ToHaveAttributeAsync("data-message", "0");
        Assert.Empty(open.Trouble);
    }

    [Fact]
    public async Task Stages_are_shown_as_they_come_and_what_is_stopped_counts_no_longer()
    {
        var product = new FakeProduct();
        var gate = new TaskCompletionSource();
        product.Assistant.Before = turn =>
        {
            turn.OnStage?.Invoke(TurnStage.Reading);
            turn.OnStage?.Invoke(TurnStage.Searching);
            return gate.Task;
        };
        await using var open = await chromium.OpenAsync(product);
        await open.PasteAsync("the wrong file");
        await open.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(open.Page.Locator(".waiting")).ToContainTextAsync("Looking for similar cases…");
        await open.PhotographAsync("waiting-light");
        var taken = open.Page.WaitForResponseAsync(r => r.Request.Method == "DELETE");
        await open.Page.ClickAsync(".waiting button");
        Assert.Equal(204, (await taken).Status);
        await Expect(open.Page.Locator(".failed")).ToContainTextAsync("Stopped.");
        await Expect(open.Page.Locator("#text")).ToHaveValueAsync("the wrong file");
        gate.SetResult();
        await open.Page.FillAsync("#text", "the right file");
        await open.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(open.Answer.First).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".said")).ToHaveAttributeAsync("data-message", "0");
    }

    [Fact]
    public async Task A_reload_in_mid_turn_takes_the_turn_up_again()
    {
        var product = new FakeProduct();
        var gate = new TaskCompletionSource();
        product.Assistant.Before = _ => gate.Task;
        await using var open = await chromium.OpenAsync(product);
        await open.DropAsync("kern.log", Some.Log);
        await open.PasteAsync("why?");
        var stored = open.Page.WaitForResponseAsync(r => r.Url.EndsWith("/messages", StringComparison.Ordinal));
        await open.Page.Keyboard.PressAsync("Control+Enter");
        await stored;
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator(".said .sent-text")).ToHaveTextAsync("why?");
        await Expect(open.Page.Locator(".said .sent-part strong")).ToHaveTextAsync("kern.log");
        gate.SetResult();
        await Expect(open.Answer.First).ToBeVisibleAsync();
        await Expect(open.Page.Locator(".jumps .chip")).ToHaveTextAsync(["kern.log", "your words"]);
        await open.Page.ReloadAsync();
        await Expect(open.Page.Locator(".said")).ToHaveCountAsync(1);
        Assert.Equal(Some.Log + "why?", Assert.Single((await open.RecordAsync()).Turns).Message.Text);
    }

    [Fact]
    public async Task A_broken_connection_is_taken_up_again_and_the_message_counts_once()
    {
        var product = new FakeProduct();
        await using var open = await chromium.OpenAsync(product);
        var tries = 0;
        await open.Page.RouteAsync("**/messages", async route =>
        {
            if (Interlocked.Increment(ref tries) > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // It arrives, and then the connection ends before the answer.
            await route.FetchAsync();
            await route.FulfillAsync(new() { ContentType = "text/event-stream", Body = "event: received\ndata: {\"message\":\"x\",\"known\":false}\n\nevent: progress\ndata: {\"stage\":\"reading\"}\n\n" });
        });
        await open.DiagnoseAsync("why?");
        Assert.Equal(2, tries);
        await Expect(open.Page.Locator(".said")).ToHaveCountAsync(1);
        await open.Page.UnrouteAllAsync();
        await open.AskAsync("and now?");
        await Expect(open.Page.Locator(".said").Last).ToHaveAttributeAsync("data-message", "1");
    }

    [Fact]
    public async Task Better_words_take_the_place_of_the_answer()
    {
        var product = new FakeProduct();
        var gate = new TaskCompletionSource();
        product.Assistant.Better = reply =>
        {
            gate.Task.Wait(Stop);
            return reply with { Text = "In better words.", IsFollowUp = true };
        };
        await using var open = await chromium.OpenAsync(product);
        await open.DiagnoseAsync("why?");
        await Expect(open.Page.Locator(".improving")).ToBeVisibleAsync();
        await Expect(open.Page.Locator("#send")).ToBeEnabledAsync();
        gate.SetResult();
        await Expect(open.Page.Locator("article.follow")).ToContainTextAsync("In better words.");
        await Expect(open.Page.Locator(".improving")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whether_an_answer_helped_is_noted_with_its_reason_and_shown_again()
    {
        await using var open = await chromium.OpenAsync();
        await open.DiagnoseAsync(Some.Log);
        var rating = open.Answer.First.Locator(".rating");
        await rating.GetByText("No", new() { Exact = true }).ClickAsync();
        await Expect(rating.Locator(".reason")).ToBeFocusedAsync();
        await open.Page.Keyboard.InsertTextAsync("wrong node");
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(rating).ToContainTextAsync("Thank you, noted.");
        await Expect(rating.Locator(".not-helpful")).ToBeHiddenAsync();
        await open.Page.ReloadAsync();
        await Expect(open.Answer.First.Locator(".rating [aria-pressed=true]")).ToHaveTextAsync("No");
        var record = await open.RecordAsync();
        Assert.Equal(("wrong node", false), (Assert.Single(record.Ratings).Reason, record.Ratings.Single().Helpful));
    }
}
