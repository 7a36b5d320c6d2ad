using MemHelpBot.Assistant;
using MemHelpBot.Assistant.Evaluation;
using MemHelpBot.Models.OpenAI.Tests.Server;
using MemHelpBot.Models.OpenAI.Tests.Sweep;

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
        Assert.Contains($"| tokens sent / received | 0 | {900 * server.Calls} / {250 * server.Calls} |", report, StringComparison.Ordinal);
    }

    /// <summary>The measured report of docs/answers-measured.md: a good model and, case by case, all that go wrong. <c>MEMHELP_TEST_REPORT</c> names the file to write.</summary>
    [Fact]
    public async Task The_cases_of_a_folder_are_measured_with_a_good_model_and_with_those_that_go_wrong()
    {
        if (Pastes.OfTheFolder.Count == 0)
            Assert.Skip($"{Pastes.FolderVariable} names no folder of labelled cases.");
        List<AnswerCase> cases = [.. Cases, .. Pastes.OfTheFolder.Select(p => p.Label!)];
        await using var server = await ModelServer.StartAsync();
        var good = await RunAsync(server, cases);
        var names = Adversaries.All.Keys.ToList();
        var turn = 0;
        server.Play = (c, r) => Adversaries.All[names[turn++ % names.Count]](c, r);
        var wrong = await RunAsync(server, cases);
        foreach (var run in (AnswerEvaluated[])[good, wrong])
        {
            Assert.All(run.Model, c => Assert.Equal((c.Score.Verified.All, new Share(6, 6)), (c.Score.Verified.Good, c.Score.Rules)));
            Assert.Equal(run.Verdicts.All, run.Verdicts.Good);
        }

        var report = $"{good.Report("the test server, honest", 0.40m, 1.60m)}\n{wrong.Report("the test server, a model that goes wrong for each question in turn", 0.40m, 1.60m)}";
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        if (Environment.GetEnvironmentVariable("MEMHELP_TEST_REPORT") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, report, TestContext.Current.CancellationToken);
    }

    private static IReadOnlyList<AnswerCase> Cases { get; } = AnswerCase.Read(Directory, File.ReadAllText);

    private static async Task<AnswerEvaluated> RunAsync(ModelServer server, IReadOnlyList<AnswerCase>? cases = null)
    {
        using var client = new OpenAIChat(server.Settings(s => s with { Retries = 0 }));
        AnswerEvaluation? evaluation = null;
        var desk = new Answers.Models.ModelDesk(client, Bench.Prompts, Answers.Models.ModelLimits.Usual, null, o => evaluation!.Note(o));
        evaluation = new AnswerEvaluation(Bench.Corpus.Corpus, new MemHelpAssistant(Bench.Corpus.Corpus, Bench.Corpus.Store, null, desk), TimeProvider.System);
        return await evaluation.RunAsync(cases ?? Cases, null, TestContext.Current.CancellationToken);
    }
}
