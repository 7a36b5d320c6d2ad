using MemHelpBot.Cases.Model;

namespace MemHelpBot.Cases.Store;

/// <summary>
/// Candidate search: the one part of retrieval that differs from store to store. Analysis of the query, fusion, re-rank by facts and
/// choice of the section are <see cref="HybridCaseStore"/>'s, so that every store answers in the same order. Safe for several threads.
/// </summary>
public interface ICaseIndex
{
    /// <summary>What is being served; null when nothing was published yet.</summary>
    /// <exception cref="CaseStoreUnavailableException">The store did not answer.</exception>
    ValueTask<IndexIdentity?> IdentityAsync(CancellationToken cancellationToken = default);

    /// <summary>The best candidates of each ranking.</summary>
    /// <exception cref="CaseStoreUnavailableException">The store did not answer. Never an empty list in its place.</exception>
    /// <exception cref="CaseIndexMismatchException">The vectors of the index are another model's.</exception>
    ValueTask<ICandidates> SearchAsync(CandidateQuery query, CancellationToken cancellationToken = default);

    /// <summary>The document of that id, or null.</summary>
    /// <exception cref="CaseStoreUnavailableException">The store did not answer.</exception>
    ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Replaces all that is served at once: a query sees the old generation or the new one, never a part, and none fails.</summary>
    /// <exception cref="CaseStoreUnavailableException">The store did not take it; the old generation is served.</exception>
    Task PublishAsync(CaseGeneration generation, CancellationToken cancellationToken = default);

    /// <summary>Takes documents out of what is served; ids that are not there are no error. The next generation decides anew.</summary>
    /// <exception cref="CaseStoreUnavailableException">The store did not answer; call again.</exception>
    Task RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default);
}

/// <summary>What a generation is made of and made with.</summary>
/// <param name="Stamp">Differs when documents, analysis or model differ: 16 hexadecimal digits.</param>
/// <param name="Model">Name of the embedding model.</param>
/// <param name="Dimensions">Length of its vectors; 0 when there are none.</param>
/// <param name="Documents">Number of documents.</param>
public sealed record IndexIdentity(string Stamp, string Model, int Dimensions, int Documents);

/// <summary>A term and what it counts.</summary>
/// <param name="Term">The term, as the analysis writes it.</param>
/// <param name="Weight">Above 0.</param>
public sealed record WeightedTerm(string Term, float Weight);

/// <summary>What one search found. Ranked lists are best first, ties by document id, at most <see cref="CandidateQuery.Depth"/> long; scores are <see cref="RankOrder.Rounded">rounded</see>.</summary>
public interface ICandidates
{
    /// <summary>By the words: BM25 of the document.</summary>
    IReadOnlyList<Candidate> Words { get; }

    /// <summary>By the vectors: the cosine of the document's best section, where it is more than chance.</summary>
    IReadOnlyList<Candidate> Vectors { get; }

    /// <summary>Documents that share a cause, a signature or a word of the environment with the query, in any order; they are ranked by the caller.</summary>
    IReadOnlyList<CaseMarks> Facts { get; }

    /// <summary>Documents among the candidates, in the order of the ids, each with its sections weighed.</summary>
    /// <exception cref="CaseStoreUnavailableException">The store did not answer.</exception>
    ValueTask<IReadOnlyList<WeighedDocument>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken = default);
}

/// <summary>A document that a ranking proposes.</summary>
/// <param name="Marks">Its id and what it is about.</param>
/// <param name="Score">Its score in that ranking.</param>
public sealed record Candidate(CaseMarks Marks, float Score);

/// <summary>A document with a weight for each of its sections: the highest fits the query best.</summary>
/// <param name="Document">The document.</param>
/// <param name="SectionWeights">In the order of its sections.</param>
public sealed record WeighedDocument(CaseDocument Document, IReadOnlyList<float> SectionWeights);
