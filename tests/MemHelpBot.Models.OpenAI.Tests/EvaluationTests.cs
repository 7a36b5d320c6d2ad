using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Evaluation;
using MemHelpBot.Models.OpenAI.Tests.Server;

namespace MemHelpBot.Models.OpenAI.Tests;

/// <summary>The measure of answers, over labelled cases of this repository.</summary>
public sealed class EvaluationTests
{
    private static readonly string Directory = Path.Combine(AppContext.BaseDirectory, "Fixtures", "answers");

    [Fact]
    public async Task The_deterministic_answers_of_the_labelled_cases_are_right()
    {
        var run = await new AnswerEvaluation(Bench.Corpus.Corpus, new MemHelpAssistant(Bench.Corpus.Corpus, Bench.Corpus.Store), TimeProvider.System)
            .RunAsync(Cases, null, TestContext.Current.CancellationToken);
        Assert.Equal(Cases.Count, run.Deterministic.Count);
        Assert.All(run.Deterministic, c =>
        {
            Assert.Equal(new Share(1, 1), c.Score.Cause);
            Assert.Equal(c.Score.MustSay.All, c.Score.MustSay.Good);
            Assert.Equal(c.Score.MustNotSay.All, c.Score.MustNotSay.Good);
            Assert.Equal(new Share(6, 6), c.Score.Rules);
            Assert.Equal(c.Score.CitationRecall.All, c.Score.CitationRecall.Good);
            Assert.Equal(c.Score.Commands.All, c.Score.Commands.Good);
        });
        Assert.Empty(run.Model);
        Assert.Contains("| citation recall |", run.Report(null, null, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hallucinated numbers")]
    [InlineData("dropped negations")]
    [InlineData("invented commands")]
    [InlineData("500")]
    public async Task With_a_model_that_goes_wrong_no_sentence_is_unverified_and_no_verdict_changes(string name)
    {
        await using var server = await ModelServer.StartAsync();
        server.Play = Adversaries.All[name];
        var run = await RunAsync(server);
        Assert.All(run.Model, c => Assert.Equal(c.Score.Verified.All, c.Score.Verified.Good));
        Assert.All(run.Model, c => Assert.Equal(new Share(6, 6), c.Score.Rules));
        Assert.Equal(run.Verdicts.All, run.Verdicts.Good);
    }

    [Fact]
    public async Task A_good_model_stands_beside_with_its_time_and_cost()
    {
        await using var server = await ModelServer.StartAsync();
        var run = await RunAsync(server);
        Assert.Equal(Cases.Count, run.Changed);
        Assert.All(run.Model, c => Assert.Equal(c.Score.Verified.All, c.Score.Verified.Good));
        var report = run.Report("test|model", 1m, 4m);
        Assert.Contains("test\\|model", report, StringComparison.Ordinal);
        Assert.Contains("| added before the first content, p95 ms | 0 | 0 |", report, StringComparison.Ordinal);
        Assert.Contains($"| tokens sent / received | 0 | {900 * Cases.Count} / {250 * Cases.Count} |", report, StringComparison.Ordinal);
    }

    private static IReadOnlyList<AnswerCase> Cases { get; } = AnswerCase.Read(Directory, File.ReadAllText);

    private static async Task<AnswerEvaluated> RunAsync(ModelServer server)
    {
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 0 }));
        AnswerEvaluation? evaluation = null;
        var desk = new Answers.Models.ModelDesk(client, Bench.Prompts, Answers.Models.ModelLimits.Usual, null, o => evaluation!.Note(o));
        evaluation = new AnswerEvaluation(Bench.Corpus.Corpus, new MemHelpAssistant(Bench.Corpus.Corpus, Bench.Corpus.Store, null, desk), TimeProvider.System);
        return await evaluation.RunAsync(Cases, null, TestContext.Current.CancellationToken);
    }
}
