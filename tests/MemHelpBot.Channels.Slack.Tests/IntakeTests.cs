using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Tests.Double;
using Microsoft.AspNetCore.Http;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>What is taken in, what is left alone, and that nothing is taken in twice.</summary>
public sealed class IntakeTests
{
    [Theory]
    [InlineData("a &lt;b&gt; &amp; c", "a <b> & c")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("see <https://example.org/a?x=1&amp;y=2>", "see https://example.org/a?x=1&y=2")]
    [InlineData("on <http://n07.cluster|n07.cluster>", "on n07.cluster")]
    [InlineData("<@U0BOT00001> hello <@U0ANN00001> in <#C1|ops> <!channel> <!subteam^S1|@sre>", "hello @U0ANN00001 in #ops @channel @sre")]
    [InlineData("<@U0BOT00001|memhelp>why", "why")]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("<unclosed", "<unclosed")]
    [InlineData("&unknown; &", "&unknown; &")]
    [InlineData("look:\n```first line\n  second```\nwhy?", "look:\nfirst line\n  second\nwhy?")]
    [InlineData("```\nfirst\n```", "first")]
    [InlineData("say ```a``` b", "say \na\n b")]
    public void A_text_is_read_as_it_was_written(string wire, string plain) => Assert.Equal(plain, SlackText.Plain(wire, SlackWorld.Bot));

    [Fact]
    public void Any_text_survives_the_way_to_Slack_and_back()
    {
        var signs = Gen.Elements("a", "<", ">", "&", "lt;", "@", "|", "!", " ", "1", "&amp;", "中", "\U0001F600", "\n");
        var texts = signs.ListOf().Select(parts => string.Concat(parts).Trim()).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(texts, text => SlackText.Plain(ConversationTests.Wire(text), SlackWorld.Bot) == text));
    }

    [Fact]
    public void Any_text_of_a_stranger_is_read_without_harm() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => SlackText.Plain(text ?? "", "U1").Length <= ((text ?? "").Length * 2) + 2));

    [Fact]
    public async Task The_same_event_delivered_again_is_answered_once()
    {
        await using var workspace = await Workspace.OpenAsync();
        var message = workspace.Write(workspace.Direct, Workspace.Ann, "What does Committed_AS mean?");
        var told = workspace.EventOf(workspace.Direct, message).ToJsonString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => workspace.PostAsync("/slack/events", told, retry: i)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await workspace.AnswersAsync(workspace.Direct, (string)message["ts"]!, 1);
        Assert.Single(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task A_mention_that_comes_as_two_events_is_answered_once()
    {
        await using var workspace = await Workspace.OpenAsync();
        var message = workspace.Write(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> What does Committed_AS mean?");
        await workspace.PostAsync("/slack/events", workspace.EventOf(workspace.General, message, "app_mention").ToJsonString());
        await workspace.PostAsync("/slack/events", workspace.EventOf(workspace.General, message).ToJsonString());
        await workspace.AnswersAsync(workspace.General, (string)message["ts"]!, 1);
        Assert.Equal("What does Committed_AS mean?", Assert.Single(workspace.Desk.Accepted).Text);
    }

    [Fact]
    public async Task What_could_not_be_kept_is_not_acknowledged_and_is_kept_at_the_next_delivery()
    {
        await using var workspace = await Workspace.OpenAsync();
        var message = workspace.Write(workspace.Direct, Workspace.Ann, "What does Committed_AS mean?");
        var told = workspace.EventOf(workspace.Direct, message).ToJsonString();
        workspace.Desk.Away = () => new IOException("the disk is full");
        var first = await workspace.PostAsync("/slack/events", told);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.False(first.Headers.Contains("X-Slack-No-Retry"));
        workspace.Desk.Away = () => null;
        Assert.Equal(HttpStatusCode.OK, (await workspace.PostAsync("/slack/events", told, retry: 1)).StatusCode);
        await workspace.AnswersAsync(workspace.Direct, (string)message["ts"]!, 1);
    }

    [Fact]
    public async Task A_slow_file_is_not_acknowledged_in_vain_and_its_repetition_joins_it()
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { AckPatience = TimeSpan.FromMilliseconds(300) });
        var file = workspace.Slack.AddFile("oom.log", Encoding.UTF8.GetBytes(Workspace.Fixture("kvm-host.log")));
        var goOn = new TaskCompletionSource();
        workspace.Slack.Trouble("file", async context =>
        {
            await goOn.Task;
            await context.Response.WriteAsync(Workspace.Fixture("kvm-host.log"));
        });
        var message = workspace.Write(workspace.Direct, Workspace.Ann, "why?", null, file);
        var told = workspace.EventOf(workspace.Direct, message).ToJsonString();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await workspace.PostAsync("/slack/events", told)).StatusCode);
        goOn.SetResult();
        await Workspace.UntilAsync(() => workspace.PostAsync("/slack/events", told, retry: 1).GetAwaiter().GetResult().IsSuccessStatusCode, "the acknowledgement");
        await workspace.AnswersAsync(workspace.Direct, (string)message["ts"]!, 1);
        Assert.Single(Assert.Single(workspace.Desk.Accepted).Files);
        Assert.Single(workspace.Slack.FileTokens);
    }

    public static TheoryData<string, JsonObject> LeftAlone() => new()
    {
        { "the bot itself", new() { ["user"] = SlackWorld.Bot } },
        { "another bot", new() { ["bot_id"] = "B0OTHER001" } },
        { "a bot's profile", new() { ["bot_profile"] = new JsonObject { ["id"] = "B1" } } },
        { "an edit", new() { ["subtype"] = "message_changed" } },
        { "a deletion", new() { ["subtype"] = "message_deleted" } },
        { "the root of an assistant thread", new() { ["subtype"] = "assistant_app_thread" } },
        { "Slackbot", new() { ["user"] = "USLACKBOT" } },
        { "nobody", new() { ["user"] = null } },
    };

    [Theory]
    [MemberData(nameof(LeftAlone))]
    public async Task What_no_person_wrote_is_left_alone(string why, JsonObject change)
    {
        await using var workspace = await Workspace.OpenAsync();
        foreach (var (room, type) in new[] { (workspace.Direct, "message"), (workspace.General, "app_mention"), (workspace.General, "message") })
        {
            var told = workspace.EventOf(room, workspace.Write(room, Workspace.Ann, $"<@{SlackWorld.Bot}> oom"), type);
            foreach (var (name, value) in change)
                told["event"]![name] = value?.DeepClone();
            Assert.Equal(HttpStatusCode.OK, (await workspace.PostAsync("/slack/events", told.ToJsonString())).StatusCode);
        }

        Assert.True(workspace.Desk.Accepted.IsEmpty, why);
        Assert.Empty(workspace.Ours(workspace.General));
    }

    [Fact]
    public async Task In_a_channel_only_a_call_is_answered()
    {
        await using var workspace = await Workspace.OpenAsync();
        await workspace.PostAsync("/slack/events", workspace.EventOf(workspace.General, workspace.Write(workspace.General, Workspace.Ann, "invoked oom-killer: gfp_mask=0x280da")).ToJsonString());
        Assert.Empty(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task Called_into_a_thread_it_reads_what_stands_above_once()
    {
        await using var workspace = await Workspace.OpenAsync();
        var file = workspace.Slack.AddFile("dmesg.txt", Encoding.UTF8.GetBytes(Workspace.Fixture("kvm-host.log")));
        var root = workspace.Write(workspace.General, Workspace.Ben, "our host kills machines", null, file);
        var thread = (string)root["ts"]!;
        workspace.Write(workspace.General, Workspace.Ben, "free says 31 GB &gt; enough", thread);
        var bot = workspace.Write(workspace.General, "U0ALERT001", "", thread);
        (bot["bot_id"], bot["attachments"]) = ("B0ALERT001", new JsonArray(new JsonObject { ["text"] = "alert: node n07" }));
        await workspace.SayAsync(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> why?", thread);
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.General, thread, 1));
        Assert.Contains("memory fragmentation", Shown.Text(answer), StringComparison.Ordinal);
        var first = Assert.Single(workspace.Desk.Accepted);
        Assert.Equal(["our host kills machines", "free says 31 GB > enough", "alert: node n07"], first.Earlier);
        Assert.Equal("dmesg.txt", Assert.Single(first.Files).Name);

        workspace.Write(workspace.General, Workspace.Ben, "hm", thread);
        await workspace.SayAsync(workspace.General, Workspace.Ben, $"<@{SlackWorld.Bot}> only the commands", thread);
        await workspace.AnswersAsync(workspace.General, thread, 2);
        var second = workspace.Desk.Accepted.Last();
        Assert.Empty(second.Earlier);
        Assert.Empty(second.Files);
        Assert.Equal(first.Conversation, second.Conversation);
    }

    [Fact]
    public async Task A_thread_is_read_also_when_only_a_remark_of_the_bot_stands_in_it()
    {
        await using var workspace = await Workspace.OpenAsync();
        var root = workspace.Write(workspace.General, Workspace.Ben, "our host kills machines", null, workspace.Slack.AddFile("shot.png", [1], "image/png"));
        var mention = workspace.Write(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> why?", (string)root["ts"]!);
        var told = workspace.EventOf(workspace.General, mention, "app_mention").ToJsonString();
        workspace.Desk.Away = () => new IOException("the disk is full");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await workspace.PostAsync("/slack/events", told)).StatusCode);
        Assert.Single(workspace.Ours(workspace.General));
        workspace.Desk.Away = () => null;
        await workspace.PostAsync("/slack/events", told, retry: 1);
        Assert.Equal(["our host kills machines"], Assert.Single(workspace.Desk.Accepted).Earlier);
    }

    [Fact]
    public async Task A_long_thread_is_read_page_by_page()
    {
        await using var workspace = await Workspace.OpenAsync();
        var thread = (string)workspace.Write(workspace.General, Workspace.Ben, "line 0")["ts"]!;
        for (var i = 1; i < 450; i++)
            workspace.Write(workspace.General, Workspace.Ben, $"line {i}", thread);
        await workspace.SayAsync(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> why?", thread);
        await workspace.AnswersAsync(workspace.General, thread, 1);
        Assert.Equal(450, Assert.Single(workspace.Desk.Accepted).Earlier.Count);
    }

    [Fact]
    public async Task A_mention_brings_its_files_though_the_event_has_none()
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Write(workspace.General, Workspace.Ben, "before");
        await workspace.SayAsync(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> why?", null, workspace.Slack.AddFile("oom.log", Encoding.UTF8.GetBytes(Workspace.Fixture("kvm-host.log"))));
        await Workspace.UntilAsync(() => !workspace.Desk.Accepted.IsEmpty, "the message");
        Assert.Equal("oom.log", Assert.Single(Assert.Single(workspace.Desk.Accepted).Files).Name);
    }

    [Fact]
    public async Task Without_the_right_to_read_the_thread_the_question_is_answered_all_the_same()
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Slack.World.Scopes.Remove("channels:history");
        var thread = (string)workspace.Write(workspace.General, Workspace.Ben, "above")["ts"]!;
        await workspace.SayAsync(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> What does Committed_AS mean?", thread);
        await workspace.AnswersAsync(workspace.General, thread, 1);
        Assert.Empty(Assert.Single(workspace.Desk.Accepted).Earlier);
    }

    [Fact]
    public async Task A_bare_call_is_told_how_to_begin()
    {
        await using var workspace = await Workspace.OpenAsync();
        await workspace.SayAsync(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}>");
        Assert.Contains("/proc/meminfo", Assert.Single(workspace.Ours(workspace.General)).Text("text"), StringComparison.Ordinal);
        Assert.Empty(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task What_is_of_another_workspace_is_left_alone()
    {
        await using var workspace = await Workspace.OpenAsync();
        var told = workspace.EventOf(workspace.Direct, workspace.Write(workspace.Direct, Workspace.Ann, "oom"));
        told["team_id"] = "T0OTHER001";
        told["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = "T0OTHER001" });
        Assert.Equal(HttpStatusCode.OK, (await workspace.PostAsync("/slack/events", told.ToJsonString())).StatusCode);
        var press = workspace.Press(workspace.Direct, default, Workspace.Ann, "memhelp_say_0", workspace.Seal.Seal("say", $"{workspace.Direct.Id}:1.1", "answer-1", "More"));
        press["team"]!["id"] = "T0OTHER001";
        await workspace.InteractAsync(press);
        Assert.Empty(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task A_shared_channel_counts_when_the_installation_is_ours()
    {
        await using var workspace = await Workspace.OpenAsync();
        var message = workspace.Write(workspace.General, "U0PARTNER1", $"<@{SlackWorld.Bot}> What does Committed_AS mean?");
        var told = workspace.EventOf(workspace.General, message, "app_mention");
        told["team_id"] = "T0PARTNER1";
        await workspace.PostAsync("/slack/events", told.ToJsonString());
        await workspace.AnswersAsync(workspace.General, (string)message["ts"]!, 1);
    }

    [Fact]
    public async Task Messages_of_one_thread_keep_their_order_though_the_first_brings_a_slow_file()
    {
        await using var workspace = await Workspace.OpenAsync();
        var goOn = new TaskCompletionSource();
        workspace.Slack.Trouble("file", async context =>
        {
            await goOn.Task;
            await context.Response.WriteAsync("MemTotal: 1 kB\n");
        });
        var first = workspace.Write(workspace.Direct, Workspace.Ann, "first", null, workspace.Slack.AddFile("a.txt", "x"u8.ToArray()));
        var thread = (string)first["ts"]!;
        var second = workspace.Write(workspace.Direct, Workspace.Ann, "second", thread);
        var one = workspace.PostAsync("/slack/events", workspace.EventOf(workspace.Direct, first).ToJsonString());
        await Workspace.UntilAsync(() => !workspace.Slack.FileTokens.IsEmpty, "the first to begin");
        var two = workspace.PostAsync("/slack/events", workspace.EventOf(workspace.Direct, second).ToJsonString());
        goOn.SetResult();
        await Task.WhenAll(one, two);
        Assert.Equal(["first", "second"], workspace.Desk.Accepted.Select(m => m.Text));
    }
}
