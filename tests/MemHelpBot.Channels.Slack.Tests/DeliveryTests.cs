using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Slack.Tests.Double;
using Microsoft.Extensions.DependencyInjection;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>An answer arrives, once, whatever Slack says on the way.</summary>
public sealed class DeliveryTests
{
    private const string Question = "What does Committed_AS mean?";

    [Theory]
    [InlineData("chat.postMessage", false)]
    [InlineData("chat.startStream", true)]
    public async Task A_limit_is_waited_for_and_not_called_into(string method, bool streaming)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = streaming });
        workspace.Slack.Limit(method, seconds: 1);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        // Streams are not waited for: the answer is posted.
        Assert.Equal(streaming ? 1 : 2, workspace.Slack.Calls.Count(c => c.Method == method));
        Assert.Single(workspace.Ours(workspace.Direct));
        if (!streaming)
            Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<ChannelUnavailableException>(workspace.Desk.Failures.First()).RetryAfter);
    }

    [Fact]
    public async Task A_limit_of_one_method_does_not_hold_another()
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Slack.Limit("assistant.threads.setStatus", seconds: 3600);
        for (var i = 0; i < 3; i++)
        {
            var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
            await workspace.AnswersAsync(workspace.Direct, thread, 1);
        }

        Assert.Single(workspace.Slack.Calls, c => c.Method == "assistant.threads.setStatus");
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("service_unavailable")]
    [InlineData("token_revoked")]
    [InlineData("invalid_auth")]
    [InlineData("account_inactive")]
    public async Task What_passes_or_can_be_mended_is_tried_again(string error)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = false });
        workspace.Slack.Refuse("chat.postMessage", error, times: 2);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        Assert.Equal(2, workspace.Desk.Failures.Count(f => f is ChannelUnavailableException));
        Assert.All(workspace.Desk.Failures, f => Assert.DoesNotContain("xoxb", f.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("is_archived")]
    [InlineData("restricted_action")]
    [InlineData("not_in_channel")]
    public async Task Where_nothing_is_taken_the_person_gets_a_direct_message(string error)
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Slack.Refuse("chat.postMessage", error);
        await workspace.SayAsync(workspace.General, Workspace.Ben, $"<@{SlackWorld.Bot}> {Question}");
        await Workspace.UntilAsync(() => workspace.Slack.World.Rooms.TryGetValue("D00BEN00001", out var room) && workspace.Ours(room).Count == 1, "the direct message");
    }

    [Theory]
    [InlineData("invalid_blocks", 2)]
    [InlineData("msg_blocks_too_long", 1)]
    [InlineData("msg_too_long", 1)]
    public async Task Blocks_that_are_not_taken_become_a_file(string error, int times)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = false });
        workspace.Slack.Refuse("chat.postMessage", error, times);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        await Workspace.UntilAsync(() => workspace.Ours(workspace.Direct).Any(m => m.Items("files").Any()), "the file");
        Assert.NotEmpty(Assert.Single(workspace.Slack.Methods.Uploads).Value!);
    }

    [Fact]
    public async Task What_is_refused_for_good_does_not_stop_what_follows()
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = false });
        workspace.Slack.Refuse("chat.postMessage", "some_new_code");
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
    }

    [Theory]
    [InlineData("chat.appendStream", "message_not_in_streaming_state")]
    [InlineData("chat.stopStream", "internal_error")]
    public async Task A_stream_that_breaks_off_is_put_right_in_the_same_message(string method, string error)
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Slack.Refuse(method, error);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "```" + ConversationTests.Wire(Workspace.Fixture("kvm-host.log")) + "```");
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        Assert.Single(workspace.Ours(workspace.Direct));
        Assert.True(answer.Flag("edited"));
        Assert.Contains("cat /proc/buddyinfo", Shown.Text(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_without_streams_is_asked_once()
    {
        await using var workspace = await Workspace.OpenAsync();
        workspace.Slack.Methods.HasStreams = false;
        for (var i = 0; i < 2; i++)
        {
            var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "```" + ConversationTests.Wire(Workspace.Fixture("kvm-host.log")) + "```");
            await workspace.AnswersAsync(workspace.Direct, thread, 1);
        }

        Assert.Single(workspace.Slack.Calls, c => c.Method == "chat.startStream");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_delivery_that_another_process_had_ended_is_not_shown_again(bool streaming)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = streaming });
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        await using var other = await Workspace.ServeAsync(workspace.Settings, null);
        await other.Services.GetRequiredService<IChannel>().DeliverAsync(workspace.Desk.Deliveries.Single(), TestContext.Current.CancellationToken);
        Assert.Single(workspace.Ours(workspace.Direct));
    }

    [Fact]
    public async Task A_process_killed_while_it_streamed_leaves_a_message_that_the_next_one_ends()
    {
        await using var workspace = await Workspace.OpenAsync();
        var killed = new TaskCompletionSource();
        // The process gets no answer to its next call, ever.
        workspace.Slack.Trouble("chat.stopStream", _ => killed.Task, times: 1);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "```" + ConversationTests.Wire(Workspace.Fixture("kvm-host.log")) + "```");
        await Workspace.UntilAsync(() => workspace.Slack.Calls.Any(c => c.Method == "chat.stopStream"), "the stream");
        await using var other = await Workspace.ServeAsync(workspace.Settings, null);
        await other.Services.GetRequiredService<IChannel>().DeliverAsync(workspace.Desk.Deliveries.Single(), TestContext.Current.CancellationToken);
        var answer = Assert.Single(workspace.Ours(workspace.Direct));
        Assert.Equal(thread, answer.Text("thread_ts"));
        Assert.Equal("memhelp_answer", answer.Text("metadata", "event_type"));
        Assert.Contains("cat /proc/buddyinfo", Shown.Text(answer), StringComparison.Ordinal);
        killed.SetResult();
    }

    [Fact]
    public async Task Links_are_not_unfolded_and_every_message_has_a_text()
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = false });
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        Assert.False(answer.Flag("unfurl"));
        Assert.NotEmpty(answer.Text("text"));
    }

    [Fact]
    public async Task A_long_reply_is_cut_to_one_message_and_follows_whole_as_a_file()
    {
        await using var workspace = await Workspace.OpenAsync(script: m => new Reply(Some.Answer("A headline"), string.Join("\n\n", Enumerable.Range(0, 900).Select(i => $"Sentence {i} of a long reply about memory.")), IsFollowUp: true));
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "more");
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        await Workspace.UntilAsync(() => workspace.Ours(workspace.Direct).Any(m => m.Items("files").Any()), "the file");
        Assert.Contains("The whole answer is in the file.", Shown.Text(answer), StringComparison.Ordinal);
        Assert.Contains("Sentence 899 ", System.Text.Encoding.UTF8.GetString(Assert.Single(workspace.Slack.Methods.Uploads).Value!), StringComparison.Ordinal);
        Assert.Empty(workspace.Desk.Failures);
    }

    [Fact]
    public async Task A_file_that_did_not_arrive_is_sent_again_without_the_message()
    {
        await using var workspace = await Workspace.OpenAsync(script: m => new Reply(Some.Answer("A headline"), string.Join("\n\n", Enumerable.Range(0, 900).Select(i => $"Sentence {i}.")), IsFollowUp: true));
        workspace.Slack.Refuse("files.completeUploadExternal", "internal_error");
        await workspace.SayAsync(workspace.Direct, Workspace.Ann, "more");
        await Workspace.UntilAsync(() => workspace.Ours(workspace.Direct).Any(m => m.Items("files").Any()), "the file");
        Assert.Equal(2, workspace.Ours(workspace.Direct).Count);
    }
}
