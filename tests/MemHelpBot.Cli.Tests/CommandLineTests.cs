using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("memhelp: There is no option --fromat (a file of that name is ./--fromat). See memhelp diagnose --help\n", "diagnose", "x", "--fromat", "json")]
    [InlineData("memhelp: Argument 'xml' not recognized. Must be one of: 'text' 'json' 'jsonl' 'markdown' 'html' See memhelp diagnose --help\n", "diagnose", "x", "--format", "xml")]
    [InlineData("memhelp: Argument 'de' not recognized. Must be one of: 'auto' 'en' 'zh' 'pl' See memhelp ask --help\n", "ask", "x", "--lang", "de")]
    [InlineData("memhelp: Required argument missing for command: 'ask'. See memhelp ask --help\n", "ask")]
    [InlineData("memhelp: --limit takes a number from 1 to 100. See memhelp search --help\n", "search", "x", "--limit", "0")]
    public async Task A_wrong_call_gives_one_line_and_status_2(string error, params string[] args)
    {
        using var run = new Run();
        Assert.Equal(2, await run.OfAsync(args));
        Assert.Equal((error, ""), (run.Error, run.Output));
    }

    [Theory]
    [InlineData]
    [InlineData("diagnoze")]
    public async Task No_command_or_an_unknown_one_is_status_2_and_points_to_the_help(params string[] args)
    {
        using var run = new Run();
        Assert.Equal(2, await run.OfAsync(args));
        Assert.Equal("", run.Output);
        Assert.StartsWith("memhelp: ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("See memhelp --help\n", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("dmesg | memhelp diagnose", "--help")]
    [InlineData("journalctl -k -b -1 | memhelp diagnose --role root", "diagnose", "--help")]
    [InlineData("kubectl describe pod web-0 | memhelp ask", "ask", "-h")]
    [InlineData("/report PATH", "chat", "--help")]
    [InlineData("memhelp search fragmentation order 2 --explain", "search", "--help")]
    public async Task Help_shows_examples(string example, params string[] args)
    {
        using var run = new Run();
        Assert.Equal(0, await run.OfAsync(args));
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Contains(example, run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Help_names_every_value_of_every_choice()
    {
        using var run = new Run();
        Assert.Equal(0, await run.OfAsync("diagnose", "--help"));
        foreach (var choice in (string[])["text|json|jsonl|markdown|html", "auto|en|zh|pl", "user|root|cluster-admin", "auto|always|never"])
            Assert.Contains(choice, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_a_number()
    {
        using var run = new Run();
        Assert.Equal(0, await run.OfAsync("--version"));
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }

    [Fact]
    public async Task A_command_without_its_part_is_not_offered()
    {
        using var run = new Run();
        Assert.Equal(0, await run.OfAsync("--help"));
        Assert.DoesNotContain("  ingest", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  corpus", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_is_one_line_and_status_1()
    {
        using var run = new Run();
        run.Parts = run.Parts with { Open = (_, _) => throw new InvalidOperationException("broken\npromise") };
        Assert.Equal(1, await run.WithCorpusAsync("diagnose", run.File("a", "x")));
        Assert.StartsWith("memhelp: a fault of memhelp itself, please report it with the input: System.InvalidOperationException: broken promise at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(("", 2), (run.Output, run.Error.Split('\n').Length));
    }

    [Fact]
    public async Task The_usual_directories_are_those_of_XDG_and_relative_ones_are_ignored()
    {
        using var run = new Run();
        run.Variables["HOME"] = "/home/u";
        run.Variables["XDG_DATA_HOME"] = "relative";
        run.Variables["XDG_CACHE_HOME"] = "/var/cache/u";
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", run.File("a", "x")));
        Assert.Equal(("/home/u/.local/share/memhelp", "/var/cache/u/memhelp"), (run.Places!.Data, run.Places.Cache));
        Assert.Equal(0, await run.WithCorpusAsync("diagnose", run.File("a", "x"), "--data", "/srv/data"));
        Assert.Equal("/srv/data", run.Places!.Data);
    }
}
