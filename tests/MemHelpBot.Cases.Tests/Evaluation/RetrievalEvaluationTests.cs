using MemHelpBot.Cases.Evaluation;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Tests.Evaluation;

public sealed class RetrievalEvaluationTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("memhelp-eval-").FullName;

    [Fact]
    public async Task ACollection_of_files_is_measured()
    {
        var collection = Read(
            """
            {"id": "d1", "title": "Order 2", "text": "no free block of order 2 was left on node 0", "lang": "en"}
            {"id": "d2", "title": "Tmpfs", "text": "files in a tmpfs are memory of their group"}
            {"id": 3, "title": "交换", "text": "交换空间已满，内核开始终止进程"}
            """,
            """
            {"id": "q1", "text": "tmpfs files count as memory"}
            {"id": "q2", "text": "交换空间满了"}

            {"id": "q3", "text": "nobody judged this"}
            """,
            """
            {"query": "q1", "doc": "d2", "relevance": 2}
            {"query": "q2", "doc": "3", "relevance": 1}
            {"query": "q2", "doc": "d1", "relevance": 0}
            """);
        Assert.Equal(1, collection.Unjudged);
        Assert.Equal(["en", "en", "zh"], collection.Documents!.Select(d => d.Lang));
        var store = new EmbeddedCaseStore(Corpus.Empty, collection.Documents);
        foreach (var ranker in new ITestRanker[] { new StoreRanker("hybrid", store), new WordsRanker(store.Generation), new PlainBm25(collection.Documents!) })
        {
            var run = await RetrievalEvaluation.RunAsync(ranker, collection, _ => new DocumentLanguages("en", "zh"), TestContext.Current.CancellationToken);
            var mean = EvaluatedRun.Mean(run.Queries);
            Assert.Equal((2, 1.0, 1.0, 1.0, 1.0), (mean.Queries, mean.Ndcg10, mean.Map, mean.Recall5, mean.Mrr));
            Assert.Equal(["q2"], run.Queries.Where(q => q.OtherText).Select(q => q.Query.Id));
            Assert.Equal(["q1"], run.Queries.Where(q => q.OtherSource).Select(q => q.Query.Id));
            var trec = new StringWriter();
            EvaluationText.WriteTrec(run, trec);
            Assert.StartsWith("q1 Q0 d2 1 ", trec.ToString(), StringComparison.Ordinal);
            Assert.All(trec.ToString().TrimEnd('\n').Split('\n'), line => Assert.Equal(6, line.Split(' ').Length));
        }
    }

    [Theory]
    [InlineData("{\"id\": \"q\"}", "queries.jsonl, line 1: \"text\" is missing.")]
    [InlineData("[1]", "queries.jsonl, line 1: no JSON object.")]
    [InlineData("{\"id\": \"q\", \"text\": \"a\"}\n{\"id\": \"q\", \"text\": \"b\"}", "queries.jsonl, line 2: the id 'q' is there twice.")]
    [InlineData("{\"id\": [], \"text\": \"a\"}", "queries.jsonl, line 1: \"id\" is no text.")]
    public void AWrong_line_is_named(string queries, string said)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Read("", queries, "{\"query\": \"q\", \"doc\": \"d\", \"relevance\": 1}"));
        Assert.EndsWith(said, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AGrade_is_awhole_number()
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Read("", "", "{\"query\": \"q\", \"doc\": \"d\", \"relevance\": 0.5}"));
        Assert.Contains("line 1: \"relevance\" is no whole number", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_bm25_scores_by_the_book()
    {
        CaseDocument[] documents = [Document("a", "swap swap node"), Document("b", "node"), Document("c", "other")];
        var ranked = await new PlainBm25(documents).RankAsync("the swaps", 10, TestContext.Current.CancellationToken);
        // N = 3, n = 1, length 3, average 5/3: idf ln(1 + 2.5/1.5), tf 2·2.2 / (2 + 1.2·(0.25 + 0.75·3/(5/3))).
        var one = Assert.Single(ranked);
        Assert.Equal("a", one.Id);
        Assert.Equal(Math.Log(1 + (2.5 / 1.5)) * 2 * 2.2 / (2 + (1.2 * (0.25 + (0.75 * 3 / (5.0 / 3))))), one.Score, 12);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static CaseDocument Document(string id, string text) =>
        new(id, DocumentKind.External, "", "en", [], [], [], new DocumentSource("", null, null, "site"), [new CaseSection("text", "", text)]);

    private TestCollection Read(string documents, string queries, string judgements)
    {
        string Written(string name, string text)
        {
            File.WriteAllText(Path.Combine(root, name), text);
            return Path.Combine(root, name);
        }

        return TestCollection.Read(Written("docs.jsonl", documents), [Written("queries.jsonl", queries)], [Written("qrels.jsonl", judgements)]);
    }
}
