using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Retrieval;

/// <summary>What is searched for, and where it comes from.</summary>
/// <param name="Words">All terms with their weights, in ordinal order.</param>
/// <param name="Asked">Those that stand in the question itself.</param>
/// <param name="Read">Words that no document has, with what they were read as.</param>
internal sealed record SearchTerms(
    IReadOnlyList<WeightedTerm> Words, IReadOnlyList<WeightedTerm> Asked, IReadOnlyList<(string Typed, WeightedTerm Read)> Read)
{
    /// <summary>Nothing.</summary>
    public static SearchTerms None { get; } = new([], [], []);
}
