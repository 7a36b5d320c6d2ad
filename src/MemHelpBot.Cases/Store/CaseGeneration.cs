using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Retrieval;

namespace MemHelpBot.Cases.Store;

/// <summary>All documents that are served together, with what is needed to find them. Immutable; index and vectors are made when they are first asked for.</summary>
public sealed class CaseGeneration
{
    private readonly QueryAnalysis analysis;
    private readonly Lazy<LexicalIndex> lexical;
    private readonly Lazy<CaseMarks[]> marked;
    private readonly IDenseShelf? shelf;
    private DenseIndex? dense;

    internal CaseGeneration(IEnumerable<CaseDocument> documents, QueryAnalysis analysis, Func<LexicalIndex>? index = null, IDenseShelf? shelf = null)
    {
        CaseDocument[] sorted = [.. documents];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        Documents = sorted;
        this.analysis = analysis;
        lexical = new(index ?? (() => LexicalIndexBuilder.Build(sorted, analysis.Concepts, CancellationToken.None)));
        marked = new(() => [.. sorted.Select(CaseMarks.Of).Where(m => m.Any)]);
        this.shelf = shelf;
    }

    /// <summary>The documents in ordinal order of their ids.</summary>
    public IReadOnlyList<CaseDocument> Documents { get; }

    /// <summary>The index over words.</summary>
    internal LexicalIndex Lexical => lexical.Value;

    /// <summary>Marks of the documents that have any, in the order of their ids.</summary>
    internal CaseMarks[] Marked => marked.Value;

    /// <summary>Analyses what is compared with these documents.</summary>
    internal QueryAnalysis Analysis => analysis;

    /// <summary>What this generation is.</summary>
    /// <exception cref="CaseStoreUnavailableException">The embedding model did not answer.</exception>
    public async ValueTask<IndexIdentity> IdentityAsync(CancellationToken cancellationToken = default)
    {
        var vectors = await DenseAsync(cancellationToken).ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // This build: another one may analyse otherwise.
        hash.AppendData(typeof(CaseGeneration).Module.ModuleVersionId.ToByteArray());
        var words = new PackWriter();
        words.Text(vectors.Model);
        words.List(analysis.Concepts.Concepts, c =>
        {
            words.Text(c.Id);
            words.Texts(c.Words);
        });
        hash.AppendData(words.Written);
        foreach (var document in Documents)
        {
            var pack = new PackWriter();
            DocumentPack.Write(pack, document);
            pack.Texts(document.Evidence);
            hash.AppendData(pack.Written);
        }

        return new IndexIdentity(Convert.ToHexStringLower(hash.GetHashAndReset())[..16], vectors.Model, vectors.Dimensions, Documents.Count);
    }

    /// <summary>Every document with its vectors, for stores that keep them elsewhere.</summary>
    /// <exception cref="CaseStoreUnavailableException">The embedding model did not answer.</exception>
    public async IAsyncEnumerable<IndexedDocument> IndexedAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var vectors = await DenseAsync(cancellationToken).ConfigureAwait(false);
        var rows = new TermRows(Lexical);
        var at = 0;
        for (var i = 0; i < Documents.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var own = new ReadOnlyMemory<float>[Documents[i].Sections.Count];
            for (; at < vectors.Documents.Length && vectors.Documents[at] == i; at++)
                own[vectors.Sections[at]] = vectors.Vector(at);
            yield return new IndexedDocument(Documents[i], rows.Of(i), own);
        }
    }

    /// <summary>The number of a document, or a negative number.</summary>
    internal int Find(string id)
    {
        var (low, high) = (0, Documents.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = string.CompareOrdinal(Documents[middle].Id, id);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }

    /// <summary>The vectors; made, or loaded from where they were kept. Two first queries at once may both make them; they make the same.</summary>
    internal async ValueTask<DenseIndex> DenseAsync(CancellationToken cancellationToken)
    {
        if (dense is { } known)
            return known;
        var model = DenseIndex.NameOf(analysis.Embeddings);
        if (shelf?.Load() is { } kept && kept.Model == model && kept.Documents.All(d => d < Documents.Count))
            return dense = kept;
        try
        {
            var built = await DenseIndex.BuildAsync(Documents, analysis.Embeddings, cancellationToken).ConfigureAwait(false);
            shelf?.Keep(built);
            return dense = built;
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or TimeoutException or InvalidOperationException)
        {
            throw new CaseStoreUnavailableException($"The embedding model did not answer: {failed.Message}", failed);
        }
    }
}

/// <summary>A document with all that a store needs to find it.</summary>
/// <param name="Document">The document.</param>
/// <param name="Words">Its terms with their BM25 weight, before the rarity of the term, which the store knows.</param>
/// <param name="Vectors">A vector of length 1 for each section, in order.</param>
public sealed record IndexedDocument(CaseDocument Document, IReadOnlyList<WeightedTerm> Words, IReadOnlyList<ReadOnlyMemory<float>> Vectors);
