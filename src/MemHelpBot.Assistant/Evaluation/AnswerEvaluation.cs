using System.Globalization;
using System.Text;
using MemHelpBot.Answers.Models;
using MemHelpBot.Cases.Model;

namespace MemHelpBot.Assistant.Evaluation;

/// <summary>Measures answers over labelled cases: the deterministic ones, and beside them what a configured model makes of them.</summary>
/// <param name="corpus">What may be cited.</param>
/// <param name="assistant">Answers.</param>
/// <param name="clock">The time, for latencies and the date of the report.</param>
public sealed class AnswerEvaluation(Corpus corpus, MemHelpAssistant assistant, TimeProvider clock)
{
    private readonly List<ModelOutcome> outcomes = [];

    /// <summary>Takes note of what a model cost: give it to the desk.</summary>
    public void Note(ModelOutcome outcome)
    {
        lock (outcomes)
            outcomes.Add(outcome);
    }

    /// <summary>Runs every case, one after another.</summary>
    public async Task<AnswerEvaluated> RunAsync(IReadOnlyList<AnswerCase> cases, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var (first, better) = (new List<(string, AnswerScore)>(), new List<(string, AnswerScore)>());
        var (firstTimes, betterTimes) = (new List<double>(), new List<double>());
        var (changed, verdicts) = (0, default(Share));
        foreach (var one in cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = clock.GetTimestamp();
            var reply = await assistant.ReplyAsync(new Conversation(), new Turn(one.Input, one.Language), cancellationToken).ConfigureAwait(false);
            firstTimes.Add(clock.GetElapsedTime(started).TotalMilliseconds);
            first.Add((one.Name, AnswerScore.Of(one, corpus, reply, reply.Answer)));
            if (!assistant.CanImprove)
                continue;
            var improved = await assistant.ImproveAsync(reply, cancellationToken).ConfigureAwait(false);
            betterTimes.Add(clock.GetElapsedTime(started).TotalMilliseconds);
            changed += improved is null ? 0 : 1;
            verdicts += Share.Of((improved ?? reply).Answer.Causes.Select(c => (c.Id, c.Verdict)).SequenceEqual(reply.Answer.Causes.Select(c => (c.Id, c.Verdict))));
            better.Add((one.Name, AnswerScore.Of(one, corpus, improved ?? reply, reply.Answer)));
            progress?.Invoke(one.Name);
        }

        return new AnswerEvaluated(clock.GetLocalNow(), first, firstTimes, better, betterTimes, changed, verdicts, [.. outcomes]);
    }
}

