namespace MemHelpBot.Cases.Retrieval;

/// <summary>
/// Reciprocal rank fusion as Qdrant defines it: a document at rank r (from 0) of a ranking with weight w gets
/// 1 / ((r + 1)/w + k − 1), and what its rankings give it is added up. The original paper's constant 60 is k = 61 here. Qdrant leaves
/// ties open; here equal sums go by id in ordinal order. This is the one place where k and the weights stand: every store states them.
/// </summary>
public static class RankFusion
{
    /// <summary>The k that the product uses, Qdrant's own: small, because the first ranks of a ranking by words are far apart in worth.</summary>
    public const int K = 2;

    /// <summary>Weight of the lexical ranking.</summary>
    public const double LexicalWeight = 1;

    /// <summary>Weight of the dense ranking: what words have in common tells less than the words themselves.</summary>
    public const double DenseWeight = 0.5;

    /// <summary>Weight of the ranking by causes, signatures and environment.</summary>
    public const double FactsWeight = 1;

    /// <summary>What one ranking gives to a document.</summary>
    /// <param name="rank">Rank from 0.</param>
    /// <param name="weight">Weight of the ranking, above 0.</param>
    /// <param name="k">At least 1.</param>
    public static double Share(int rank, double weight = 1, int k = K) => 1 / (((rank + 1) / weight) + k - 1);
}
