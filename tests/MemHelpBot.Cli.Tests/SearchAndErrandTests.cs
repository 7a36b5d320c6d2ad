using MemHelpBot.Cases.Ingest;
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
    public async Task An_ingest_hands_on_what_was_asked_and_says_what_became_of_each_file()
    {
        using var run = new Run();
        IngestRequest? seen = null;
        var file = run.File("a.md", "x");
        run.Parts = run.Parts with
        {
            Ingest = (request, _) =>
            {
                seen = request;
                return new IngestSummary(
                    [new(file, IngestOutcome.Taken, null, ["ext-a-1"]), new("/b\u001b.md", IngestOutcome.Skipped, "is empty", []), new("/c.md", IngestOutcome.Unchanged, null, ["ext-c-1"])], 2, 5, true, null);
            },
        };
        Assert.Equal(0, await run.OfAsync("ingest", file, "--data", "/srv/d", "--dry-run", "--allow-private"));
        Assert.Equal($"taken: {file}\nskipped: /b␛.md (is empty)\n1 taken, 1 unchanged, 1 skipped; would hold 2 documents in 5 sections\n", run.Output);
        Assert.Equal((file, "/srv/d", true, true), (Assert.Single(seen!.Paths), seen.DataDirectory, seen.DryRun, seen.AllowPrivate));
        Assert.Equal(3, await run.OfAsync("ingest", "/b\u001b.md"));
    }

    [Fact]
    public async Task An_ingest_tells_its_summary_as_json_and_a_stop_with_what_it_means()
    {
        using var run = new Run();
        run.Parts = run.Parts with { Ingest = (_, _) => new IngestSummary([new("/a.md", IngestOutcome.Removed, "the file is gone", ["ext-a-1"])], 0, 0, false, "note") };
        Assert.Equal(0, await run.OfAsync("ingest", "x", "--format", "json"));
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Equal((1, "removed", "note"), (json.RootElement.GetProperty("removed").GetInt32(), json.RootElement.GetProperty("files")[0].GetProperty("outcome").GetString(), json.RootElement.GetProperty("note").GetString()));

        run.Parts = run.Parts with { Ingest = (_, _) => throw new OperationCanceledException() };
        Assert.Equal(1, await run.OfAsync("ingest", "x"));
        Assert.Equal("memhelp: stopped; the old documents stay in use, and the next ingest goes on from here\n", run.Error);
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