/// <summary>What an evaluation came to.</summary>
/// <param name="At">When.</param>
/// <param name="Deterministic">Scores of the deterministic answers, by case.</param>
/// <param name="FirstContent">Milliseconds to the first content.</param>
/// <param name="Model">Scores with the model; empty without one.</param>
/// <param name="Final">Milliseconds to the final words, with the model.</param>
/// <param name="Changed">Answers that the model changed.</param>
/// <param name="Verdicts">Answers whose causes and verdicts are the deterministic ones.</param>
/// <param name="Outcomes">What the questions to the model came to.</param>
public sealed record AnswerEvaluated(
    DateTimeOffset At, IReadOnlyList<(string Case, AnswerScore Score)> Deterministic, IReadOnlyList<double> FirstContent,
    IReadOnlyList<(string Case, AnswerScore Score)> Model, IReadOnlyList<double> Final, int Changed, Share Verdicts, IReadOnlyList<ModelOutcome> Outcomes)
{
    /// <summary>The report as Markdown.</summary>
    /// <param name="model">Name of the model; null without one.</param>
    /// <param name="inputPrice">Price of a million tokens sent.</param>
    /// <param name="outputPrice">Price of a million tokens received.</param>
    public string Report(string? model, decimal? inputPrice, decimal? outputPrice)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Answers, measured {At:yyyy-MM-dd HH:mm zzz}\n\n{Deterministic.Count} labelled cases.\n\n");
        var columns = new List<(string Name, AnswerScore Score)> { ("deterministic", Sum(Deterministic)) };
        if (Model.Count > 0)
            columns.Add((Cell(model ?? "model"), Sum(Model)));
        Row("", columns.Select(c => c.Name));
        Row("---", columns.Select(_ => "---"));
        Row("primary cause accepted", columns.Select(c => c.Score.Cause.ToString()));
        Row("citation recall", columns.Select(c => c.Score.CitationRecall.ToString()));
        Row("citation precision", columns.Select(c => c.Score.CitationPrecision.ToString()));
        Row("number fidelity (claims)", columns.Select(c => c.Score.Numbers.ToString()));
        Row("command validity", columns.Select(c => c.Score.Commands.ToString()));
        Row("must say", columns.Select(c => c.Score.MustSay.ToString()));
        Row("must not say", columns.Select(c => c.Score.MustNotSay.ToString()));
        Row("rules of the contract that hold", columns.Select(c => c.Score.Rules.ToString()));
        Row("sentences deterministic or verified", columns.Select(c => c.Score.Verified.ToString()));
        // The first content is the deterministic answer in both columns: the model is asked after it is there.
        Row("first content, p50 / p95 ms", columns.Select(_ => Times(FirstContent)));
        if (Model.Count > 0)
        {
            Row("final words, p50 / p95 ms", [Times(FirstContent), Times(Final)]);
            Row("added before the first content, p95 ms", ["0", "0"]);
            Row("answers in the model's words", ["–", new Share(Changed, Model.Count).ToString()]);
            Row("causes and verdicts unchanged", ["–", Verdicts.ToString()]);
            Row("questions that came to nothing", ["–", string.Join(", ", Outcomes.Where(o => o.Outcome is not ("ok" or ModelOutcome.SentencesRefused)).GroupBy(o => o.Outcome).Select(g => $"{g.Key} {g.Count()}")) is { Length: > 0 } some ? some : "none"]);
            Row("replies with sentences that were refused", ["–", string.Create(CultureInfo.InvariantCulture, $"{Outcomes.Count(o => o.Outcome == ModelOutcome.SentencesRefused)}")]);
            var (sent, received) = (Outcomes.Sum(o => o.InputTokens), Outcomes.Sum(o => o.OutputTokens));
            Row("tokens sent / received", ["0", string.Create(CultureInfo.InvariantCulture, $"{sent} / {received}")]);
            Row("cost", ["0", inputPrice is null && outputPrice is null ? "no prices set" : string.Create(CultureInfo.InvariantCulture, $"{(sent * (inputPrice ?? 0) + received * (outputPrice ?? 0)) / 1_000_000m:0.####}")]);
        }

        foreach (var (name, score) in Deterministic.Concat(Model).Where(c => IsShort(c.Score)).DistinctBy(c => c.Case))
            text.Append(CultureInfo.InvariantCulture, $"\n- {Cell(name)}: cause {score.Cause}, must say {score.MustSay}, must not say {score.MustNotSay}, rules {score.Rules}");
        return text.Append('\n').ToString();

        void Row(string name, IEnumerable<string> cells) => text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells)} |\n");
    }

    private static bool IsShort(AnswerScore score) => score.Cause.Good < score.Cause.All || score.MustSay.Good < score.MustSay.All || score.MustNotSay.Good < score.MustNotSay.All || score.Rules.Good < score.Rules.All;

    private static AnswerScore Sum(IReadOnlyList<(string Case, AnswerScore Score)> scores) => scores.Select(s => s.Score).Aggregate(new AnswerScore(), (a, b) => a + b);

    private static string Times(IReadOnlyList<double> times)
    {
        if (times.Count == 0)
            return "–";
        var sorted = times.Order().ToList();
        double At(double share) => sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
        return string.Create(CultureInfo.InvariantCulture, $"{At(0.5):0} / {At(0.95):0}");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
