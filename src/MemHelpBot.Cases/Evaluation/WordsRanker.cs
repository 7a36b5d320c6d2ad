using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Evaluation;

/// <summary>The first pass of the search alone: BM25 over fields with the product's analysis.</summary>
public sealed class WordsRanker : ITestRanker
{
    private readonly CaseGeneration generation;

    /// <summary>The first pass over some documents.</summary>
    public WordsRanker(CaseGeneration generation) => this.generation = generation;

    /// <inheritdoc/>
    public string Name => "words";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RankedDocument>> RankAsync(string text, int depth, CancellationToken cancellationToken)
    {
        var top = LexicalRanking.Best(generation.Lexical, QueryAnalysis.Weigh(text, generation.Analysis.Concepts), depth, static _ => true);
        var ranked = new RankedDocument[top.Count];
        for (var i = 0; i < ranked.Length; i++)
            ranked[i] = new RankedDocument(generation.Documents[top.Numbers[i]].Id, top.Scores[i]);
        return new(ranked);
    }
}
