using System.Globalization;
using System.Text;

namespace MemHelpBot.Cases.Evaluation;

/// <summary>Runs as text: tables for people, and the format that trec_eval reads.</summary>
public static class EvaluationText
{
    private const string Head =
        "| questions | n | nDCG@10 | MAP | Recall@5 | Recall@5, best grade | Recall@100 | MRR |\n" +
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";

    /// <summary>A table of one run in Markdown: all questions, by language, across languages; then the latencies.</summary>
    public static string Table(EvaluatedRun run)
    {
        var text = new StringBuilder(Head);
        Row(text, "all", run.Queries);
        foreach (var lang in run.Queries.GroupBy(q => q.Query.Lang).OrderBy(g => g.Key, StringComparer.Ordinal))
            Row(text, lang.Key, [.. lang]);
        Row(text, "text in another language", [.. run.Queries.Where(q => q.OtherText)]);
        Row(text, "source in another language", [.. run.Queries.Where(q => q.OtherSource)]);
        text.Append(CultureInfo.InvariantCulture, $"\nlatency: p50 {Ms(run, 0.5)}, p90 {Ms(run, 0.9)}, p99 {Ms(run, 0.99)}, longest {Ms(run, 1)}\n");
        return text.ToString();
    }

    /// <summary>What one run is against another, by nDCG@10, with how many questions got better and worse.</summary>
    public static string Compared(EvaluatedRun run, EvaluatedRun baseline)
    {
        var (ours, theirs) = (EvaluatedRun.Mean(run.Queries).Ndcg10, EvaluatedRun.Mean(baseline.Queries).Ndcg10);
        var (better, worse) = (0, 0);
        foreach (var (a, b) in run.Queries.Zip(baseline.Queries))
        {
            var difference = RetrievalMetrics.Ndcg(a.Ids, a.Query.Grades, 10) - RetrievalMetrics.Ndcg(b.Ids, b.Query.Grades, 10);
            better += difference > 1e-9 ? 1 : 0;
            worse += difference < -1e-9 ? 1 : 0;
        }

        return string.Create(CultureInfo.InvariantCulture, $"nDCG@10 of {run.Ranker} / {baseline.Ranker}: {(theirs == 0 ? double.NaN : ours / theirs):0.000} ({better} questions better, {worse} worse)\n");
    }

    /// <summary>A run file: query, Q0, document, rank from 1, score, name, a line each. Blanks in ids become underscores, as the format wants.</summary>
    public static void WriteTrec(EvaluatedRun run, TextWriter to)
    {
        foreach (var query in run.Queries)
        {
            for (var i = 0; i < query.Ranked.Count; i++)
            {
                var (id, score) = query.Ranked[i];
                to.Write(string.Create(CultureInfo.InvariantCulture, $"{Word(query.Query.Id)} Q0 {Word(id)} {i + 1} {score:R} {Word(run.Ranker)}\n"));
            }
        }
    }

    private static void Row(StringBuilder text, string name, IReadOnlyList<EvaluatedQuery> queries)
    {
        if (queries.Count == 0)
            return;
        var mean = EvaluatedRun.Mean(queries);
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {mean.Queries} | {mean.Ndcg10:0.000} | {mean.Map:0.000} | {mean.Recall5:0.000} | {mean.BestRecall5:0.000} | {mean.Recall100:0.000} | {mean.Mrr:0.000} |\n");
    }

    private static string Ms(EvaluatedRun run, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Latency(share).TotalMilliseconds:0.000} ms");

    private static string Word(string id) => string.Concat(id.Select(c => char.IsWhiteSpace(c) ? '_' : c));
}
