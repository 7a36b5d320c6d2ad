using MemHelpBot.Cases.Lint;

namespace MemHelpBot.Cases.Tests.Reading;

public sealed class FrequentQuestionFileTests : IDisposable
{
    private readonly TestCorpus files = new();

    public FrequentQuestionFileTests() => files.Write("faq/x.yaml", """
        - id: add-swap
          asks: ["how do I add swap", "如何增加 swap"]
          text: {en: "It softens peaks.", zh: "可缓解峰值。", pl: "Łagodzi szczyty."}
          cite: [C:note-a#mechanism]
          remedies: [no-such-remedy]
        """);

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_question_is_read_with_all_that_belongs_to_it()
    {
        var read = OpenCorpus.Open(files.Corpus, null, files.Cache, CancellationToken.None).Corpus;
        var cached = OpenCorpus.Open(files.Corpus, null, files.Cache, CancellationToken.None).Corpus;
        Assert.All(new[] { read, cached }, corpus =>
        {
            var question = Assert.Single(corpus.FrequentQuestions);
            Assert.Equal(("add-swap", 2, "Łagodzi szczyty."), (question.Id, question.Asks.Count, question.Text.Pl));
            Assert.Equal(["no-such-remedy"], question.Remedies);
        });
    }

    [Theory]
    [InlineData("The remedy 'no-such-remedy' does not exist.")]
    [InlineData("leads nowhere")]
    public void The_lint_says_what_it_names_in_vain(string message) =>
        Assert.Contains(CorpusLint.Check(files.Corpus, TestCorpus.Causes), p => p.Message.Contains(message, StringComparison.Ordinal) && p.File == "faq/x.yaml");
}
