using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Tests.Store;

/// <summary>What every case store has to do. A new store starts by deriving its tests from this.</summary>
public abstract class CaseStoreContract : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private readonly TestCorpus files = new();

    /// <summary>A store that holds the documents of a corpus.</summary>
    protected abstract Task<ICaseStore> OpenAsync(Corpus corpus);

    [Theory]
    [InlineData("内存碎片化怎么办", "numa-fragmentation")]
    [InlineData("dlaczego pamięć jest pofragmentowana", "numa-fragmentation")]
    [InlineData("memory is fragmented", "suipian-neicun")]
    [InlineData("容器超过限制", "container-own-limit")]
    [InlineData("容器超过限制", "wezel-bez-pamieci")]
    [InlineData("container limit exceeded", "wezel-bez-pamieci")]
    [InlineData("kontener przekroczył limit", "container-own-limit")]
    public async Task A_question_finds_the_case_in_another_language(string question, string id)
    {
        var hits = await (await StoreAsync()).FindAsync(new CaseQuery { Text = question, Limit = 3 }, Token);

        Assert.Contains(id, hits.Select(h => h.Document.Id));
    }

    [Theory]
    [InlineData("what does gfp_mask=0x3000d0 mean, the reserve vm.min_free_kbytes", "note-buddy", "consequences")]
    [InlineData("伙伴系统中没有连续的页面", "suipian-neicun", "analysis")]
    public async Task An_identifier_finds_its_document_and_the_section_that_has_it(string question, string id, string section)
    {
        var hits = await (await StoreAsync()).FindAsync(new CaseQuery { Text = question, Limit = 2 }, Token);

        var hit = Assert.Single(hits, h => h.Document.Id == id);
        Assert.Contains(hit.Section, hit.Document.Sections);
        Assert.Equal(section, hit.Section.Id);
    }

    [Fact]
    public async Task Facts_outweigh_words_and_tell_the_same_case_from_a_related_one()
    {
        var query = new CaseQuery
        {
            Text = "container killed",
            Causes = ["memory-fragmentation"],
            Signatures = ["kernel-oom-global"],
            Environment = ["3.10.0-1160.el7.x86_64"],
        };

        var hits = await (await StoreAsync()).FindAsync(query, Token);

        Assert.Equal("numa-fragmentation", hits[0].Document.Id);
        Assert.True(hits[0].Exact);
        Assert.Contains(hits[0].Why, w => w.StartsWith("facts: rank 1", StringComparison.Ordinal) && w.Contains("environment el7", StringComparison.Ordinal));
        Assert.All(hits.Where(h => h.Document.Id is "note-buddy" or "container-own-limit"), h => Assert.False(h.Exact));
    }

    [Theory]
    // The same cause, and messages that have nothing to do with each other: related only.
    [InlineData("forrtl-41", "memory-fragmentation", "numa-fragmentation", false)]
    // The same cause, and two forms of the kernel's message.
    [InlineData("kernel-oom-killed-line", "memory-fragmentation", "numa-fragmentation", true)]
    // The same message, and another proven cause.
    [InlineData("kernel-oom-global", "cgroup-limit", "numa-fragmentation", false)]
    // The same message, and nothing decided.
    [InlineData("kernel-oom-global", "insufficient-evidence", "numa-fragmentation", true)]
    [InlineData("kernel-oom-global", "memory-fragmentation", "note-buddy", false)]
    public async Task A_case_is_the_same_by_message_and_cause(string signature, string cause, string id, bool same)
    {
        var query = new CaseQuery { Text = "fragmented memory order 2", Causes = [cause], Signatures = [signature], Limit = 100 };

        var hits = await (await StoreAsync()).FindAsync(query, Token);

        Assert.Equal(same, Assert.Single(hits, h => h.Document.Id == id).Exact);
    }

    [Fact]
    public async Task The_same_query_gets_the_same_answer_each_document_once_and_best_first()
    {
        var query = new CaseQuery { Text = "process killed 内存 limit", Limit = 100 };
        var first = await (await StoreAsync()).FindAsync(query, Token);
        var second = await (await StoreAsync()).FindAsync(query, Token);

        Assert.Equal(first.Select(Print), second.Select(Print));
        Assert.Equal(first.Count, first.Select(h => h.Document.Id).Distinct().Count());
        Assert.Equal(first.OrderByDescending(h => h.Score).ThenBy(h => h.Document.Id, StringComparer.Ordinal).Select(h => h.Document.Id), first.Select(h => h.Document.Id));
        Assert.All(first, h => Assert.NotEmpty(h.Why));
    }

    [Fact]
    public async Task Ties_come_back_in_order_of_id()
    {
        var texts = new[] { "twin-b", "twin-a", "twin-c" };
        foreach (var id in texts)
            files.WriteCase(id, "Same words", "en", "cgroup-limit", "exit-137", "lsf", "Nothing else.");

        var hits = await (await StoreAsync()).FindAsync(new CaseQuery { Text = "", Signatures = ["exit-137"] }, Token);

        Assert.Equal(["twin-a", "twin-b", "twin-c"], hits.Select(h => h.Document.Id));
    }

    [Fact]
    public async Task The_limit_is_kept_and_what_has_nothing_in_common_is_not_found()
    {
        var store = await StoreAsync();

        Assert.Single(await store.FindAsync(new CaseQuery { Text = "process killed", Limit = 1 }, Token));
        Assert.Empty(await store.FindAsync(new CaseQuery { Text = "" }, Token));
        Assert.Empty(await store.FindAsync(new CaseQuery { Text = "zzzz qqqq" }, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await store.FindAsync(new CaseQuery { Text = "a", Limit = 0 }, Token));
    }

    [Fact]
    public async Task A_document_is_got_by_its_id_alone()
    {
        var store = await StoreAsync();

        Assert.Equal("How the buddy allocator hands out blocks", (await store.GetAsync("note-buddy", Token))!.Title);
        Assert.Null(await store.GetAsync("NOTE-BUDDY", Token));
        Assert.Null(await store.GetAsync("", Token));
    }

    [Fact]
    public async Task An_empty_corpus_has_no_hits()
    {
        foreach (var folder in (string[])["cases", "notes"])
            Directory.Delete(files.PathOf(folder), recursive: true);

        Assert.Empty(await (await StoreAsync()).FindAsync(new CaseQuery { Text = "memory", Causes = ["cgroup-limit"] }, Token));
    }

    public void Dispose()
    {
        files.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<ICaseStore> StoreAsync() => await OpenAsync(Cases.Reading.CorpusReader.Read(files.Corpus).Corpus);

    private static string Print(CaseHit hit) => $"{hit.Document.Id}#{hit.Section.Id} {hit.Score:R} {hit.Exact} {string.Join('|', hit.Why)}";
}
