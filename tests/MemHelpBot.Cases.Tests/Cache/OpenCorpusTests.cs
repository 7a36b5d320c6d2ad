using MemHelpBot.Cases.Ingest;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Tests.Cache;

public sealed class OpenCorpusTests : IDisposable
{
    private static readonly CaseQuery Query = new() { Text = "内存碎片 order 2 on the host", Causes = ["memory-fragmentation"], Limit = 10 };
    private readonly TestCorpus files = new();

    [Fact]
    public async Task A_cached_corpus_is_the_same_and_answers_the_same()
    {
        var read = Open();
        var before = await Answer(read);
        Assert.Equal(3, Directory.GetFiles(files.Cache).Length);

        var cached = Open();

        Assert.Equal(before, await Answer(cached));
        Assert.Equal(Print(read.Corpus), Print(cached.Corpus));
    }

    [Fact]
    public async Task A_changed_file_is_read_anew()
    {
        await Answer(Open());
        files.Replace("cases/numa-fragmentation.md", "An order 2 request", "An order 3 request indeed");

        var opened = Open();

        Assert.Contains("order 3", opened.Corpus.Documents["numa-fragmentation"].Section("analysis")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_that_is_damaged_at_any_place_is_ignored()
    {
        var before = await Answer(Open());
        var random = new Random(20_265);
        for (var round = 0; round < 40; round++)
        {
            foreach (var path in Directory.GetFiles(files.Cache))
            {
                var bytes = File.ReadAllBytes(path);
                bytes[random.Next(bytes.Length)] ^= 0x41;
                File.WriteAllBytes(path, round % 4 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            }

            Assert.Equal(before, await Answer(Open()));
        }
    }

    [Fact]
    public async Task A_cache_directory_that_cannot_be_written_is_no_error()
    {
        File.WriteAllText(files.Cache, "a file where the directory should be");

        Assert.NotEmpty(await Answer(Open()));
    }

    [Fact]
    public void An_error_in_a_file_stops_the_opening_with_file_line_and_mend()
    {
        files.Replace("questions/general.yaml", "remedy: check-buddyinfo", "");

        Assert.Empty(Open().Problems);

        files.Replace("questions/general.yaml", "id: buddyinfo", "id: []");
        var thrown = Assert.Throws<CorpusInvalidException>(() => Open());

        Assert.StartsWith("questions/general.yaml:1: error: 'id' must be a text. Write 'id: …'.", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<CorpusInvalidException>(() => OpenCorpus.Open(Path.Combine(files.Root, "nowhere"), cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ingested_documents_are_found_beside_the_corpus_and_a_new_ingest_shows()
    {
        var sources = Directory.CreateDirectory(Path.Combine(files.Root, "site")).FullName;
        File.WriteAllText(Path.Combine(sources, "glex.md"), "# GLEX region\n\nThe fabric ran out of glexregions.");
        Ingestor.Ingest([sources], files.Data, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains(await Answer(Open(), "glexregions"), a => a.StartsWith("ext-glex-", StringComparison.Ordinal));

        File.WriteAllText(Path.Combine(sources, "second.md"), "# Second\n\nMore of the frobnicator.");
        Ingestor.Ingest([sources], files.Data, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains(await Answer(Open(), "frobnicator"), a => a.StartsWith("ext-second-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_ingest_index_is_a_warning_and_the_corpus_answers()
    {
        Directory.CreateDirectory(files.Data);
        File.WriteAllText(Path.Combine(files.Data, "ingested.bin"), "not an index");

        var opened = Open();

        Assert.Contains("cannot be read", Assert.Single(opened.Problems).Message, StringComparison.Ordinal);
        Assert.NotEmpty(await Answer(opened));
    }

    public void Dispose() => files.Dispose();

    private OpenCorpus Open() => OpenCorpus.Open(files.Corpus, files.Data, files.Cache, TestContext.Current.CancellationToken);

    private static async Task<List<string>> Answer(OpenCorpus opened, string? text = null) =>
        [.. (await opened.Store.FindAsync(text is null ? Query : new CaseQuery { Text = text }, TestContext.Current.CancellationToken))
            .Select(h => $"{h.Document.Id}#{h.Section.Id} {h.Score:R} {h.Exact} {string.Join('|', h.Why)}")];

    private static string Print(Corpus corpus) => System.Text.Json.JsonSerializer.Serialize(corpus);
}
