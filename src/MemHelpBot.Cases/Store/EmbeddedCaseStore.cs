using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Text;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Store;

/// <summary>The store that needs nothing: documents and index in this process, exact search. Immutable and safe for use by several threads at once.</summary>
public sealed class EmbeddedCaseStore : ICaseStore
{
    private readonly HybridCaseStore store;

    /// <summary>A store of a corpus' documents and of ingested ones.</summary>
    /// <param name="corpus">The corpus; its lexicon, glossary and playbooks give the words for things.</param>
    /// <param name="ingested">Documents beside it; one with the id of a corpus document is left out.</param>
    /// <param name="embeddings">Makes the vectors; trained on the documents themselves when null. It stays the caller's to dispose of.</param>
    public EmbeddedCaseStore(
        Corpus corpus, IReadOnlyList<CaseDocument>? ingested = null, IEmbeddingGenerator<string, Embedding<float>>? embeddings = null)
        : this(corpus, ingested ?? [], null, null, embeddings)
    {
    }

    internal EmbeddedCaseStore(
        Corpus corpus, IReadOnlyList<CaseDocument> ingested, Func<LexicalIndex>? index, IDenseShelf? shelf, IEmbeddingGenerator<string, Embedding<float>>? embeddings)
    {
        var analysis = new QueryAnalysis(() => ConceptLexicon.Of(corpus), concepts => embeddings ?? new LatentEmbeddingGenerator(concepts, Generation!.Lexical, Basis(shelf)));
        Generation = new CaseGeneration([.. corpus.Documents.Values, .. ingested.Where(d => !corpus.Documents.ContainsKey(d.Id))], analysis, index, shelf);
        store = new HybridCaseStore(Generation, new EmbeddedIndex(Generation));
    }

    /// <summary>What is served.</summary>
    public CaseGeneration Generation { get; }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CaseHit>> FindAsync(CaseQuery query, CancellationToken cancellationToken = default) => store.FindAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default) => store.GetAsync(id, cancellationToken);

    private LatentBasis Basis(IDenseShelf? shelf)
    {
        if (shelf?.LoadBasis() is { } kept && kept.Stamp == Generation.Lexical.Stamp())
            return kept;
        var basis = LatentTraining.Of(Generation.Lexical);
        shelf?.Keep(basis);
        return basis;
    }
}
