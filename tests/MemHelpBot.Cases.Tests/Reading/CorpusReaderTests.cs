using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Tests.Reading;

public sealed class CorpusReaderTests : IDisposable
{
    private readonly TestCorpus files = new();

    [Fact]
    public void A_whole_corpus_is_read_without_a_problem()
    {
        var (corpus, problems) = CorpusReader.Read(files.Corpus);

        Assert.Empty(problems);
        Assert.Equal(["container-own-limit", "note-buddy", "numa-fragmentation", "suipian-neicun", "wezel-bez-pamieci"], corpus.Documents.Keys.Order());
        var document = corpus.Documents["numa-fragmentation"];
        Assert.Equal(DocumentKind.Case, document.Kind);
        Assert.Equal(["symptom", "evidence", "analysis", "resolution", "commands", "corrections"], document.Sections.Select(s => s.Id));
        Assert.Contains("## not a heading", document.Section("evidence")!.Text, StringComparison.Ordinal);
        Assert.Equal(new DocumentSource("Page allocation", "https://docs.kernel.org/mm/page_allocation.html", "2024-05", "kernel"), corpus.Documents["note-buddy"].Source);
        Assert.Equal("内存碎片化", corpus.Playbooks["memory-fragmentation"].Name.Zh);
        Assert.Equal("{zone} has {free:both} free and no block of order {order}", corpus.Evidence["memory-fragmentation/no-block"].Text.En);
        Assert.Equal(new RemedyParameter("kb", "size-kb", "vm.min_free_kbytes", "x2", "KB"), Assert.Single(corpus.Remedies["raise-reserve"].Parameters));
        Assert.Equal("check-buddyinfo", corpus.Questions["buddyinfo"].Remedy);
        Assert.Equal(["order", "pages"], corpus.Corrections[0].Patterns[0]);
        Assert.Equal(["buddy allocator", "伙伴系统", "alokator bliźniaczy"], corpus.Glossary[0].Terms);
        Assert.Equal(3, corpus.Lexicon.Count);
    }

    [Fact]
    public void Titles_and_the_language_of_the_source_are_read_and_kept_in_the_cache()
    {
        files.Replace("cases/numa-fragmentation.md", "\"测试 numa-fragmentation\"\n  pl: \"Próba numa-fragmentation\"", "节点内存碎片\n  pl: Fragmentacja na węźle");
        files.Replace("cases/numa-fragmentation.md", "  lang: en", "  lang: de");

        foreach (var corpus in new[] { CorpusReader.Read(files.Corpus).Corpus, Open(), Open() })
        {
            var document = corpus.Documents["numa-fragmentation"];
            Assert.Equal(["节点内存碎片", "Fragmentacja na węźle", document.Title], [document.TitleIn("zh"), document.TitleIn("pl"), document.TitleIn("en")]);
            Assert.Equal("de", document.Source.Lang);
            Assert.Null(corpus.Documents["note-buddy"].Titles);
            Assert.Null(corpus.Documents["note-buddy"].Source.Lang);
        }

        Corpus Open() => OpenCorpus.Open(files.Corpus, null, files.Cache, TestContext.Current.CancellationToken).Corpus;
    }

