using MemHelpBot.Cases.Lint;
using MemHelpBot.Cases.Reading;
using MemHelpBot.Diagnosis;

namespace MemHelpBot.Architecture.Tests;

/// <summary><c>docs/corpus-coverage.md</c> is generated from the corpus. Set MEMHELP_WRITE_DOCS=1 to write it; the test fails when it drifts.</summary>
public sealed class CorpusCoverageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "corpus-coverage.md");

    [Fact]
    public void The_documented_coverage_is_that_of_the_corpus()
    {
        var corpus = CorpusReader.Read(Path.Combine(Repository.Root, "corpus")).Corpus;
        var expected = CorpusCoverage.Of(corpus, CauseIds.All, KnownSignatures.All).ToMarkdown();
        if (Environment.GetEnvironmentVariable("MEMHELP_WRITE_DOCS") == "1")
            File.WriteAllText(Page, expected);
        Assert.Equal(expected, File.ReadAllText(Page));
    }
}
