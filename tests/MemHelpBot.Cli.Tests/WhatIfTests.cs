using System.Text.Json;
using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

/// <summary><c>what-if</c> on the shipped corpus, with the shipped parts.</summary>
public sealed class WhatIfTests
{
    private static readonly string Corpus = Path.Combine(AppContext.BaseDirectory, "corpus");

    private static async Task<Run> AskAsync(int status, string input, params string[] args)
    {
        var run = new Run { Parts = Composition.Shipped, Input = input };
        Assert.Equal(status, await run.OfAsync(["what-if", .. args, "--corpus", Corpus]));
        return run;
    }

    [Fact]
    public async Task A_jvm_is_added_up_from_stated_numbers_alone()
    {
        using var run = await AskAsync(0, "", "--limit", "8GiB", "--heap", "4g", "--metaspace", "256m", "--thread-count", "300", "--stack", "1m", "--direct", "512m");

        Assert.Contains("JVM in a container", run.Output, StringComparison.Ordinal);
        Assert.Contains("=> It fits, with 2.7 GiB to spare.", run.Output, StringComparison.Ordinal);
        Assert.Contains("assumed: default of ReservedCodeCacheSize", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Numbers_of_the_paste_fill_what_is_not_stated()
    {
        using var run = await AskAsync(0, "MemTotal: 263856000 kB\nMemFree: 1000 kB\nSwapTotal: 4194300 kB\nSwapFree: 0 kB\nCommitLimit: 136122300 kB\nCommitted_AS: 150000000 kB\n", "-", "--overcommit-ratio", "80", "--request", "10GiB", "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        var table = json.RootElement.GetProperty("tables").EnumerateArray().Single(t => t.GetProperty("id").GetString() == "commit-promise");
        Assert.Equal("fits", table.GetProperty("outcome").GetString());
        var committed = table.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("id").GetString() == "committed");
        Assert.Equal(150_000_000L * 1024, committed.GetProperty("value").GetInt64());
        Assert.Equal(("paste", "L6"), (committed.GetProperty("origin").GetString(), committed.GetProperty("citations")[0].GetString()));
    }

    [Theory]
    [InlineData("pl", "Nie zmieści się: brakuje 2 GiB")]
    [InlineData("zh", "放不下：缺 2 GiB")]
    [InlineData("en", "It does not fit: 2 GiB are lacking")]
    public async Task Markdown_speaks_every_language(string lang, string verdict)
    {
        using var run = await AskAsync(0, "", "--limit", "8GiB", "--peak", "8GiB", "--format", "markdown", "--lang", lang);

        Assert.Contains("**" + verdict, run.Output.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("| --- | ---: | --- |", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_with_the_way_to_get_it()
    {
        using var run = await AskAsync(0, "", "--ranks", "32", "--node-memory", "192GiB");

        Assert.Contains("Missing: memory of one rank (--per-rank): sacct -j JOB -o MaxRSS", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_size_is_one_line_and_status_2()
    {
        using var run = await AskAsync(2, "", "--limit", "8");

        Assert.Equal("memhelp: --limit: '8' has no unit: write 8GiB, 8MiB (steps of 1024) or 8GB (steps of 1000)\n", run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Nothing_stated_and_nothing_named_is_a_wrong_call()
    {
        using var run = await AskAsync(2, "");

        Assert.StartsWith("memhelp: nothing to compute: state numbers", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_raises_no_question_says_so()
    {
        using var run = await AskAsync(2, "hello\n", "-");

        Assert.StartsWith("memhelp: nothing to compute", run.Error, StringComparison.Ordinal);
    }
}
