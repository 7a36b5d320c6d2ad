using MemHelpBot.Answers.Model;
using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Channels;

namespace MemHelpBot.Channels.Slack.Tests;

/// <summary>A language model's words take the place of an answer that was shown; they never are a second message.</summary>
public sealed class ImprovementTests
{
    private const string Label = "A language model worded this & checked it.";
    private static readonly string Paste = "```" + ConversationTests.Wire(Workspace.Fixture("kvm-host.log")) + "```";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_message_is_edited_and_bears_the_label(bool streaming)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = streaming });
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Paste);
        var first = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        Assert.DoesNotContain(Label, Shown.Text(first), StringComparison.Ordinal);
        await workspace.Channel.ImproveAsync(await BetterAsync(workspace), Stop);
        var better = Assert.Single(workspace.Ours(workspace.Direct));
        Assert.Equal(first.Text("ts"), better.Text("ts"));
        Assert.Contains("Here it is worded:", Shown.Text(better), StringComparison.Ordinal);
        Assert.Contains(Label, Shown.Text(better), StringComparison.Ordinal);
        Assert.Contains("cat /proc/buddyinfo", Shown.Text(better), StringComparison.Ordinal);
        Assert.Equal("memhelp_answer", better.Text("metadata", "event_type"));
    }

    [Fact]
    public async Task It_happens_once_and_only_to_what_this_process_has_shown()
    {
        await using var workspace = await Workspace.OpenAsync();
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Paste);
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        var better = await BetterAsync(workspace);
        await workspace.Channel.ImproveAsync(better, Stop);
        var updates = workspace.Slack.Calls.Count(c => c.Method == "chat.update");
        await workspace.Channel.ImproveAsync(better, Stop);
        await workspace.Channel.ImproveAsync(better with { AnswerId = "of another process" }, Stop);
        Assert.Equal(updates, workspace.Slack.Calls.Count(c => c.Method == "chat.update"));
        Assert.Single(workspace.Ours(workspace.Direct));
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("edit_window_closed")]
    [InlineData("internal_error")]
    [InlineData("token_revoked")]
    [InlineData("msg_too_long")]
    public async Task A_refusal_leaves_the_answer_as_it_was(string error)
    {
        await using var workspace = await Workspace.OpenAsync(change: s => s with { Streaming = false });
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, Paste);
        var first = Assert.Single(await workspace.AnswersAsync(workspace.Direct, thread, 1));
        workspace.Slack.Refuse("chat.update", error);
        await workspace.Channel.ImproveAsync(await BetterAsync(workspace), Stop);
        Assert.Equal(Shown.Text(first), Shown.Text(Assert.Single(workspace.Ours(workspace.Direct))));
    }

    [Fact]
    public async Task The_label_of_a_follow_up_stands_once()
    {
        await using var workspace = await Workspace.OpenAsync(script: m => new Reply(Some.Answer("A headline"), "Because of **this**.", IsFollowUp: true));
        var thread = await workspace.SayAsync(workspace.Direct, Workspace.Ann, "why?");
        await workspace.AnswersAsync(workspace.Direct, thread, 1);
        await Workspace.UntilAsync(() => !workspace.Desk.Delivered.IsEmpty, "the delivery");
        var delivery = workspace.Desk.Delivered.Single();
        var answer = delivery.Reply.Answer with { Wording = new AnswerWording(1, 0) { Label = Label } };
        await workspace.Channel.ImproveAsync(delivery with { Reply = delivery.Reply with { Answer = answer, Text = $"Here because of **this**.\n\n*{Answers.Composing.AnswerMarkdown.Escape(Label)}*\n", WrittenByModel = true } }, Stop);
        var shown = Shown.Text(Assert.Single(workspace.Ours(workspace.Direct)));
        Assert.Equal(2, shown.Split(Label).Length);
        Assert.Contains("Here because of", shown, StringComparison.Ordinal);
    }

    private static async Task<ChannelReply> BetterAsync(Workspace workspace)
    {
        await Workspace.UntilAsync(() => !workspace.Desk.Delivered.IsEmpty, "the delivery");
        var delivery = workspace.Desk.Delivered.Single();
        var answer = delivery.Reply.Answer;
        var sections = answer.Sections.Select(s => s.Kind == "why" ? s with { Claims = [.. s.Claims.Select(c => c with { Text = "Here it is worded: " + c.Text })] } : s);
        return delivery with { Reply = delivery.Reply with { Answer = answer with { Sections = [.. sections], Wording = new AnswerWording(3, 0) { Label = Label } }, WrittenByModel = true } };
    }
}
