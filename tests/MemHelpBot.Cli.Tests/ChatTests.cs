using MemHelpBot.Cli.Chat;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

public sealed class ChatTests
{
    [Fact]
    public async Task Messages_end_with_an_empty_line_or_a_dot_and_stay_in_one_conversation()
    {
        using var run = new Run { Input = "one\ntwo\n\n\nthree\n.\nlast without end" };
        Assert.Equal(0, await run.WithCorpusAsync("chat"));
        Assert.Equal(["one\ntwo\n", "three\n", "last without end\n"], run.Echo.Turns.Select(t => t.Turn.Text));
        Assert.Single(run.Echo.Turns.Select(t => t.Conversation).Distinct());
        Assert.Contains("\nYou sent: one/two. [L1]\n\n\nAs to three\n\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_change_language_and_role_and_begin_anew()
    {
        using var run = new Run { Input = "/lang zh\n/role root\nx\n.\n/new\ny\n.\n/quit\nz\n" };
        Assert.Equal(0, await run.WithCorpusAsync("chat"));
        Assert.Equal([("x\n", "zh", "root"), ("y\n", "zh", "root")], run.Echo.Turns.Select(t => (t.Turn.Text, t.Turn.Language, t.Turn.Role!)));
        Assert.NotSame(run.Echo.Turns[0].Conversation, run.Echo.Turns[1].Conversation);
    }

    [Fact]
    public async Task A_file_is_sent_and_a_report_written()
    {
        using var run = new Run();
        var (log, report) = (run.File("a.log", "pasted line"), run.PathOf("r.html"));
        run.Input = $"/report {report}\n/file {log}\n/report {report}\n";
        Assert.Equal(0, await run.WithCorpusAsync("chat"));
        Assert.Contains("there is no answer yet: send something first\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"written: {report}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("<td>pasted line</td>", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_a_path_is_shown()
    {
        using var run = new Run { Input = "pasted line\n.\n/report\n" };
        Assert.Equal(0, await run.WithCorpusAsync("chat"));
        Assert.Contains("pasted line", run.Output[run.Output.LastIndexOf("\n# ", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_is_kept_only_where_the_conversation_is()
    {
        using var run = new Run { Input = "/feedback yes\n/feedback maybe\nx\n.\n/feedback no it was swap\n" };
        Assert.Equal(0, await run.WithCorpusAsync("chat"));
        Assert.Contains("there is no answer yet", run.Output, StringComparison.Ordinal);
        Assert.Contains("/feedback takes one of yes, no", run.Output, StringComparison.Ordinal);
        Assert.Contains("nothing is kept of this chat: begin it with memhelp chat --continue", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/file", "a path is missing: /file PATH\n")]
    [InlineData("/file /nonexistent", "cannot read /nonexistent: there is no such file; check the path\n")]
    [InlineData("/lang de", "/lang takes one of auto, en, zh, pl\n")]
    [InlineData("/sing", "there is no command /sing: see /help\n")]
    public async Task A_command_that_cannot_be_obeyed_says_why_and_the_chat_goes_on(string command, string said)
    {
        using var run = new Run { Input = command + "\nx\n.\n" };
        Assert.Equal(0, await run.WithCorpusAsync("chat"));
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
        Assert.Single(run.Echo.Turns);
    }

    [Fact]
    public async Task A_pasted_path_is_no_command()
    {
        using var run = new Run { Input = "/proc/meminfo says\n.\n" };
        Assert.Equal(0, await run.WithCorpusAsync("chat"));
        Assert.Equal("/proc/meminfo says\n", Assert.Single(run.Echo.Turns).Turn.Text);
    }

    [Fact]
    public async Task On_a_terminal_an_empty_line_inside_a_paste_does_not_end_the_message()
    {
        using var pasted = new StringReader("a\n\nb\n\n");
        var reader = new MessageReader(new LineSource(pasted, TimeProvider.System), drains: true);
        Assert.Equal("a\n\nb\n", await reader.NextAsync(TestContext.Current.CancellationToken));
        Assert.Null(await reader.NextAsync(TestContext.Current.CancellationToken));
    }
}
