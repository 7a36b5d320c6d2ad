using System.Globalization;
using MemHelpBot.Channels.Slack;
using MemHelpBot.EndToEnd.Tests.Doubles;
using MemHelpBot.State.Postgres.Tests;
using Npgsql;

namespace MemHelpBot.EndToEnd.Tests;

/// <summary>Two host processes on one PostgreSQL are one bot.</summary>
public sealed class ReplicaTests(Cluster cluster)
{
    private static readonly string Log = HostProcess.Fixture("kvm-host.log");

    [Fact]
    public async Task A_delivery_that_both_get_is_answered_once()
    {
        var database = await cluster.DatabaseAsync();
        await using var slack = await SlackPeople.StartAsync();
        await using var one = await StartAsync(database, slack);
        await using var two = await StartAsync(database, slack);
        for (var i = 1; i <= 5; i++)
        {
            var told = slack.Write(Log);
            var taken = await Task.WhenAll(new[] { one, two, one, two }.Select(h => SlackPeople.PostAsync(h.Client, "/slack/events", told)));
            Assert.All(taken, t => Assert.True(t.IsSuccessStatusCode, $"{t.StatusCode}"));
            await Wait.UntilAsync(async () => await CountAsync(database, "sent") == i, $"answer {i} is sent; {one.Errors} {two.Errors}");
        }

        Assert.Equal((5, 5, 5), (await CountAsync(database, "received"), await CountAsync(database, "answered"), slack.Answers().Count));
    }

    [Fact]
    public async Task A_request_that_both_get_has_one_answer_and_the_conversation_goes_on_at_either()
    {
        var database = await cluster.DatabaseAsync();
        await using var one = await StartAsync(database);
        await using var two = await StartAsync(database);
        var id = await WebTalk.BeginAsync(one.Client);
        var both = await Task.WhenAll(new[] { one, two, one, two }.Select(h => WebTalk.SayAsync(h.Client, id, Log, "m1")));
        Assert.Single(both.Select(r => r.GetProperty("answerId").GetString()).Distinct());
        Assert.Single(both.Select(r => r.GetProperty("text").GetString()).Distinct());
        var why = await WebTalk.SayAsync(two.Client, id, "why?", "m2");
        Assert.True(why.GetProperty("isFollowUp").GetBoolean());
        Assert.Contains("order", why.GetProperty("text").GetString(), StringComparison.Ordinal);
        var commands = await WebTalk.SayAsync(one.Client, id, "only the commands", "m3");
        Assert.Equal(2, commands.GetProperty("message").GetInt32());
        Assert.Contains("compact_memory", commands.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal((3, 3), (await CountAsync(database, "received"), await CountAsync(database, "answered")));
    }

    [Fact]
    public async Task What_one_took_and_could_not_finish_the_other_finishes()
    {
        var database = await cluster.DatabaseAsync();
        await using var slack = await SlackPeople.StartAsync();
        await using var one = await StartAsync(database, slack);
        await using var two = await StartAsync(database, slack);
        slack.Slack.Trouble("chat.postMessage", Never, 100);
        slack.Slack.Trouble("chat.startStream", Never, 100);
        var told = slack.Write(Log);
        using var taken = await SlackPeople.PostAsync(one.Client, "/slack/events", told);
        Assert.True(taken.IsSuccessStatusCode);
        await Wait.UntilAsync(async () => await CountAsync(database, "answered") == 1, "it is answered");
        await one.KillAsync();
        slack.Slack.Calm();
        await Wait.UntilAsync(() => slack.Answers().Count == 1, $"the other sends it; {two.Errors}");
        using var next = await SlackPeople.PostAsync(two.Client, "/slack/events", slack.Write("why?", slack.Answers()[0].Text("thread_ts")));
        await Wait.UntilAsync(async () => await CountAsync(database, "sent") == 2, $"the next one is sent; {two.Errors}");
        Assert.Equal((2, 2), (await CountAsync(database, "answered"), slack.Answers().Count));
    }

    [Fact]
    public async Task A_request_whose_replica_is_killed_in_mid_turn_is_answered_by_the_other()
    {
        var database = await cluster.DatabaseAsync();
        var large = string.Concat(Enumerable.Repeat(Log, 1200));
        await using var one = await StartAsync(database);
        await using var two = await StartAsync(database);
        var id = await WebTalk.BeginAsync(one.Client);
        var asked = WebTalk.SendAsync(one.Client, id, large, "m1", TestContext.Current.CancellationToken);
        await Wait.UntilAsync(async () => await CountAsync(database, "received") == 1, "the message is stored");
        await one.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => asked);
        Assert.Equal(0, await CountAsync(database, "answered"));
        var answer = await WebTalk.SayAsync(two.Client, id, large, "m1");
        Assert.Equal("memory-fragmentation", answer.GetProperty("answer").GetProperty("causes")[0].GetProperty("id").GetString());
        Assert.Equal((1, 1), (await CountAsync(database, "received"), await CountAsync(database, "answered")));
    }

    private static Task<HostProcess> StartAsync(string database, SlackPeople? slack = null) =>
        HostProcess.StartAsync(["--State:Kind=postgres", $"--State:ConnectionString={database}", "--State:TakeOverSeconds=1", .. slack?.Settings ?? []]);

    private static async Task<int> CountAsync(string database, string kind)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select count(*) from memhelp_event where identity like $1");
        command.Parameters.AddWithValue(kind + ":%");
        return Convert.ToInt32(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    private static Task Never(Microsoft.AspNetCore.Http.HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
}
