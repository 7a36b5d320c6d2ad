using System.Globalization;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Store;
using static MemHelpBot.Cases.Tests.Store.SomeDocuments;

namespace MemHelpBot.Cases.Tests.Store;

/// <summary>What every index has to do. A new one starts by deriving its tests from this.</summary>
public abstract class CaseIndexContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An index that serves a generation.</summary>
    internal abstract Task<ICaseIndex> ServingAsync(CaseGeneration generation);

    /// <summary>An index that cannot answer now, and a word of what it says about it.</summary>
    internal abstract Task<(ICaseIndex Index, CaseGeneration Generation, string Says)> AwayAsync();

    [Fact]
    public async Task Equal_documents_come_in_ordinal_order_of_ids_in_any_script()
    {
        string[] ids = ["zebra", "ähre", "内存-案例", "pamięć-węzła", "a", "b-2", "b-10", "ключ", "😀-icon"];
        var found = await FindAsync(Generation([.. ids.Select(id => Document(id, "the node ran out of memory"))]), "out of memory", 20);

        Assert.Equal(ids.Order(StringComparer.Ordinal), found.Select(h => h.Document.Id));
        Assert.Contains("words: rank 1 of 9", found[0].Why[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rarer_word_and_the_shorter_document_rank_higher()
    {
        var found = await FindAsync(
            Generation(
                Document("a-common", "memory stall"),
                Document("a-common-2", "memory stall"),
                Document("a-common-3", "memory stall"),
                Document("b-rare", "hugetlb stall"),
                Document("a-long", "hugetlb stall " + string.Join(' ', Enumerable.Range(0, 60).Select(i => $"filler{i}")))),
            "memory hugetlb", 10);

        Assert.Equal("b-rare", found[0].Document.Id);
        Assert.True(Place(found, "b-rare") < Place(found, "a-long"));
    }

    [Fact]
    public async Task A_ranking_is_no_deeper_than_told_and_a_limit_is_kept()
    {
        var generation = Generation([.. Enumerable.Range(0, 120).Select(i => Document($"twin-{i:000}", "slab cache grows"))]);
        var index = await ServingAsync(generation);
        var found = await new HybridCaseStore(generation, index).FindAsync(new CaseQuery { Text = "slab cache", Limit = 3 }, Token);

        Assert.Equal(["twin-000", "twin-001", "twin-002"], found.Select(h => h.Document.Id));
        Assert.StartsWith($"words: rank 1 of {CandidateQuery.Depth},", found[0].Why[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_holds_for_every_ranking()
    {
        var generation = Generation(
            Document("case-en", "page allocation failure", causes: ["fragmentation"]),
            Document("case-pl", "page allocation failure", lang: "pl", causes: ["limit", "fragmentation"]),
            Document("note-kernel", "page allocation failure", DocumentKind.Note, causes: ["limit"], trust: "kernel"),
            Document("runbook", "page allocation failure", DocumentKind.External, trust: "site"));
        var store = new HybridCaseStore(generation, await ServingAsync(generation));
        async Task<string[]> With(CaseFilter filter) =>
            [.. (await store.FindAsync(new CaseQuery { Text = "page allocation", Causes = ["limit"], Filter = filter, Limit = 10 }, Token)).Select(h => h.Document.Id).Order(StringComparer.Ordinal)];

        Assert.Equal(["case-en", "case-pl", "note-kernel", "runbook"], await With(CaseFilter.None));
        Assert.Equal(["case-en", "case-pl"], await With(new CaseFilter { Kinds = [DocumentKind.Case] }));
        Assert.Equal(["case-pl"], await With(new CaseFilter { Languages = ["pl", "zh"] }));
        Assert.Equal(["case-en", "case-pl"], await With(new CaseFilter { Causes = ["fragmentation"] }));
        Assert.Equal(["note-kernel", "runbook"], await With(new CaseFilter { Trust = ["kernel", "site"] }));
        Assert.Equal(["case-pl"], await With(new CaseFilter { Kinds = [DocumentKind.Case], Causes = ["limit"] }));
        Assert.Empty(await With(new CaseFilter { Languages = ["de"] }));
    }

    [Fact]
    public async Task Documents_come_back_as_they_were_given()
    {
        var given = new CaseDocument(
            "内存-案例", DocumentKind.External, "Title \"quoted\" \\ and \u2028 odd 😀", "zh", ["limit", "x"], ["exit-137"], ["el7", "slurm 23.02"],
            new DocumentSource("Quelle", "https://example.org/a?b=c&d=é", "2024-05", "site"),
            [new CaseSection("a", "A", "first\n  second\t<b>", "pl"), new CaseSection("b", "B", "")]);
        var index = await ServingAsync(Generation(given, Document("other", "text")));

        var got = await index.GetAsync(given.Id, Token);

        Assert.Equal(Print(given), Print(got!));
        Assert.Null(await index.GetAsync("内存", Token));
    }

    [Fact]
    public async Task A_document_of_very_many_sections_is_one_hit_with_its_best_section()
    {
        var sections = Enumerable.Range(0, 200).Select(i => new CaseSection($"s{i}", $"Step {i}", i == 170 ? "the balloon driver inflates" : $"step{i} of a runbook")).ToArray();
        var generation = Generation(Document("long", "") with { Sections = sections }, Document("short", "nothing alike"));
        var index = await ServingAsync(generation);

        var found = await new HybridCaseStore(generation, index).FindAsync(new CaseQuery { Text = "balloon driver" }, Token);

        Assert.Equal("s170", Assert.Single(found, h => h.Document.Id == "long").Section.Id);
        Assert.Equal(sections, (await index.GetAsync("long", Token))!.Sections);
    }

    [Fact]
    public async Task An_empty_generation_has_no_hits_and_says_that_it_is_empty()
    {
        var generation = Generation();
        var index = await ServingAsync(generation);

        Assert.Empty(await new HybridCaseStore(generation, index).FindAsync(new CaseQuery { Text = "memory", Causes = ["limit"], Signatures = ["exit-137"] }, Token));
        Assert.Null(await index.GetAsync("a", Token));
        Assert.Equal(0, (await index.IdentityAsync(Token))!.Documents);
    }

    [Fact]
    public async Task What_is_served_has_a_name_that_follows_from_its_content()
    {
        var generation = Generation(Document("a", "one"), Document("b", "two"));
        var index = await ServingAsync(generation);

        Assert.Equal(await Generation(Document("b", "two"), Document("a", "one")).IdentityAsync(Token), await index.IdentityAsync(Token));
        Assert.NotEqual((await generation.IdentityAsync(Token)).Stamp, (await Generation(Document("a", "one"), Document("b", "two!")).IdentityAsync(Token)).Stamp);
    }

    [Fact]
    public async Task Removed_documents_are_gone_at_once_and_back_with_the_next_generation()
    {
        var generation = Generation(Document("kept", "swap is full"), Document("leaked", "swap is full of secrets"));
        var index = await ServingAsync(generation);
        var store = new HybridCaseStore(generation, index);

        await index.RemoveAsync(["leaked", "never-there"], Token);

        Assert.Equal(["kept"], (await store.FindAsync(new CaseQuery { Text = "swap full" }, Token)).Select(h => h.Document.Id));
        Assert.Null(await index.GetAsync("leaked", Token));
        await index.PublishAsync(generation, Token);
        Assert.Equal(2, (await store.FindAsync(new CaseQuery { Text = "swap full" }, Token)).Count);
    }

    [Fact]
    public async Task While_a_generation_is_replaced_every_query_is_answered_by_one_of_them()
    {
        CaseGeneration Of(int number) => Generation([.. Enumerable.Range(0, 40).Select(i => Document($"g{number}-{i:00}", "watermark boost"))]);
        var generations = new[] { Of(0), Of(1), Of(2), Of(3) };
        var index = await ServingAsync(generations[0]);
        var store = new HybridCaseStore(generations[0], index);
        using var done = new CancellationTokenSource();
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        var asking = Task.Run(async () =>
        {
            do
            {
                var hits = await store.FindAsync(new CaseQuery { Text = "watermark boost", Limit = 40 }, Token);
                Assert.Equal(40, hits.Count);
                seen.Add(Assert.Single(hits.Select(h => h.Document.Id[..2]).Distinct()));
            }
            while (!done.IsCancellationRequested);
        }, Token);

        foreach (var next in generations[1..])
            await index.PublishAsync(next, Token);
        await done.CancelAsync();
        await asking;

        var last = await store.FindAsync(new CaseQuery { Text = "watermark boost", Limit = 1 }, Token);
        Assert.Equal("g3-00", last[0].Document.Id);
        Assert.NotEmpty(seen);
    }

    [Theory]
    [InlineData("other-model", 24)]
    [InlineData("letters", 32)]
    public async Task Vectors_of_another_model_or_length_are_refused_by_name(string name, int dimensions)
    {
        CaseDocument[] documents = [Document("a", "dirty pages"), Document("b", "writeback")];
        using var model = new LetterModel("letters", 24);
        using var other = new LetterModel(name, dimensions);
        var store = new HybridCaseStore(GenerationOf(other, documents), await ServingAsync(GenerationOf(model, documents)));

        var refused = await Assert.ThrowsAsync<CaseIndexMismatchException>(async () => await store.FindAsync(new CaseQuery { Text = "dirty pages" }, Token));

        Assert.Contains("letters (24 dimensions)", refused.Message, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{name} ({dimensions})"), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_told_and_not_an_empty_list()
    {
        var (index, generation, says) = await AwayAsync();

        var thrown = await Assert.ThrowsAsync<CaseStoreUnavailableException>(
            async () => await new HybridCaseStore(generation, index).FindAsync(new CaseQuery { Text = "memory" }, Token));

        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_is_called_off_ends()
    {
        var generation = Generation(Document("a", "memory"));
        var store = new HybridCaseStore(generation, await ServingAsync(generation));
        using var off = new CancellationTokenSource();
        await off.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.FindAsync(new CaseQuery { Text = "memory" }, off.Token));
    }

    private async Task<IReadOnlyList<CaseHit>> FindAsync(CaseGeneration generation, string text, int limit) =>
        await new HybridCaseStore(generation, await ServingAsync(generation)).FindAsync(new CaseQuery { Text = text, Limit = limit }, Token);

    private static int Place(IReadOnlyList<CaseHit> hits, string id) => hits.Select(h => h.Document.Id).ToList().IndexOf(id);

    private static string Print(CaseDocument d) =>
        $"{d.Id}|{d.Kind}|{d.Title}|{d.Lang}|{string.Join(',', d.Causes)}|{string.Join(',', d.Signatures)}|{string.Join(',', d.Environment)}|{d.Source}|{string.Join('\n', d.Sections)}";
}
