using MemHelpBot.Cases.Evaluation;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Store;
using MemHelpBot.Cases.Text;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Tests.Retrieval;

/// <summary>What a search finds by its words, whole: analysis, index, ranking, typing errors, feedback.</summary>
public sealed class WordSearchTests
{
    private static readonly CaseDocument[] Documents =
    [
        Document("forrtl", "The run stops with forrtl: severe (41): insufficient virtual memory on every rank."),
        Document("forrtl-174", "The run stops with forrtl: severe (174): SIGSEGV, segmentation fault occurred."),
        Document("gromacs", "Program gmx mdrun, Source file: src/gromacs/mdlib/nbnxn_grid.cpp, line 1024: not enough memory."),
        Document("gfp", "kworker/3:1: page allocation failure: order:5, mode:0x3000d0, and the card stays down."),
        Document("gfp-2", "page allocation failure: order:2, mode:0x204020 in the network driver."),
        Document("overcommit", "vm.overcommit_memory=2 refuses what goes beyond CommitLimit, so fork fails."),
        Document("swap", "The swap device is full and the node crawls."),
        Document("pl-limit", "Kontener przekroczył limit pamięci i jądro zabiło proces.", lang: "pl"),
        Document("zh-fragments", "内存碎片化严重，伙伴系统中没有连续的大块页面。", lang: "zh"),
        Document("ja-swap", "スワップ領域が不足し、プロセスが強制終了された。", lang: "ja"),
        Document("de-stack", "Der Stapelspeicher ist zu klein, das Programm bricht ab.", lang: "de"),
    ];

    private static readonly EmbeddedCaseStore Store = new(Corpus.Empty, Documents);

    [Theory]
    [InlineData("severe (41)", "forrtl")]
    [InlineData("forrtl: severe (174)", "forrtl-174")]
    [InlineData("[17] node03: forrtl: severe (41): insufficient virtual memory Image PC Routine Line Source", "forrtl")]
    [InlineData("nbnxn_grid.cpp", "gromacs")]
    [InlineData("what is in src/gromacs/mdlib/nbnxn_grid.cpp?", "gromacs")]
    [InlineData("mode:0x3000d0", "gfp")]
    [InlineData("sysctl vm.overcommit_memory", "overcommit")]
    [InlineData("overcommit memory", "overcommit")]
    [InlineData("commit limit", "overcommit")]
    [InlineData("przekroczono limity pamięci kontenera", "pl-limit")]
    [InlineData("przekroczyl limit pamieci", "pl-limit")]
    [InlineData("伙伴系统没有连续页面", "zh-fragments")]
    [InlineData("スワップ不足", "ja-swap")]
    [InlineData("Stapelspeichers", "de-stack")]
    public async Task Identifiers_errors_and_words_of_any_language_are_found(string question, string id) => Assert.Equal(id, (await FindAsync(question))[0].Document.Id);

    [Theory]
    [InlineData("overcomit", "overcommit")]
    [InlineData("allocatoin failure network", "gfp-2")]
    [InlineData("segmntation", "forrtl-174")]
    [InlineData("sawp devcie", "swap")]
    public async Task A_typing_error_is_forgiven(string question, string id) => Assert.Equal(id, (await FindAsync(question))[0].Document.Id);

    [Fact]
    public void A_known_word_a_number_and_an_identifier_are_never_read_as_others()
    {
        var index = Store.Generation.Lexical;
        IReadOnlyList<WeightedTerm> query = [new("0x3000d1", 1), new("nbnxn_gird.cpp", 1), new("overcommit", 1), new("xyzzyplugh", 1), new("内存碎", 1)];

        Assert.Empty(NearTerms.Of(query, index));
        var (typed, read) = Assert.Single(NearTerms.Of([new("segmntat", 1), .. query], index));
        Assert.Equal(("segmntat", "segment"), (typed, read.Term));
        Assert.True(read.Weight < 1);
    }

