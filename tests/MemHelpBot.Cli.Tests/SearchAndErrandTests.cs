using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

public sealed class SearchAndErrandTests
{
    [Fact]
    public async Task Documents_are_listed_with_what_cites_them()
    {
        using var run = new Run();
        Assert.Equal(0, await run.WithCorpusAsync("search", "per", "thread"));
        Assert.Equal("  1. C:gromacs-realloc#analysis (zh, forum, 0.2500)\n     GROMACS␛ cannot grow\n     https://example.org/x\n", run.Output);
    }

    [Fact]
    public async Task An_explanation_says_why_each_stands_where_it_stands()
    {
        using var run = new Run();
        Assert.Equal(0, await run.WithCorpusAsync("search", "per", "thread", "--explain", "--limit", "7"));
        Assert.EndsWith("       - words: per thread\n       - limit: 7\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_is_said()
    {
        using var run = new Run();
        Assert.Equal(0, await run.WithCorpusAsync("search", "none"));
        Assert.Equal("nothing found\n", run.Output);
    }

    [Fact]
    public async Task An_ingest_hands_on_paths_place_and_dry_run()
    {
        using var run = new Run();
        Intake? seen = null;
        run.Parts = run.Parts with
        {
            Ingest = (intake, _) =>
            {
                seen = intake;
                return ValueTask.FromResult(new Outcome(["1 document would be taken"], []));
            },
        };
        var file = run.File("a.md", "x");
        Assert.Equal(0, await run.OfAsync("ingest", file, "--data", "/srv/d", "--dry-run"));
        Assert.Equal("1 document would be taken\n", run.Output);
        Assert.Equal((file, "/srv/d", true), (Assert.Single(seen!.Paths), seen.DataDirectory, seen.DryRun));
        Assert.Equal(2, await run.OfAsync("ingest", "/nonexistent/x"));
        Assert.Equal("memhelp: cannot read /nonexistent/x: there is no such file or directory; check the path\n", run.Error);
    }

    [Fact]
    public async Task A_lint_that_finds_errors_lists_them_and_is_status_1()
    {
        using var run = new Run();
        run.Parts = run.Parts with { Lint = (_, _) => new Outcome(["12 files"], ["a.md:1: error: no title. Add one."]) };
        Assert.Equal(1, await run.OfAsync("corpus", "lint", run.PathOf("")));
        Assert.Equal(("12 files\n", "a.md:1: error: no title. Add one.\n"), (run.Output, run.Error));
    }
}
