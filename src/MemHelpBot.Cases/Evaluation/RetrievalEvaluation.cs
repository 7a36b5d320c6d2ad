using System.Diagnostics;

namespace MemHelpBot.Cases.Evaluation;

/// <summary>Asks a ranker every question of a collection and measures what comes.</summary>
public static class RetrievalEvaluation
{
    /// <summary>How far down rankings are asked for and measured; what a store gives at most.</summary>
    public const int Depth = 100;

    // So many questions are asked once before the clock counts: the code is compiled and the index is in the caches.
    private const int WarmUp = 50;

    /// <summary>Measures.</summary>
    /// <param name="ranker">What is measured.</param>
    /// <param name="collection">The questions with their judgements.</param>
    /// <param name="languages">Languages of a document by its id: of its text, and of its source.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<EvaluatedRun> RunAsync(
        ITestRanker ranker, TestCollection collection, Func<string, DocumentLanguages> languages, CancellationToken cancellationToken = default)
    {
        foreach (var query in collection.Queries.Take(WarmUp))
            await ranker.RankAsync(query.Text, Depth, cancellationToken).ConfigureAwait(false);
        var answered = new List<EvaluatedQuery>(collection.Queries.Count);
        foreach (var query in collection.Queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            var ranked = await ranker.RankAsync(query.Text, Depth, cancellationToken).ConfigureAwait(false);
            var elapsed = Stopwatch.GetElapsedTime(start);
            // What a question is about is told by the documents with its highest grade.
            var best = query.Grades.Values.Max();
            var about = query.Grades.Where(g => g.Value == best).Select(g => languages(g.Key)).ToList();
            answered.Add(new EvaluatedQuery(
                query, ranked, elapsed, about.All(l => l.Text != query.Lang), about.All(l => l.Source != query.Lang)));
        }

        return new EvaluatedRun(ranker.Name, answered);
    }
}

/// <summary>The languages of a document (ISO 639-1).</summary>
/// <param name="Text">Of its text.</param>
/// <param name="Source">Of the source that it tells of; that of its text where it tells of none.</param>
public readonly record struct DocumentLanguages(string Text, string Source);

/// <summary>One question, answered.</summary>
/// <param name="Query">The question.</param>
/// <param name="Ranked">What came, best first.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="OtherText">Whether the documents it is about are written in another language.</param>
/// <param name="OtherSource">Whether the sources of the documents it is about are in another language.</param>
public sealed record EvaluatedQuery(TestQuery Query, IReadOnlyList<RankedDocument> Ranked, TimeSpan Elapsed, bool OtherText, bool OtherSource)
{
    /// <summary>Ids of what came.</summary>
    public IReadOnlyList<string> Ids { get; } = [.. Ranked.Select(r => r.Id)];
}

/// <summary>All questions, answered by one ranker.</summary>
/// <param name="Ranker">Its name.</param>
/// <param name="Queries">The questions.</param>
public sealed record EvaluatedRun(string Ranker, IReadOnlyList<EvaluatedQuery> Queries)
{
    /// <summary>Means over some of the questions.</summary>
    public static MeanMeasures Mean(IReadOnlyList<EvaluatedQuery> queries)
    {
        double Average(Func<EvaluatedQuery, double> of) => queries.Count == 0 ? 0 : queries.Average(of);
        return new MeanMeasures(
            queries.Count,
            Average(q => RetrievalMetrics.Ndcg(q.Ids, q.Query.Grades, 10)),
            Average(q => RetrievalMetrics.AveragePrecision(q.Ids, q.Query.Grades)),
            Average(q => RetrievalMetrics.Recall(q.Ids, q.Query.Grades, 5)),
            Average(q => RetrievalMetrics.Recall(q.Ids, q.Query.Grades, 5, q.Query.Grades.Values.Max())),
            Average(q => RetrievalMetrics.Recall(q.Ids, q.Query.Grades, 100)),
            Average(q => RetrievalMetrics.ReciprocalRank(q.Ids, q.Query.Grades)));
    }

    /// <summary>The time that a share of the questions did not exceed: the nearest rank, 0.5 for the median.</summary>
    public TimeSpan Latency(double share)
    {
        if (Queries.Count == 0)
            return TimeSpan.Zero;
        var sorted = Queries.Select(q => q.Elapsed).Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}

/// <summary>Means over questions.</summary>
/// <param name="Queries">How many questions.</param>
/// <param name="Ndcg10">Normalised discounted cumulative gain of the first ten.</param>
/// <param name="Map">Mean average precision of the first <see cref="RetrievalEvaluation.Depth"/>.</param>
/// <param name="Recall5">Share of all relevant documents among the first five.</param>
/// <param name="BestRecall5">Share of the documents with the question's highest grade among the first five.</param>
/// <param name="Recall100">Share of all relevant documents among the first hundred.</param>
/// <param name="Mrr">Mean reciprocal rank.</param>
public sealed record MeanMeasures(int Queries, double Ndcg10, double Map, double Recall5, double BestRecall5, double Recall100, double Mrr);