    [Fact]
    public async Task Best_gives_what_the_definition_gives()
    {
        var random = new Random(7);
        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(1, 30)).Select(_ => $"w{(char)('a' + (random.Next(12) * random.Next(2)))}x"));
        CaseDocument[] documents = [.. Enumerable.Range(0, 300).Select(i => new CaseDocument(
            $"d{i:000}", DocumentKind.External, "", "en", [], [], [], new DocumentSource("", null, null, "site"), [new CaseSection("text", "", Text())]))];
        var index = LexicalIndexBuilder.Build(documents, ConceptLexicon.Empty, CancellationToken.None);
        var plain = new PlainBm25(documents);
        for (var round = 0; round < 50; round++)
        {
            var question = Text();
            var words = question.Split(' ').Distinct().ToList();
            var top = LexicalRanking.Best(index, [.. words.Select(w => new WeightedTerm(w, 1))], 20, _ => true);
            // One field, no identifiers, no stop words: plain BM25 of each word once.
            var expected = (await plain.RankAsync(string.Join(' ', words), 300, TestContext.Current.CancellationToken)).ToDictionary(r => r.Id, r => r.Score);

            Assert.Equal(Math.Min(20, expected.Count), top.Count);
            for (var i = 0; i < top.Count; i++)
                Assert.Equal(expected[documents[top.Numbers[i]].Id], top.Scores[i], 2e-4 * top.Scores[i]);
        }
    }

    [Fact]
    public async Task Feedback_finds_what_shares_no_word_with_the_question()
    {
        var documents = Enumerable.Range(0, 12).Select(i => Document($"noise-{i:00}", $"printer paper tray {i} empty and the queue waits"))
            .Concat(Enumerable.Range(0, 4).Select(i => Document($"a-{i}", "conntrack table grows because nf_conntrack buckets want order six pages")))
            .Append(Document("b-other-words", "nf_conntrack buckets want order six pages and the sandbox is not made"))
            .ToArray();
        var found = await new EmbeddedCaseStore(Corpus.Empty, documents).FindAsync(new CaseQuery { Text = "table grows", Limit = 6, Explain = true }, TestContext.Current.CancellationToken);

        Assert.Equal("b-other-words", found[4].Document.Id);
        Assert.Contains(found[4].Why, w => w.StartsWith("words that the best documents share: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_explanation_names_the_words_and_what_each_counts()
    {
        var found = await Store.FindAsync(new CaseQuery { Text = "swap devixe full", Explain = true, Limit = 1 }, TestContext.Current.CancellationToken);
        var why = Assert.Single(found).Why;

        Assert.Matches(@"^words: rank 1 of \d+, score \d", why[0]);
        Assert.Contains("gives 0.5000", why[0], StringComparison.Ordinal);
        Assert.Contains(why, w => w.StartsWith("words of the question: ", StringComparison.Ordinal) && w.Contains("swap ", StringComparison.Ordinal));
        Assert.Contains("\"devix\" was read as \"devic\"", why);
        Assert.DoesNotContain(await FindAsync("swap devixe full"), h => h.Why.Any(w => w.StartsWith("words of", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_note_on_the_cause_of_the_best_case_comes_before_cases_that_resemble_it()
    {
        CaseDocument[] documents =
        [
            Document("best", "dentry cache grows to 14 GB under curl", causes: ["kernel-slab-growth"]),
            .. Enumerable.Range(0, 5).Select(i => Document($"case-{i}", "cache of curl grows on the proxy", causes: ["process-memory-leak"])),
            Document("note-slab", "The kernel keeps caches of its objects, the dentry among them.", DocumentKind.Note, causes: ["kernel-slab-growth"]),
        ];
        var found = await new EmbeddedCaseStore(Corpus.Empty, documents).FindAsync(new CaseQuery { Text = "dentry cache grows under curl" }, TestContext.Current.CancellationToken);

        Assert.Equal(["best", "note-slab"], found.Take(2).Select(h => h.Document.Id));
        Assert.Contains("explains the cause of the best case: kernel-slab-growth", found[1].Why);
    }

    private static async Task<IReadOnlyList<CaseHit>> FindAsync(string question) =>
        await Store.FindAsync(new CaseQuery { Text = question, Limit = 3 }, TestContext.Current.CancellationToken);
}
