using System.Net;
using System.Text.Json;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>What Slack leaves hanging ends, and what Slack sends only once is not lost in silence.</summary>
public sealed class PatienceTests
{
    private const string Question = "What does Committed_AS mean?";
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("{\"ok\":")]
    [InlineData(null)]
    public async Task An_answer_of_Slack_that_breaks_off_does_not_hold_ours_for_ever(string? beginning)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { CallPatience = Short, Streaming = false });
        workspace.Slack.Stall("chat.postMessage", beginning);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
    }

    [Theory]
    [InlineData("Out of memory: ")]
    [InlineData(null)]
    public async Task A_file_that_breaks_off_is_said_to_be_out_of_reach_and_the_words_are_read(string? beginning)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { FilePatience = Short });
        workspace.Slack.Stall("file", beginning);
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question, null, workspace.Slack.AddFile("oom.log", new byte[100]));
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        Assert.Empty(Assert.Single(workspace.Desk.Accepted).Files);
        Assert.Single(workspace.Ours(workspace.Direct), m => m.Text("text").Contains("oom.log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sign_that_Slack_leaves_hanging_holds_neither_the_acknowledgement_nor_the_answer()
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { SignPatience = Short });
        workspace.Slack.Stall("assistant.threads.setStatus");
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Question);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        Assert.Single(workspace.Desk.Accepted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_gave_a_command_that_could_not_be_kept_is_told_so(bool late)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { AckPatience = Short });
        using var goOn = new ManualResetEventSlim(!late);
        workspace.Desk.Away = () =>
        {
            goOn.Wait(TestContext.Current.CancellationToken);
            return new IOException("the disk is full");
        };
        Assert.Equal(HttpStatusCode.OK, (await workspace.CommandAsync(Workspace.Ann, workspace.General, Question)).StatusCode);
        goOn.Set();
        await Workspace.UntilAsync(() => !workspace.Slack.Responses.IsEmpty, "the regret");
        var told = Assert.Single(workspace.Slack.Responses);
        Assert.Equal("ephemeral", told.Text("response_type"));
        Assert.Contains("send it again", told.Text("text"), StringComparison.Ordinal);
        // Sent again, it is a command of its own.
        workspace.Desk.Away = () => null;
        await workspace.CommandAsync(Workspace.Ann, workspace.General, Question);
        await Workspace.UntilAsync(() => workspace.Slack.Responses.Count == 2, "the answer");
    }

    [Fact]
    public async Task Who_pressed_a_button_that_came_to_nothing_is_told_so_where_only_they_see_it()
    {
        await using var workspace = await Workspace.OpenAsync(socket: true);
        await Workspace.UntilAsync(() => workspace.Slack.Links.Count == 2, "the connections");
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Workspace.Fixture("kvm-host.log"));
        var answer = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        workspace.Desk.Away = () => new IOException("the disk is full");
        var say = Shown.Buttons(answer).First(b => b.Key.StartsWith("memhelp_say", StringComparison.Ordinal));
        var ack = await workspace.Slack.Links.SendAsync("interactive", workspace.Press(workspace.Direct, answer, Workspace.Ann, say.Key, say.Value), TestContext.Current.CancellationToken);
        Assert.Equal(JsonValueKind.String, ack.GetProperty("envelope_id").ValueKind);
        await Workspace.UntilAsync(() => workspace.Slack.Calls.Any(c => c.Method == "chat.postEphemeral"), "the regret");
        var told = workspace.Slack.Calls.Single(c => c.Method == "chat.postEphemeral").Given;
        Assert.Equal((workspace.Direct.Id, Workspace.Ann), (told["channel"], told["user"]));
        Assert.Contains("send it again", told["text"], StringComparison.Ordinal);
    }
}
