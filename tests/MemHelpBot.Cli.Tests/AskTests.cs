using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

public sealed class AskTests
{
    [Fact]
    public async Task A_question_alone_is_answered_and_standard_input_is_left_alone()
    {
        using var run = new Run { Input = "not read" };
        Assert.Equal(0, await run.WithCorpusAsync("ask", "@why?"));
        Assert.Equal("You sent: @why?. [L1]\n", run.Output);
    }

    [Fact]
    public async Task A_question_about_a_file_is_the_next_turn_of_one_conversation_so_that_lines_count_in_the_file()
    {
        using var run = new Run { Input = "piped" };
        Assert.Equal(0, await run.WithCorpusAsync("ask", "why not more RAM?", run.File("a.log", "log"), "-"));
        Assert.Equal(["log", "piped", "why not more RAM?"], run.Echo.Turns.Select(t => t.Turn.Text));
        Assert.Single(run.Echo.Turns.Select(t => t.Conversation).Distinct());
        Assert.Equal("As to why not more RAM?\n", run.Output);
    }

    [Fact]
    public async Task A_follow_up_as_JSON_is_the_whole_answer()
    {
        using var run = new Run();
        Assert.Equal(0, await run.WithCorpusAsync("ask", "why?", run.File("a.log", "log"), "--format", "jsonl"));
        Assert.StartsWith("{\"schema\":1,\"language\":\"en\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_question_is_refused()
    {
        using var run = new Run();
        Assert.Equal(2, await run.WithCorpusAsync("ask", "  "));
        Assert.Equal(("", "memhelp: the question is empty: memhelp ask \"why was my job killed?\"\n"), (run.Output, run.Error));
    }
}
