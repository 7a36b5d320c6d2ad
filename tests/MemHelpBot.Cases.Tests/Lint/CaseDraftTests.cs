using MemHelpBot.Cases.Lint;
using MemHelpBot.Cases.Reading;

namespace MemHelpBot.Cases.Tests.Lint;

public sealed class CaseDraftTests : IDisposable
{
    private readonly TestCorpus files = new();

    [Fact]
    public void A_draft_is_a_whole_case_of_which_the_lint_names_every_part_that_is_to_be_written()
    {
        CaseDraft.Write(files.Corpus, "leak-on-node", TestCorpus.Cgroup, "https://example.org/a\"b");

        Assert.Equal("https://example.org/a%22b", CorpusReader.Read(files.Corpus).Corpus.Documents["leak-on-node"].Source.Url);
        var problems = CorpusLint.Check(files.Corpus, TestCorpus.Causes);
        Assert.All(problems, p => Assert.Equal(("cases/leak-on-node.md", ProblemSeverity.Error), (p.File, p.Severity)));
        Assert.All(
            (string[])["Symptom", "Evidence", "Analysis", "Resolution", "Commands", "Corrections"],
            s => Assert.Contains(problems, p => p.Message == $"The section '{s}' is still to be written."));
        Assert.Contains(problems, p => p.Message == "A title is still to be written.");
        Assert.Contains(problems, p => p.Message == "The language of the source is missing.");
    }

    [Theory]
    [InlineData("numa-fragmentation", null, "is taken")]
    [InlineData("Not an id", null, "is not lower-case words")]
    [InlineData("../outside", null, "is not lower-case words")]
    [InlineData("fine", "file:///etc/passwd", "is no address")]
    public void A_draft_is_refused_with_its_reason(string id, string? url, string why)
    {
        var refused = Assert.Throws<ArgumentException>(() => CaseDraft.Write(files.Corpus, id, TestCorpus.Cgroup, url));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_not_written_over()
    {
        files.Write("cases/half-done.md", "no front matter");

        Assert.Throws<ArgumentException>(() => CaseDraft.Write(files.Corpus, "half-done", TestCorpus.Cgroup, null));
        Assert.Equal("no front matter", File.ReadAllText(files.PathOf("cases/half-done.md")));
    }

    [Fact]
    public void Statistics_count_documents_words_and_sources()
    {
        var of = CorpusStatistics.Of(CorpusReader.Read(files.Corpus).Corpus, [.. TestCorpus.Causes, "stack-limit"]);

        Assert.Equal([new Tally("case", 4), new Tally("note", 1)], of.Documents);
        Assert.Equal([new Tally("en", 3), new Tally("pl", 1), new Tally("zh", 1)], of.TextLanguages);
        Assert.Equal([new Tally("en", 2), new Tally("pl", 1), new Tally("zh", 1)], of.SourceLanguages);
        Assert.Equal([new Tally("2022", 4)], of.Years);
        Assert.Equal([new Tally(TestCorpus.Fragmentation, 2), new Tally(TestCorpus.Cgroup, 2), new Tally("stack-limit", 0)], of.Causes);
        Assert.Equal(26, of.Sections);
    }

    [Fact]
    public void Coverage_has_a_row_for_each_cause_and_names_the_messages_without_a_case()
    {
        var page = CorpusCoverage.Of(CorpusReader.Read(files.Corpus).Corpus, TestCorpus.Causes, ["kernel-oom-global", "exit-137"]).ToMarkdown();

        Assert.Contains("| `memory-fragmentation` | 2 | 1 | yes | 1 | 4 | 2 | 0 | en 1, zh 1 |\n", page, StringComparison.Ordinal);
        Assert.Contains("| `cgroup-limit` | 2 | 0 | yes | 0 | 4 | 1 | 0 | en 1, pl 1 |\n", page, StringComparison.Ordinal);
        Assert.EndsWith("shows\n\n`exit-137`\n", page, StringComparison.Ordinal);
    }

    public void Dispose() => files.Dispose();
}
