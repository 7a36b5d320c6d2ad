using MemHelpBot.Cases.Lint;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Tests.Reading;

public sealed class KnownBugFileTests : IDisposable
{
    private readonly TestCorpus files = new();

    public KnownBugFileTests() => files.Write("known-bugs.yaml", """
        - id: early-kill
          title: Kernels of one series kill early
          match:
            kernels: [{from: "4.4.0-58", before: "4.4.0-63", flavour: null}]
            causes: [memory-fragmentation]
            signatures: []
            facts: ["oom.order >= 1"]
            texts: ["invoked oom-killer"]
          affected: "4.4.0-58 to 4.4.0-62"
          fixed: "4.4.0-63"
          text: {en: "It kills at order 2.", zh: "order 2 时被杀。", pl: "Zabija przy rzędzie 2."}
          source: {title: A report, url: "https://example.org/bug", date: 2017-02, trust: vendor}
          remedies: [check-buddyinfo]
        """);

    [Fact]
    public void A_bug_is_read_with_the_note_that_stands_for_it()
    {
        var corpus = OpenCorpus.Open(files.Corpus, null, files.Cache, CancellationToken.None).Corpus;
        var cached = OpenCorpus.Open(files.Corpus, null, files.Cache, CancellationToken.None).Corpus;

        foreach (var bug in new[] { Assert.Single(corpus.KnownBugs), Assert.Single(cached.KnownBugs) })
        {
            Assert.Equal(new KernelRange("4.4.0-58", "4.4.0-63", null), Assert.Single(bug.Pattern.Kernels));
            Assert.Equal(new FactCondition("oom.order", ">=", "1"), Assert.Single(bug.Pattern.Facts));
            Assert.Equal(("4.4.0-58 to 4.4.0-62", "4.4.0-63", false), (bug.Affected, bug.Fixed, bug.Proved));
        }

        var note = cached.Documents["bug-early-kill"];
        Assert.Equal("https://example.org/bug", note.Source.Url);
        Assert.Contains("Affected: 4.4.0-58 to 4.4.0-62.", note.Section("mechanism")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_table_has_no_problem() => Assert.Empty(CorpusLint.Check(files.Corpus, TestCorpus.Causes));

    [Theory]
    [InlineData("before: \"4.4.0-63\"", "before: \"4.4.0-58\"", "is empty")]
    [InlineData("from: \"4.4.0-58\"", "from: xenial", "'xenial' is no release")]
    [InlineData("causes: [memory-fragmentation]", "causes: [fragments]", "'fragments' is not one of the diagnosis list")]
    [InlineData("\"oom.order >= 1\"", "\"oom.order over 1\"", "is no condition")]
    [InlineData("\"oom.order >= 1\"", "\"oom.order >= many\"", "is no condition")]
    [InlineData("https://example.org/bug", "ftp://example.org/bug", "no https address")]
    [InlineData("remedies: [check-buddyinfo]", "remedies: [check-luck]", "'check-luck' does not exist")]
    [InlineData("przy rzędzie 2", "przy rzędzie 3", "The number 3")]
    [InlineData("texts: [\"invoked oom-killer\"]", "texts: [oom]", "too short")]
    [InlineData("It kills at order 2.", "It kills {x} at order 2.", "has a placeholder")]
    [InlineData("trust: vendor", "trust: rumour", "'rumour' is no value")]
    public void A_mistake_is_an_error_in_its_file(string old, string by, string message)
    {
        files.Replace("known-bugs.yaml", old, by);

        Assert.Contains(CorpusLint.Check(files.Corpus, TestCorpus.Causes), p => p.File == "known-bugs.yaml" && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_version_alone_is_no_pattern()
    {
        files.Write("known-bugs.yaml", """
            - id: a-version
              title: Only a version
              match: {kernels: [{from: "4.4", before: null, flavour: null}]}
              affected: "4.4"
              fixed: null
              text: {en: "It is old.", zh: "它很旧。", pl: "Jest stare."}
              source: {title: A report, url: "https://example.org/bug", date: null, trust: blog}
              remedies: []
            """);

        Assert.Contains(CorpusLint.Check(files.Corpus, TestCorpus.Causes), p => p.Message == "A version alone is no pattern.");
    }

    public void Dispose() => files.Dispose();
}
