using MemHelpBot.Cli.Tests.Making;

namespace MemHelpBot.Cli.Tests;

public sealed class EvalTests
{
    [Fact]
    public async Task A_collection_of_files_is_handed_on()
    {
        using var run = new Run();
        Evaluation? seen = null;
        run.Parts = run.Parts with
        {
            Evaluate = (asked, _) =>
            {
                seen = asked;
                return new(new Outcome(["3 documents, 2 questions"], []));
            },
        };
        var (docs, queries, qrels) = (run.File("d.jsonl", ""), run.File("q.jsonl", ""), run.File("r.jsonl", ""));

        Assert.Equal(0, await run.WithCorpusAsync("eval", "retrieval", "--docs", docs, "--queries", queries, "--qrels", qrels, "--ranker", "hybrid", "--ranker", "bm25", "--run", "out.trec"));
        Assert.Equal("3 documents, 2 questions\n", run.Output);
        Assert.Equal((docs, "out.trec"), (seen!.Documents, seen.Run));
        Assert.Equal([Evaluation.Hybrid, Evaluation.Baseline], seen.Rankers);
    }

    [Theory]
    [InlineData("--docs", "here.jsonl")]
    [InlineData("--queries", "here.jsonl")]
    public async Task Half_a_collection_is_refused(params string[] half)
    {
        using var run = new Run();
        run.Parts = run.Parts with { Evaluate = (_, _) => throw new InvalidOperationException() };
        Assert.Equal(2, await run.WithCorpusAsync(["eval", "retrieval", .. half]));
        Assert.Contains("--docs goes with --queries and --qrels", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "--store qdrant needs its address")]
    [InlineData("http://127.0.0.1:9", "did not answer")]
    public async Task A_store_that_is_not_there_is_told_before_anything_is_measured(string? url, string problem)
    {
        using var run = new Run { Parts = Composition.Shipped };
        if (url is not null)
            (run.Variables["MEMHELP_Store__Kind"], run.Variables["MEMHELP_Qdrant__Url"]) = ("qdrant", url);
        var docs = run.File("d.jsonl", """{"id":"a","title":"slab","text":"slab grows","lang":"en"}""");
        var (queries, qrels) = (run.File("q.jsonl", """{"id":"1","text":"slab"}"""), run.File("r.jsonl", """{"query":"1","doc":"a","relevance":1}"""));

        Assert.Equal(2, await run.WithCorpusAsync("eval", "retrieval", "--store", "qdrant", "--docs", docs, "--queries", queries, "--qrels", qrels));
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
