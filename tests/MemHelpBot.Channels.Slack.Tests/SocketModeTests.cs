using System.Text.Json.Nodes;
using MemHelpBot.Assistant;
using MemHelpBot.Channels.Slack.Tests.Double;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>Socket Mode: connects by itself, acknowledges what is safe, comes back.</summary>
public sealed class SocketModeTests
{
    private const string Question = "What does Committed_AS mean?";

    [Fact]
    public async Task It_takes_events_commands_and_interactions_over_its_connections()
    {
        await using var workspace = await OpenAsync();
        Assert.Equal(2, workspace.Slack.Links.Count);
        var message = workspace.Write(workspace.Direct, Workspace.Ann, Question);
        var ack = await SendAsync(workspace, "events_api", workspace.EventOf(workspace.Direct, message));
        Assert.False(ack.TryGetProperty("payload", out _));
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, (string)message["ts"]!, 1));

        var help = await SendAsync(workspace, "slash_commands", Command(workspace, ""));
        Assert.Equal("ephemeral", help.Text("payload", "response_type"));
        await SendAsync(workspace, "slash_commands", Command(workspace, Question));
        await Workspace.UntilAsync(() => workspace.Slack.Responses.Count == 1, "the response");

        await SendAsync(workspace, "interactive", workspace.Press(workspace.Direct, answer, Workspace.Ann, "memhelp_feedback", Shown.Buttons(answer)["yes"]));
        Assert.True(Assert.Single(workspace.Desk.Feedback).Helpful);
    }

    [Fact]
    public async Task An_envelope_that_comes_again_is_answered_once()
    {
        await using var workspace = await OpenAsync();
        var message = workspace.Write(workspace.Direct, Workspace.Ann, Question);
        var told = workspace.EventOf(workspace.Direct, message);
        await SendAsync(workspace, "events_api", told);
        await workspace.Slack.Links.SendAsync("events_api", told, TestContext.Current.CancellationToken, attempt: 1, reason: "timeout");
        await workspace.AnswersAsync(workspace.Direct, (string)message["ts"]!, 1);
        Assert.Single(workspace.Desk.Accepted);
    }

    [Fact]
    public async Task What_is_not_safe_is_not_acknowledged()
    {
        await using var workspace = await OpenAsync();
        workspace.Desk.Away = () => new IOException("the disk is full");
        var message = workspace.Write(workspace.Direct, Workspace.Ann, Question);
        var told = workspace.EventOf(workspace.Direct, message);
        var refused = 0;
        workspace.Desk.Away = () =>
        {
            Interlocked.Increment(ref refused);
            return new IOException("the disk is full");
        };
        var first = workspace.Slack.Links.SendAsync("events_api", told, TestContext.Current.CancellationToken);
        await Workspace.UntilAsync(() => refused == 1, "the first attempt");
        workspace.Desk.Away = () => null;
        await SendAsync(workspace, "events_api", told);
        Assert.False(first.IsCompleted);
        await workspace.AnswersAsync(workspace.Direct, (string)message["ts"]!, 1);
    }

    [Fact]
    public async Task A_connection_that_Slack_wants_renewed_is_replaced_before_it_ends()
    {
        await using var workspace = await OpenAsync(connections: 1);
        await workspace.Slack.Links.SendFrameAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = "refresh_requested", ["debug_info"] = new JsonObject() });
        await Workspace.UntilAsync(() => workspace.Slack.Links.Ever == 2, "the fresh connection");
        Assert.Equal(2, workspace.Slack.Links.Count);
        for (var i = 0; i < 4; i++)
        {
            // Over the old one or the fresh one: both are listened to.
            var message = workspace.Write(workspace.Direct, Workspace.Ann, Question);
            await SendAsync(workspace, "events_api", workspace.EventOf(workspace.Direct, message));
        }

        Assert.Equal(4, workspace.Desk.Accepted.Count);
    }

    [Fact]
    public async Task It_comes_back_after_the_network_broke()
    {
        await using var workspace = await OpenAsync();
        workspace.Slack.Refuse("apps.connections.open", "internal_error", times: 2);
        workspace.Slack.Links.CloseAll();
        await Workspace.UntilAsync(() => workspace.Slack.Links.Ever >= 4 && workspace.Slack.Links.Count == 2, "the connections");
        var message = workspace.Write(workspace.Direct, Workspace.Ann, Question);
        await SendAsync(workspace, "events_api", workspace.EventOf(workspace.Direct, message));
        await workspace.AnswersAsync(workspace.Direct, (string)message["ts"]!, 1);
    }

    [Fact]
    public async Task Two_hundred_conversations_at_once_are_each_answered_once()
    {
        await using var workspace = await Workspace.OpenAsync(socket: true, script: m => new Reply(Some.Answer("heard"), $"heard {m.Text}", IsFollowUp: true));
        await Workspace.UntilAsync(() => workspace.Slack.Links.Count == 2, "the connections");
        var messages = Enumerable.Range(0, 200).Select(i => workspace.Write(workspace.Direct, Workspace.Ann, $"question {i}")).ToList();
        // Every one is delivered twice.
        await Task.WhenAll(messages.SelectMany(m => new[] { m, m }).Select(m => SendAsync(workspace, "events_api", workspace.EventOf(workspace.Direct, m))));
        await Workspace.UntilAsync(() => workspace.Ours(workspace.Direct).Count >= 200, "the answers");
        var answered = workspace.Ours(workspace.Direct).ToDictionary(m => m.Text("thread_ts"), Shown.Text);
        Assert.Equal(200, workspace.Ours(workspace.Direct).Count);
        Assert.All(messages, (m, i) => Assert.Contains($"heard question {i}\n", answered[(string)m["ts"]!] + "\n", StringComparison.Ordinal));
        Assert.Empty(workspace.Desk.Failures);
    }

    [Theory]
    [InlineData("too_many_websockets")]
    [InlineData("link_disabled")]
    public async Task It_steps_back_when_it_is_told_to(string reason)
    {
        await using var workspace = await OpenAsync(connections: 1);
        await workspace.Slack.Links.SendFrameAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason });
        await Workspace.UntilAsync(() => workspace.Slack.Links.Count == 0, "the end of the connection");
        await Workspace.UntilAsync(() => workspace.Slack.Links.Count == 1, "the next connection");
    }

    [Fact]
    public async Task Frames_that_are_none_do_no_harm()
    {
        await using var workspace = await OpenAsync(connections: 1);
        foreach (var frame in (string[])["""{"type":"events_api"}""", """{"type":"unheard_of","envelope_id":"1"}""", "{}", """{"type":"events_api","envelope_id":"2","payload":null}""", """{"type":7}"""])
            await workspace.Slack.Links.SendFrameAsync((JsonObject)JsonNode.Parse(frame)!);
        var message = workspace.Write(workspace.Direct, Workspace.Ann, Question);
        await SendAsync(workspace, "events_api", workspace.EventOf(workspace.Direct, message));
        Assert.Equal(1, workspace.Slack.Links.Ever);
    }

    [Fact]
    public async Task A_revoked_app_token_does_not_end_the_process()
    {
        await using var workspace = await Workspace.OpenAsync(socket: true, change: s => s with { AppToken = "xapp-1-unknown" });
        await Workspace.UntilAsync(() => workspace.Slack.Calls.Any(c => c.Method == "apps.connections.open"), "the attempt");
        Assert.Equal(0, workspace.Slack.Links.Ever);
        Assert.Equal("ok", await (await workspace.PostAsync("/slack/events", """{"type":"url_verification","challenge":"ok"}""")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<Workspace> OpenAsync(int connections = 2)
    {
        var workspace = await Workspace.OpenAsync(socket: true, change: s => s with { Connections = connections });
        await Workspace.UntilAsync(() => workspace.Slack.Links.Count == connections, "the connections");
        return workspace;
    }

    private static Task<System.Text.Json.JsonElement> SendAsync(Workspace workspace, string type, JsonObject payload) =>
        workspace.Slack.Links.SendAsync(type, payload, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    private static JsonObject Command(Workspace workspace, string text) => new()
    {
        ["command"] = "/memhelp",
        ["text"] = text,
        ["user_id"] = Workspace.Ann,
        ["channel_id"] = workspace.General.Id,
        ["team_id"] = SlackWorld.Team,
        ["response_url"] = workspace.Slack.ResponseUrl(),
        ["trigger_id"] = workspace.NewTrigger(),
    };
}
