using System.Net.Http.Json;
using MemHelpBot.Channels.Slack;
using MemHelpBot.EndToEnd.Tests.Doubles;

namespace MemHelpBot.EndToEnd.Tests;

/// <summary>What was taken is answered, and answered once: when the host is killed in mid-turn, and when a channel delivers again.</summary>
public sealed class OnceTests
{
    /// <summary>So long that a turn over it takes a while: the kill falls into it.</summary>
    private static readonly string Long = string.Concat(Enumerable.Range(0, 1200).Select(i => HostProcess.Fixture("kvm-host.log").Replace("24121", $"{24121 + i}", StringComparison.Ordinal)));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_the_API_a_killed_turn_is_answered_when_it_is_asked_again()
    {
        using var kept = new Kept();
        string id;
        await using (var host = await HostProcess.StartAsync(kept.Setting))
        {
            id = await WebTalk.BeginAsync(host.Client);
            var asked = WebTalk.SendAsync(host.Client, id, Long, "m1", Stop);
            await KillInMidTurnAsync(host, kept);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => asked);
        }

        await using var again = await HostProcess.StartAsync(kept.Setting);
        var first = await WebTalk.SayAsync(again.Client, id, Long, "m1");
        var second = await WebTalk.SayAsync(again.Client, id, Long, "m1");
        Assert.Equal(first.GetProperty("answerId").GetString(), second.GetProperty("answerId").GetString());
        Assert.Equal(first.GetProperty("text").GetString(), second.GetProperty("text").GetString());
        Assert.Equal((1, 1), (kept.Count("received"), kept.Count("answered")));
    }

    [Fact]
    public async Task In_Slack_a_killed_turn_is_taken_up_at_the_next_start()
    {
        using var kept = new Kept();
        await using var slack = await SlackPeople.StartAsync();
        var told = slack.Write(HostProcess.Fixture("kvm-host.log"));
        slack.Slack.Trouble("chat.postMessage", Never, 100);
        slack.Slack.Trouble("chat.startStream", Never, 100);
        await using (var host = await HostProcess.StartAsync([kept.Setting, .. slack.Settings]))
        {
            await SlackPeople.PostAsync(host.Client, "/slack/events", told);
            await KillInMidTurnAsync(host, kept, answered: null);
        }

        slack.Slack.Calm();
        await using var again = await HostProcess.StartAsync([kept.Setting, .. slack.Settings]);
        await Wait.UntilAsync(() => slack.Answers().Count == 1, $"the answer is there; {again.Errors}");
        // Slack delivers again what it does not know to be taken.
        using var retried = await SlackPeople.PostAsync(again.Client, "/slack/events", told);
        Assert.True(retried.IsSuccessStatusCode);
        await SettledAsync(again, slack, kept, messages: 2);
        Assert.Equal(2, slack.Answers().Count);
    }

    [Fact]
    public async Task In_Teams_a_killed_turn_is_taken_up_at_the_next_start()
    {
        using var kept = new Kept();
        await using var connector = await Connector.StartAsync();
        connector.Holds = true;
        await using (var host = await HostProcess.StartAsync(kept.Setting, "--MemHelp:Teams:Playground=true"))
        {
            using var taken = await host.Client.PostAsJsonAsync("/api/messages", connector.Message(HostProcess.Fixture("kvm-host.log"), "m1"), Stop);
            Assert.True(taken.IsSuccessStatusCode);
            await KillInMidTurnAsync(host, kept, answered: null);
        }

        connector.Holds = false;
        await using var again = await HostProcess.StartAsync(kept.Setting, "--MemHelp:Teams:Playground=true");
        await Wait.UntilAsync(() => connector.Messages.Count == 1, $"the answer is there; {again.Errors}");
        using var retried = await again.Client.PostAsJsonAsync("/api/messages", connector.Message(HostProcess.Fixture("kvm-host.log"), "m1"), Stop);
        using var next = await again.Client.PostAsJsonAsync("/api/messages", connector.Message("why?", "m2"), Stop);
        await Wait.UntilAsync(() => kept.Count("sent") == 2, "both messages are answered");
        Assert.Equal((2, 2, 2), (kept.Count("received"), kept.Count("answered"), connector.Messages.Count));
    }

    [Fact]
    public async Task A_delivery_that_comes_again_before_after_and_at_once_is_answered_once()
    {
        using var kept = new Kept();
        await using var slack = await SlackPeople.StartAsync();
        var told = slack.Write(HostProcess.Fixture("kvm-host.log"));
        await using (var host = await HostProcess.StartAsync([kept.Setting, .. slack.Settings]))
        {
            var atOnce = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SlackPeople.PostAsync(host.Client, "/slack/events", told)));
            Assert.All(atOnce, a => Assert.True(a.IsSuccessStatusCode));
            await Wait.UntilAsync(() => slack.Answers().Count == 1, $"the answer is there; {host.Errors}");
            using var later = await SlackPeople.PostAsync(host.Client, "/slack/events", told);
            Assert.True(later.IsSuccessStatusCode);
        }

        await using var again = await HostProcess.StartAsync([kept.Setting, .. slack.Settings]);
        using var afterRestart = await SlackPeople.PostAsync(again.Client, "/slack/events", told);
        Assert.True(afterRestart.IsSuccessStatusCode);
        await SettledAsync(again, slack, kept, messages: 2);
        Assert.Equal(2, slack.Answers().Count);
    }

    [Fact]
    public async Task What_is_pasted_right_behind_a_wish_to_be_forgotten_is_answered_also_when_Slack_first_refuses_the_farewell()
    {
        using var kept = new Kept();
        await using var slack = await SlackPeople.StartAsync();
        await using var host = await HostProcess.StartAsync([kept.Setting, .. slack.Settings]);
        using var first = await SlackPeople.PostAsync(host.Client, "/slack/events", slack.Write("out of memory, what do you need?"));
        await Wait.UntilAsync(() => slack.Answers().Count == 1 && kept.Count("sent") == 1, $"the answer is there; {host.Errors}");
        var thread = slack.Answers()[0].Text("thread_ts");
        slack.Slack.Limit("chat.postMessage", seconds: 1);
        slack.Slack.Limit("chat.startStream", seconds: 1);
        using var bye = await SlackPeople.PostAsync(host.Client, "/slack/events", slack.Write("forget this conversation", thread));
        using var next = await SlackPeople.PostAsync(host.Client, "/slack/events", slack.Write(HostProcess.Fixture("kvm-host.log"), thread));
        Assert.True(bye.IsSuccessStatusCode && next.IsSuccessStatusCode);
        await Wait.UntilAsync(() => slack.Answers().Count == 3 && kept.Count("sent") == 1, $"the farewell and the answer are there; {host.Errors}");
        Assert.Equal((1, 1, 0), (kept.Count("received"), kept.Count("answered"), kept.Count("forgotten")));
    }

    [Fact]
    public async Task A_request_that_comes_again_at_once_gets_the_one_answer()
    {
        using var kept = new Kept();
        await using var host = await HostProcess.StartAsync(kept.Setting);
        var id = await WebTalk.BeginAsync(host.Client);
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WebTalk.SayAsync(host.Client, id, HostProcess.Fixture("kvm-host.log"), "m1")));
        Assert.Single(replies.Select(r => r.GetProperty("answerId").GetString()).Distinct());
        Assert.Single(replies.Select(r => r.GetProperty("text").GetString()).Distinct());
        Assert.Equal((1, 1), (kept.Count("received"), kept.Count("answered")));
    }

    /// <summary>Kills it after the message was stored; <paramref name="answered"/> says whether its answer may be stored by then, null for either.</summary>
    private static async Task KillInMidTurnAsync(HostProcess host, Kept kept, bool? answered = false)
    {
        await Wait.UntilAsync(() => kept.Count("received") == 1, "the message is stored");
        await host.KillAsync();
        Assert.Equal(0, kept.Count("sent"));
        if (answered is { } told)
            Assert.Equal(told ? 1 : 0, kept.Count("answered"));
    }

    /// <summary>A later message of the same conversation is answered: all before it is done.</summary>
    private static async Task SettledAsync(HostProcess host, SlackPeople slack, Kept kept, int messages)
    {
        var next = slack.Write("why?", slack.Answers()[0].Text("thread_ts"));
        using var taken = await SlackPeople.PostAsync(host.Client, "/slack/events", next);
        Assert.True(taken.IsSuccessStatusCode);
        await Wait.UntilAsync(() => kept.Count("sent") == messages, $"all is sent; {host.Errors}");
        Assert.Equal((messages, messages), (kept.Count("received"), kept.Count("answered")));
    }

    private static Task Never(Microsoft.AspNetCore.Http.HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
}
