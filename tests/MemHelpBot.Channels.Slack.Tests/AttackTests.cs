using System.Text.Json.Nodes;
using MemHelpBot.Assistant;
using MemHelpBot.Channels.Slack.Intake;
using MemHelpBot.Channels.Slack.Tests.Double;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>What strangers might try, beyond the signatures and file addresses of their own tests: none gets through.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task A_paste_calls_nobody_and_links_nowhere()
    {
        await using var workspace = await Workspace.OpenAsync();
        const string Paste = """
            <!channel> <!here> <@U0BEN00001> <https://evil.example|click>
            [ 100.0] <!everyone> invoked oom-killer: gfp_mask=0x280da, order=0, oom_score_adj=0
            [ 100.1] Out of memory: Killed process 4242 (<!channel>) total-vm:20480000kB, anon-rss:16384000kB, file-rss:0kB, shmem-rss:0kB
            [ 100.2] *bold* `code` Out of memory: Killed process 4243 (<@U0BEN00001>) total-vm:100kB, anon-rss:50kB, file-rss:0kB, shmem-rss:0kB
            """;
        var thread = await workspace.SayAsync(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> ```{ConversationTests.Wire(Paste)}```");
        await workspace.AnswersAsync(workspace.General, thread, 1);
        await workspace.SayAsync(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> more", thread);
        foreach (var answer in await workspace.AnswersAsync(workspace.General, thread, 2))
        {
            Assert.False(SlackWorld.Acts(answer.Text("text")));
            Assert.DoesNotContain("\"mrkdwn\"", answer.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("\"broadcast\"", answer.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("evil.example\",\"url", answer.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_replayed_request_changes_nothing()
    {
        await using var workspace = await Workspace.OpenAsync();
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "What does Committed_AS mean?");
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        var press = workspace.Press(workspace.Direct, answer, Workspace.Ann, "memhelp_feedback", Shown.Buttons(answer)["yes"]);
        for (var i = 0; i < 3; i++)
            Assert.True((await workspace.InteractAsync(press)).IsSuccessStatusCode);
        Assert.Single(workspace.Desk.Feedback);
        var trigger = workspace.NewTrigger();
        for (var i = 0; i < 3; i++)
            await workspace.CommandAsync(Workspace.Ann, workspace.General, "What does Committed_AS mean?", trigger: trigger);
        Assert.Equal(2, workspace.Desk.Accepted.Count);
    }

    [Fact]
    public async Task A_button_of_one_conversation_says_nothing_in_another()
    {
        await using var workspace = await Workspace.OpenAsync();
        var secret = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "What does Committed_AS mean?");
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, secret, 1));
        var value = Shown.Buttons(answer)["yes"];
        var commands = $"{workspace.General.Id}:commands:{Workspace.Ann}";
        (Room Room, string User, string Value)[] tries =
        [
            // Ann's button, pressed from where Ben is.
            (workspace.General, Workspace.Ben, value),
            // Made up without the key.
            (workspace.General, Workspace.Ben, $"yes|{workspace.General.Id}:{secret}|answer-1|en|{new string('0', 32)}"),
            (workspace.General, Workspace.Ben, $"yes|{workspace.General.Id}:{secret}|answer-1|en"),
            (workspace.General, Workspace.Ben, value.Replace("answer-1", "answer-2", StringComparison.Ordinal)),
            (workspace.General, Workspace.Ben, ""),
            // Sealed by another installation.
            (workspace.General, Workspace.Ben, new SlackSeal(new SlackSettings { BotToken = "xoxb-other" }).Seal("yes", $"{workspace.General.Id}:1.1", "answer-1", "en")),
            // What Ann asked by command, sealed, pressed by Ben.
            (workspace.General, Workspace.Ben, workspace.Seal.Seal("say", commands, "answer-1", "More")),
        ];
        foreach (var (room, user, tried) in tries)
            Assert.True((await workspace.InteractAsync(workspace.Press(room, answer, user, "memhelp_feedback", tried))).IsSuccessStatusCode);
        Assert.Empty(workspace.Desk.Feedback);
        Assert.Single(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task A_form_that_was_not_opened_here_keeps_no_reason()
    {
        await using var workspace = await Workspace.OpenAsync();
        foreach (var metadata in (string[])["", "no|C1:1.1|answer-1|en|00", "||||", new string('|', 100_000)])
        {
            await workspace.InteractAsync(new JsonObject
            {
                ["type"] = "view_submission",
                ["team"] = new JsonObject { ["id"] = SlackWorld.Team },
                ["user"] = new JsonObject { ["id"] = Workspace.Ben },
                ["view"] = new JsonObject
                {
                    ["id"] = $"V{metadata.Length}",
                    ["callback_id"] = "memhelp_reason",
                    ["private_metadata"] = metadata,
                    ["state"] = new JsonObject { ["values"] = new JsonObject { ["reason"] = new JsonObject { ["reason"] = new JsonObject { ["value"] = "x" } } } },
                },
            });
        }

        Assert.Empty(workspace.Desk.Feedback);
    }

    [Fact]
    public async Task People_do_not_see_what_others_asked()
    {
        await using var workspace = await Workspace.OpenAsync();
        var bens = workspace.Slack.World.Add("D0BEN00001", "im", Workspace.Ben, SlackWorld.Bot);
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "CommitLimit: 4242424242 kB on node secret-node-7");
        await workspace.CommandAsync(Workspace.Ann, workspace.General, "node secret-node-7 MemTotal: 4242424242 kB");
        var thread = await workspace.SayAsync(bens, Workspace.Ben, "what do you know so far?");
        await workspace.CommandAsync(Workspace.Ben, workspace.General, "what do you know so far?");
        var answer = Assert.Single(await workspace.AnswersAsync(bens, thread, 1));
        await Workspace.UntilAsync(() => workspace.Slack.Responses.Count == 2, "the responses");
        Assert.DoesNotContain("secret-node-7", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(4, workspace.Desk.Accepted.Select(m => m.Conversation).Distinct().Count());
    }

    [Theory]
    [InlineData("https://evil.example/hook")]
    [InlineData("http://hooks.slack.com/x")]
    [InlineData("https://hooks.slack.com.evil.example/x")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task A_response_address_of_another_place_is_never_opened(string address)
    {
        await using var workspace = await Workspace.OpenAsync();
        await workspace.CommandAsync(Workspace.Ben, workspace.General, "What does Committed_AS mean?", address);
        await Workspace.UntilAsync(() => workspace.Slack.World.Rooms.TryGetValue("D00BEN00001", out var room) && workspace.Ours(room).Count == 1, "the direct message instead");
        Assert.Empty(workspace.Slack.Responses);
    }

    [Fact]
    public async Task The_token_of_another_installation_gets_nothing_and_tells_nothing()
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { BotToken = "xoxb-of-another-team" });
        var message = workspace.Write(workspace.Direct, Workspace.Ann, "oom");
        var answer = await workspace.PostAsync("/slack/events", workspace.EventOf(workspace.Direct, message).ToJsonString());
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task Whatever_stands_in_a_field_the_channel_goes_on()
    {
        await using var workspace = await Workspace.OpenAsync(script: _ => new Reply(Some.Answer("fine"), "fine", IsFollowUp: true));
        var message = workspace.Write(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> oom", null, workspace.Slack.AddFile("a.log", "x"u8.ToArray()));
        (string Path, JsonObject Payload)[] whole =
        [
            ("/slack/events", workspace.EventOf(workspace.General, message)),
            ("/slack/interactions", ConversationTests.Shortcut(workspace, workspace.General, message)),
            ("/slack/interactions", workspace.Press(workspace.General, SlackWorld.Element(message), Workspace.Ann, "memhelp_say_0", workspace.Seal.Seal("say", $"{workspace.General.Id}:1.1", "a", "More"))),
        ];
        JsonNode?[] odd = [null, 7, true, "", new JsonArray(), new JsonObject(), new JsonArray(1, "a", null), new string('<', 1000), "\ud800|\u0000"];
        var sent = 0;
        foreach (var (path, payload) in whole)
        {
            foreach (var place in Places(payload, []))
            {
                foreach (var value in odd)
                {
                    var changed = payload.DeepClone().AsObject();
                    var at = place[..^1].Aggregate((JsonNode)changed, (node, name) => node is JsonArray ? node[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!);
                    if (at is JsonArray list)
                        list[int.Parse(place[^1], System.Globalization.CultureInfo.InvariantCulture)] = value?.DeepClone();
                    else
                        at[place[^1]] = value?.DeepClone();
                    // Every one is new to the channel.
                    foreach (var id in (string[])["event_id", "trigger_id"])
                    {
                        if (place[0] != id && changed.ContainsKey(id))
                            changed[id] = $"{id}{sent}";
                    }

                    sent++;
                    var answer = path == "/slack/events" ? await workspace.PostAsync(path, changed.ToJsonString()) : await workspace.InteractAsync(changed);
                    Assert.True(answer.StatusCode is System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}: {string.Join('.', place)} = {value?.ToJsonString()}");
                }
            }
        }

        Assert.True(sent > 300);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "still there?");
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
    }

    private static IEnumerable<string[]> Places(JsonNode node, string[] path) => node switch
    {
        JsonObject of => of.SelectMany(p => (IEnumerable<string[]>)[[.. path, p.Key], .. p.Value is null ? [] : Places(p.Value, [.. path, p.Key])]),
        JsonArray of => of.SelectMany((v, i) => (IEnumerable<string[]>)[[.. path, $"{i}"], .. v is null ? [] : Places(v, [.. path, $"{i}"])]),
        _ => [],
    };

    [Fact]
    public void A_seal_holds_only_for_what_was_sealed()
    {
        var seal = new SlackSeal(new SlackSettings { BotToken = "xoxb-a" });
        var value = seal.Seal("yes", "C1:1.1", "answer", "en");
        Assert.Equal(["yes", "C1:1.1", "answer", "en"], seal.Open(value, 4)!);
        Assert.Null(seal.Open(value, 3));
        for (var i = 0; i < value.Length; i++)
            Assert.Null(seal.Open(value[..i] + (value[i] == 'a' ? 'b' : 'a') + value[(i + 1)..], 4));
    }
}
