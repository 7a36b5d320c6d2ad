using FsCheck;
using FsCheck.Fluent;
using MemHelpBot.Cases.Evaluation;

namespace MemHelpBot.Cases.Tests.Evaluation;

public sealed class RetrievalMetricsTests
{
    private static readonly Dictionary<string, int> Grades = new() { ["a"] = 3, ["b"] = 2, ["c"] = 1, ["d"] = 0, ["e"] = -1 };

    [Fact]
    public void Ndcg_of_ahand_computed_ranking()
    {
        // Gains 1, 0, 3 at ranks 1, 2, 3: 1/1 + 3/2 = 2.5; the ideal 3/1 + 2/log2(3) + 1/2 = 4.761860.
        var ndcg = RetrievalMetrics.Ndcg(["c", "d", "a"], Grades, 10);
        Assert.Equal(2.5 / (3 + (2 / Math.Log2(3)) + 0.5), ndcg, 12);
        Assert.Equal(0.525005, ndcg, 6);
    }

    [Fact]
    public void The_depth_cuts_the_ranking_and_the_ideal()
    {
        Assert.Equal(1.0 / 3, RetrievalMetrics.Ndcg(["c", "a"], Grades, 1), 12);
        Assert.Equal(1, RetrievalMetrics.Ndcg(["a", "b", "c"], Grades, 10), 12);
    }

    [Fact]
    public void ANegative_grade_gains_and_costs_nothing() =>
        Assert.Equal(RetrievalMetrics.Ndcg(["x", "a"], Grades, 10), RetrievalMetrics.Ndcg(["e", "a"], Grades, 10), 12);

    [Fact]
    public void Average_precision_divides_by_all_relevant_documents()
    {
        // Relevant at ranks 1 and 4, a third one not found: (1/1 + 2/4) / 3.
        Assert.Equal(0.5, RetrievalMetrics.AveragePrecision(["b", "x", "d", "c"], Grades), 12);
        // From grade 2 on, a and b are relevant: b at rank 1, a not found.
        Assert.Equal(0.5, RetrievalMetrics.AveragePrecision(["b", "x", "d", "c"], Grades, least: 2), 12);
    }

    [Fact]
    public void Recall_counts_what_is_above_the_depth()
    {
        Assert.Equal(1.0 / 3, RetrievalMetrics.Recall(["b", "x", "c"], Grades, 2), 12);
        Assert.Equal(2.0 / 3, RetrievalMetrics.Recall(["b", "x", "c"], Grades, 3), 12);
        Assert.Equal(0, RetrievalMetrics.Recall(["b", "x", "c"], Grades, 3, least: 3), 12);
    }

    [Fact]
    public void The_reciprocal_rank_is_that_of_the_first_relevant_document()
    {
        Assert.Equal(1.0 / 3, RetrievalMetrics.ReciprocalRank(["d", "e", "c", "a"], Grades), 12);
        Assert.Equal(0, RetrievalMetrics.ReciprocalRank(["d", "x"], Grades), 12);
    }

    [Fact]
    public void Every_measure_lies_between_zero_and_one_and_the_ideal_ranking_has_one() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<int[]>().ToArbitrary(), drawn =>
        {
            var grades = drawn.Select((g, i) => (Id: $"d{i}", Grade: (g & 7) % 4)).ToDictionary(d => d.Id, d => d.Grade);
            string[] ideal = [.. grades.OrderByDescending(g => g.Value).Select(g => g.Key)];
            string[] worst = [.. ideal.Reverse()];
            Func<IReadOnlyList<string>, double>[] measures =
            [
                r => RetrievalMetrics.Ndcg(r, grades, 10), r => RetrievalMetrics.AveragePrecision(r, grades),
                r => RetrievalMetrics.Recall(r, grades, 1000), r => RetrievalMetrics.ReciprocalRank(r, grades),
            ];
            double expected = grades.Values.Any(g => g > 0) ? 1 : 0;
            return measures.All(m => m(worst) is >= 0 and <= 1 && Math.Abs(m(ideal) - expected) < 1e-9);
        }).QuickCheckThrowOnFailure();
}
