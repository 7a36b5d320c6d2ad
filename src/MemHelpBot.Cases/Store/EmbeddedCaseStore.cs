using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Text;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Store;

/// <summary>
/// The store that needs nothing: documents and index in memory, exact search. Three rankings (words, vectors, facts) are fused by
/// <see cref="RankFusion"/>; then the same case goes before a related one. Immutable and safe for use by several threads at once.
/// </summary>
public sealed class EmbeddedCaseStore : ICaseStore
{
    private readonly CaseDocument[] documents;
    private readonly Lazy<ConceptLexicon> concepts;
    private readonly Lazy<LexicalIndex> lexical;
    private readonly Lazy<IEmbeddingGenerator<string, Embedding<float>>> embeddings;
    private readonly IDenseShelf? shelf;
    private DenseIndex? dense;

    /// <summary>A store of a corpus' documents and of ingested ones.</summary>
    /// <param name="corpus">The corpus; its lexicon, glossary and playbooks give the words for things.</param>
    /// <param name="ingested">Documents beside it; one with the id of a corpus document is left out.</param>
    /// <param name="embeddings">Makes the vectors; <see cref="HashedEmbeddingGenerator"/> when null. It stays the caller's to dispose of.</param>
    public EmbeddedCaseStore(
        Corpus corpus, IReadOnlyList<CaseDocument>? ingested = null, IEmbeddingGenerator<string, Embedding<float>>? embeddings = null)
        : this(corpus, ingested ?? [], null, null, embeddings)
    {
    }

    internal EmbeddedCaseStore(
        Corpus corpus, IReadOnlyList<CaseDocument> ingested, Func<LexicalIndex>? index, IDenseShelf? shelf, IEmbeddingGenerator<string, Embedding<float>>? embeddings)
    {
        documents = Sorted(corpus, ingested);
        concepts = new(() => ConceptLexicon.Of(corpus));
        lexical = new(index ?? (() => LexicalIndexBuilder.Build(documents, concepts.Value, CancellationToken.None)));
        this.embeddings = new(() => embeddings ?? new HashedEmbeddingGenerator(concepts.Value));
        this.shelf = shelf;
    }

    /// <summary>The index over words, built when it was not given.</summary>
    internal LexicalIndex Lexical => lexical.Value;

    /// <inheritdoc/>
    public ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var (low, high) = (0, documents.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = string.CompareOrdinal(documents[middle].Id, id);
            if (order == 0)
                return new(documents[middle]);
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return new((CaseDocument?)null);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CaseHit>> FindAsync(CaseQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 100);
        if (documents.Length == 0)
            return [];
        var terms = new TermCounts();
        new TextAnalyzer(concepts.Value).Analyze(query.Text, LanguageDetector.DetectOrEnglish(query.Text), terms);
        var words = LexicalRanking.Of(lexical.Value, terms);
        cancellationToken.ThrowIfCancellationRequested();
        var vectors = await SimilaritiesAsync(query.Text, cancellationToken).ConfigureAwait(false);
        return new HybridSearch(documents, lexical.Value, words, vectors.Index, vectors.Similarities).Find(query);
    }

    private async Task<Compared> SimilaritiesAsync(string text, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Compared(null, []);
        try
        {
            var generator = embeddings.Value;
            var index = dense ??= await LoadOrBuildAsync(generator, cancellationToken).ConfigureAwait(false);
            var query = await generator.GenerateAsync([text], null, cancellationToken).ConfigureAwait(false);
            return new Compared(index, index.Similarities(query[0].Vector.Span));
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or TimeoutException or InvalidOperationException)
        {
            throw new CaseStoreUnavailableException($"The embedding model did not answer: {failed.Message}", failed);
        }
    }

    // Two first queries at once may both build; they build the same.
    private async Task<DenseIndex> LoadOrBuildAsync(IEmbeddingGenerator<string, Embedding<float>> generator, CancellationToken cancellationToken)
    {
        var model = DenseIndex.NameOf(generator);
        if (shelf?.Load() is { } kept && kept.Model == model && kept.Documents.All(d => d < documents.Length))
            return kept;
        var built = await DenseIndex.BuildAsync(documents, generator, cancellationToken).ConfigureAwait(false);
        shelf?.Keep(built);
        return built;
    }

    private static CaseDocument[] Sorted(Corpus corpus, IReadOnlyList<CaseDocument> ingested)
    {
        var all = new List<CaseDocument>(corpus.Documents.Count + ingested.Count);
        all.AddRange(corpus.Documents.Values);
        all.AddRange(ingested.Where(d => !corpus.Documents.ContainsKey(d.Id)));
        all.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return [.. all];
    }

    private sealed record Compared(DenseIndex? Index, float[] Similarities);
}
