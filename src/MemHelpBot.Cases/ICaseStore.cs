using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases;

/// <summary>Finds documents. One contract, several stores; the contract's tests are shared.</summary>
public interface ICaseStore
{
    /// <summary>The best documents for a query.</summary>
    /// <returns>At most <see cref="CaseQuery.Limit"/> hits, each document once with its best section, best first, ties by document id. Empty when none.</returns>
    /// <exception cref="CaseStoreUnavailableException">The store did not answer. Never an empty list in its place.</exception>
    ValueTask<IReadOnlyList<CaseHit>> FindAsync(CaseQuery query, CancellationToken cancellationToken = default);

    /// <summary>The document of that id, or null.</summary>
    ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>What is wrong with the store although it answers, in one sentence; null when nothing is.</summary>
    string? Trouble => null;
}

/// <summary>What to look for: words of the person, and what was read from their paste.</summary>
public sealed record CaseQuery
{
    /// <summary>The question and telling words of the paste, in any language.</summary>
    public required string Text { get; init; }

    /// <summary>Ids of causes under discussion, the likeliest first.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];

    /// <summary>Ids of messages found in the paste.</summary>
    public IReadOnlyList<string> Signatures { get; init; } = [];

    /// <summary>Ids of the evidence for the likeliest cause.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Environment words (kernel release, scheduler …).</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Which documents may be hits at all.</summary>
    public CaseFilter Filter { get; init; } = CaseFilter.None;

    /// <summary>Whether <see cref="CaseHit.Why"/> names the words that spoke for a hit too.</summary>
    public bool Explain { get; init; }

    /// <summary>How many hits at most; 1 to 100.</summary>
    public int Limit { get; init; } = 5;
}

/// <summary>One document found.</summary>
/// <param name="Document">The document.</param>
/// <param name="Section">Its section that fits best.</param>
/// <param name="Score">The fused score; comparable within one result only.</param>
/// <param name="Exact">Whether it tells of the same message or the same proven cause in the same kind of environment; else it is only related.</param>
/// <param name="Why">Why it stands where it stands: a line per ranking that voted for it.</param>
public sealed record CaseHit(CaseDocument Document, CaseSection Section, double Score, bool Exact, IReadOnlyList<string> Why);

/// <summary>A store did not answer.</summary>
public sealed class CaseStoreUnavailableException : Exception
{
    /// <summary>A store did not answer.</summary>
    public CaseStoreUnavailableException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>A store did not answer.</summary>
    public CaseStoreUnavailableException() : this("The case store did not answer.")
    {
    }

    /// <summary>A store did not answer.</summary>
    public CaseStoreUnavailableException(string message) : this(message, null)
    {
    }
}
