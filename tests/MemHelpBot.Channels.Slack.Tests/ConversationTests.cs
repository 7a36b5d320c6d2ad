using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.Slack.Tests.Double;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>People ask, paste, go on talking and say whether it helped: the whole product against the double.</summary>
public sealed class ConversationTests
{
    private static readonly string Log = Workspace.Fixture("kvm-host.log");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_paste_is_answered_in_its_thread_and_a_follow_up_goes_on(bool streaming)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = streaming });
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "what happened here?\n```\n" + Wire(Log) + "\n```");
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        Assert.Contains("contiguous block", Shown.Text(answer), StringComparison.Ordinal);
        Assert.Contains("memory fragmentation (confirmed)", Shown.Text(answer), StringComparison.Ordinal);
        Assert.Contains("cat /proc/buddyinfo", Shown.Text(answer), StringComparison.Ordinal);
        Assert.Equal(streaming ? 1 : 0, workspace.Slack.Calls.Count(c => c.Method == "chat.startStream"));

        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "why not more RAM?", thread);
        var follow = (await workspace.AnswersAsync(workspace.Direct, thread, 2))[1];
        Assert.NotEqual(Shown.Text(answer), Shown.Text(follow));
        Assert.Empty(workspace.Desk.Failures);
        Assert.Single(workspace.Desk.Accepted.Select(m => m.Conversation).Distinct());
    }

    [Fact]
    public async Task A_later_paste_corrects_the_diagnosis_in_the_same_thread()
    {
        await using var workspace = await Workspace.OpenAsync();
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "forrtl: severe (41): insufficient virtual memory");
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "```CommitLimit:    263000000 kB\nCommitted_AS:     4471000 kB\nMemTotal:       263841000 kB\nMemFree:  250000000 kB```", thread);
        var answers = await workspace.AnswersAsync(workspace.Direct, thread, 2);
        Assert.NotEqual(Shown.Text(answers[0]), Shown.Text(answers[1]));
        Assert.Equal(2, workspace.Desk.Accepted.Count);
    }

    [Fact]
    public async Task While_it_works_a_status_stands_in_the_thread_and_the_thread_gets_a_title()
    {
        await using var workspace = await Workspace.OpenAsync();
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "What does Committed_AS mean?");
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        await Workspace.UntilAsync(() => workspace.Slack.Methods.Titles.Count == 1, "the title");
        Assert.Equal(thread, (string?)Assert.Single(workspace.Slack.Methods.Statuses)["thread_ts"]);
        Assert.Equal(thread, (string?)workspace.Slack.Methods.Titles[0]["thread_ts"]);
    }

    [Fact]
    public async Task Where_there_is_no_status_a_message_stands_and_the_answer_replaces_it()
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Slack.Methods.HasStatus = false;
        var thread = await workspace.SayAsync(workspace.General, Workspace.Ann, $"<@{SlackWorld.Bot}> What does Committed_AS mean?");
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.General, thread, 1));
        Assert.True(answer.Flag("edited"));
        Assert.Single(workspace.Ours(workspace.General));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Feedback_is_kept_with_its_reason(bool knowsFeedbackButtons)
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Slack.Methods.HasFeedbackButtons = knowsFeedbackButtons;
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "What does Committed_AS mean?");
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        var buttons = Shown.Buttons(answer);
        await workspace.InteractAsync(workspace.Press(workspace.Direct, answer, Workspace.Ann, "memhelp_feedback", buttons[knowsFeedbackButtons ? "yes" : "memhelp_helpful"]));
        await workspace.InteractAsync(workspace.Press(workspace.Direct, answer, Workspace.Ann, "memhelp_feedback", buttons[knowsFeedbackButtons ? "no" : "memhelp_unhelpful"]));
        var form = Assert.Single(workspace.Slack.Methods.Views);
        await workspace.InteractAsync(new JsonObject
        {
            ["type"] = "view_submission",
            ["team"] = new JsonObject { ["id"] = SlackWorld.Team },
            ["user"] = new JsonObject { ["id"] = Workspace.Ann },
            ["view"] = new JsonObject
            {
                ["id"] = "V1",
                ["callback_id"] = (string?)form["callback_id"],
                ["private_metadata"] = (string?)form["private_metadata"],
                ["state"] = new JsonObject { ["values"] = new JsonObject { ["reason"] = new JsonObject { ["reason"] = new JsonObject { ["type"] = "plain_text_input", ["value"] = "the unit is wrong" } } } },
            },
        });
        var key = new ConversationKey("slack", SlackWorld.Team, $"{workspace.Direct.Id}:{thread}");
        Assert.Equal(
            [new Feedback(key, "answer-1", Workspace.Ann, true, ""), new(key, "answer-1", Workspace.Ann, false, ""), new(key, "answer-1", Workspace.Ann, false, "the unit is wrong")],
            workspace.Desk.Feedback);
        Assert.Equal(Workspace.Ann, (string?)Assert.Single(workspace.Slack.Methods.Ephemeral)["user_shown"]);
    }

    [Fact]
    public async Task A_button_goes_on_as_if_the_person_had_written()
    {
        await using var workspace = await Workspace.OpenAsync();
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "```" + Wire(Log) + "```");
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        await workspace.InteractAsync(workspace.Press(workspace.Direct, answer, Workspace.Ann, "memhelp_say_1", Shown.Buttons(answer)["memhelp_say_1"]));
        var commands = (await workspace.AnswersAsync(workspace.Direct, thread, 2))[1];
        Assert.Contains("sysctl -w vm.min_free_kbytes", Shown.Text(commands), StringComparison.Ordinal);
        Assert.Equal("Only the commands", workspace.Desk.Accepted.Last().Text);
        Assert.Single(workspace.Desk.Accepted.Select(m => m.Conversation).Distinct());
    }

    [Fact]
    public async Task More_than_a_message_holds_comes_as_a_file()
    {
        await using var workspace = await Workspace.OpenAsync();
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "```" + Wire(Log) + "```");
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        var long_ = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "more", thread);
        var more = (await workspace.AnswersAsync(workspace.Direct, thread, 2))[1];
        Assert.NotEmpty(long_);
        await Workspace.UntilAsync(() => workspace.Slack.Methods.Uploads.Count == 1 || Shown.Text(more).Contains("Sources", StringComparison.Ordinal), "the file, or everything in the message");
        Assert.Empty(workspace.Desk.Failures);
    }

    [Fact]
    public async Task The_command_answers_only_who_asked_anywhere_and_goes_on()
    {
        await using var workspace = await Workspace.OpenAsync();
        Assert.True((await workspace.CommandAsync(Workspace.Ann, workspace.Foreign, "What does Committed_AS mean?")).IsSuccessStatusCode);
        await Workspace.UntilAsync(() => workspace.Slack.Responses.Count == 1, "the response");
        var response = workspace.Slack.Responses.Single();
        Assert.Equal("ephemeral", response.Text("response_type"));
        Assert.Contains("committed_as", Shown.Text(response), StringComparison.OrdinalIgnoreCase);
        await workspace.CommandAsync(Workspace.Ann, workspace.Foreign, "why?");
        await workspace.CommandAsync(Workspace.Ben, workspace.Foreign, "What does Committed_AS mean?");
        await Workspace.UntilAsync(() => workspace.Slack.Responses.Count == 3, "three responses");
        Assert.Equal(2, workspace.Desk.Accepted.Select(m => m.Conversation).Distinct().Count());
        Assert.Empty(workspace.Ours(workspace.Foreign));
    }

    [Fact]
    public async Task A_command_without_words_explains_itself_at_once()
    {
        await using var workspace = await Workspace.OpenAsync();
        var answer = await workspace.CommandAsync(Workspace.Ann, workspace.General, "  ");
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("ephemeral", said.Text("response_type"));
        Assert.Contains("/proc/meminfo", said.Text("text"), StringComparison.Ordinal);
        Assert.Empty(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task An_answer_whose_address_is_used_up_comes_as_a_direct_message()
    {
        await using var workspace = await Workspace.OpenAsync();
        await workspace.CommandAsync(Workspace.Ben, workspace.Foreign, "What does Committed_AS mean?", workspace.Slack.ResponseUrl(uses: 0));
        await Workspace.UntilAsync(() => workspace.Slack.World.Rooms.ContainsKey("D00BEN00001"), "the direct message");
        await Workspace.UntilAsync(() => workspace.Ours(workspace.Slack.World.Rooms["D00BEN00001"]).Count == 1, "the answer");
    }

    [Fact]
    public async Task The_shortcut_reads_the_message_it_was_chosen_on_also_of_a_bot()
    {
        await using var workspace = await Workspace.OpenAsync();
        var alert = workspace.Write(workspace.General, "U0ALERT001", "");
        alert["bot_id"] = "B0ALERT001";
        alert["attachments"] = new JsonArray(new JsonObject { ["title"] = "Node n07", ["text"] = Wire(Log) });
        await workspace.InteractAsync(Shortcut(workspace, workspace.General, alert));
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.General, (string)alert["ts"]!, 1));
        Assert.Contains("memory fragmentation", Shown.Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shortcut_answers_privately_where_the_bot_is_no_member()
    {
        await using var workspace = await Workspace.OpenAsync();
        var message = workspace.Write(workspace.Foreign, Workspace.Ben, "What does Committed_AS mean?");
        await workspace.InteractAsync(Shortcut(workspace, workspace.Foreign, message));
        await Workspace.UntilAsync(() => workspace.Slack.Responses.Count == 1, "the response");
        Assert.Equal("ephemeral", workspace.Slack.Responses.Single().Text("response_type"));
        Assert.Empty(workspace.Ours(workspace.Foreign));
    }

    [Fact]
    public async Task The_agent_view_offers_prompts_when_it_opens()
    {
        await using var workspace = await Workspace.OpenAsync();
        await workspace.PostAsync("/slack/events", workspace.Wrapped(new JsonObject { ["type"] = "app_home_opened", ["user"] = Workspace.Ann, ["channel"] = workspace.Direct.Id, ["tab"] = "home" }).ToJsonString());
        Assert.Empty(workspace.Slack.Methods.Prompts);
        await workspace.PostAsync("/slack/events", workspace.Wrapped(new JsonObject { ["type"] = "app_home_opened", ["user"] = Workspace.Ann, ["channel"] = workspace.Direct.Id, ["tab"] = "messages" }).ToJsonString());
        Assert.Null(Assert.Single(workspace.Slack.Methods.Prompts)["thread_ts"]);
        await workspace.PostAsync("/slack/events", workspace.Wrapped(new JsonObject { ["type"] = "app_context_changed", ["user"] = Workspace.Ann }).ToJsonString());
        Assert.Empty(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task The_assistant_view_greets_and_offers_prompts_in_its_thread_and_answers_there()
    {
        await using var workspace = await Workspace.OpenAsync();
        var root = workspace.Slack.World.Store(workspace.Direct, new JsonObject { ["type"] = "message", ["subtype"] = "assistant_app_thread", ["user"] = SlackWorld.Bot, ["bot_id"] = SlackWorld.BotId });
        var thread = (string)root["ts"]!;
        JsonObject Opened(string type) => workspace.Wrapped(new JsonObject
        {
            ["type"] = type,
            ["assistant_thread"] = new JsonObject { ["user_id"] = Workspace.Ann, ["channel_id"] = workspace.Direct.Id, ["thread_ts"] = thread, ["context"] = new JsonObject { ["channel_id"] = workspace.General.Id } },
        });
        await workspace.PostAsync("/slack/events", Opened("assistant_thread_started").ToJsonString());
        await workspace.PostAsync("/slack/events", Opened("assistant_thread_context_changed").ToJsonString());
        Assert.Equal(thread, (string?)Assert.Single(workspace.Slack.Methods.Prompts)["thread_ts"]);
        Assert.Single(workspace.Ours(workspace.Direct), m => m.Text("metadata", "event_type") == "memhelp_notice");
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "What does Committed_AS mean?", thread);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
    }

    internal static JsonObject Shortcut(Workspace workspace, Room room, JsonObject message) => new()
    {
        ["type"] = "message_action",
        ["callback_id"] = "diagnose_message",
        ["trigger_id"] = workspace.NewTrigger(),
        ["response_url"] = workspace.Slack.ResponseUrl(),
        ["team"] = new JsonObject { ["id"] = SlackWorld.Team },
        ["user"] = new JsonObject { ["id"] = Workspace.Ann },
        ["channel"] = new JsonObject { ["id"] = room.Id },
        ["message"] = message.DeepClone(),
    };

    /// <summary>As Slack's clients send what was pasted.</summary>
    internal static string Wire(string plain) => plain.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