    [Theory]
    [InlineData("cases/numa-fragmentation.md", "  pl: \"Próba numa-fragmentation\"\n", "", 5, "The key 'pl' is missing")]
    [InlineData("lexicon.yaml", "words: [container, 容器, kontener]", "words: [container, 容器", 4, "not valid YAML")]
    [InlineData("lexicon.yaml", "- id: container", "- id: fragmentation", 3, "already in lexicon.yaml:1")]
    [InlineData("lexicon.yaml", "[limit,", "[Limit,", 5, "not in lower case")]
    [InlineData("lexicon.yaml", "- id: limit", "- id: &a limit", 5, "Anchors and tags")]
    [InlineData("questions/general.yaml", ", pl: \"Co mówi buddyinfo?\"", "", 2, "lacks the language 'pl'")]
    [InlineData("questions/general.yaml", "remedy:", "remedies:", 3, "The key 'remedies' is not known")]
    [InlineData("remedies/zones.yaml", "risk: reversible\n  run_as: root\n  command: sysctl -w", "risk: harmless\n  run_as: root\n  command: sysctl -w", 13, "'harmless' is no value for 'risk'")]
    [InlineData("remedies/zones.yaml", "type: size-kb", "type: kilobytes", 17, "'kilobytes' is no value for 'type'")]
    [InlineData("remedies/zones.yaml", "rule: \"x2\"", "rule: double", 17, "'double' is no rule")]
    [InlineData("playbooks/cgroup-limit.yaml", "cause: cgroup-limit", "cause: cgroup-limits", 1, "differs from the file name")]
    [InlineData("cases/numa-fragmentation.md", "## Resolution", "## Outcome", 18, "in this order")]
    [InlineData("cases/numa-fragmentation.md", "\nlang: en\ncauses", "\nlang: english\ncauses", 7, "is no language")]
    [InlineData("cases/numa-fragmentation.md", "date: 2022-06-15", "date: 2022-13-15", 12, "is no date")]
    [InlineData("cases/numa-fragmentation.md", "id: numa-fragmentation", "id: Numa_Fragmentation", 2, "not lower-case words")]
    [InlineData("cases/numa-fragmentation.md", "---\nid", "id", 1, "front matter is missing")]
    [InlineData("notes/note-buddy.md", "## Mechanism", "## Method", 10, "starts with the section Mechanism")]
    [InlineData("evidence/memory-fragmentation.yaml", "  no-block:", "  no-block: 3\n  x:", 3, "A map of keys and values")]
    public void A_mistake_is_named_with_its_file_and_line_and_the_rest_is_read(string file, string old, string by, int line, string message)
    {
        files.Replace(file, old, by);

        var (corpus, problems) = CorpusReader.Read(files.Corpus);

        var problem = Assert.Single(problems, p => p.Message.Contains(message, StringComparison.Ordinal));
        Assert.Equal((file, line), (problem.File, problem.Line));
        Assert.Equal(ProblemSeverity.Error, problem.Severity);
        Assert.NotEmpty(problem.Mend);
        Assert.Contains("wezel-bez-pamieci", corpus.Documents.Keys);
    }

    [Fact]
    public void An_empty_file_and_a_stray_one_are_named()
    {
        files.Write("glossary.yaml", "");
        files.Write("remarks.yaml", "a: b");

        var (_, problems) = CorpusReader.Read(files.Corpus);

        Assert.Contains(problems, p => p is { File: "glossary.yaml", Severity: ProblemSeverity.Error });
        Assert.Contains(problems, p => p is { File: "remarks.yaml", Severity: ProblemSeverity.Warning });
    }

    [Fact]
    public void Scrambled_files_give_problems_and_never_an_exception()
    {
        var random = new Random(20_263);
        var originals = Directory.GetFiles(files.Corpus, "*", SearchOption.AllDirectories).Select(f => (Path: f, Text: File.ReadAllText(f))).ToArray();
        const string Marks = "{}[]:-#&*!|>'\"%@`\n\t ,?\u0000é碎";
        for (var round = 0; round < 300; round++)
        {
            var (path, text) = originals[random.Next(originals.Length)];
            var broken = text.ToCharArray();
            for (var i = random.Next(1, 6); i > 0; i--)
                broken[random.Next(broken.Length)] = Marks[random.Next(Marks.Length)];
            File.WriteAllText(path, new string(broken, 0, random.Next(broken.Length)));

            Assert.NotNull(CorpusReader.Read(files.Corpus).Corpus);

            File.WriteAllText(path, text);
        }
    }

    [Fact]
    public void A_missing_directory_is_a_problem() =>
        Assert.Contains("does not exist", Assert.Single(CorpusReader.Read(Path.Combine(files.Root, "nowhere")).Problems).Message, StringComparison.Ordinal);

    public void Dispose() => files.Dispose();
}
