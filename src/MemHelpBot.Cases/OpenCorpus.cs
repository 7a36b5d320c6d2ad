using MemHelpBot.Cases.Cache;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;
using MemHelpBot.Cases.Store;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases;

/// <summary>A corpus ready for use, with the store that finds its documents and the ingested ones.</summary>
public sealed class OpenCorpus
{
    private readonly Func<IEmbeddingGenerator<string, Embedding<float>>, EmbeddedCaseStore> otherVectors;

    internal OpenCorpus(Corpus corpus, EmbeddedCaseStore store, IReadOnlyList<CorpusProblem> problems, Func<IEmbeddingGenerator<string, Embedding<float>>, EmbeddedCaseStore> otherVectors) =>
        (Corpus, Store, Generation, Problems, this.otherVectors) = (corpus, store, store.Generation, problems, otherVectors);

    /// <summary>The corpus.</summary>
    public Corpus Corpus { get; }

    /// <summary>Finds documents of the corpus and ingested ones.</summary>
    public ICaseStore Store { get; }

    /// <summary>All documents that <see cref="Store"/> serves, for stores elsewhere.</summary>
    public CaseGeneration Generation { get; }

    /// <summary>Warnings: none of them makes answers wrong.</summary>
    public IReadOnlyList<CorpusProblem> Problems { get; }

    /// <summary>
    /// The same documents with a model's vectors. They are made beside those there are and kept under the model's name, so that a change of
    /// model costs nobody an answer; unchanged texts are not sent again.
    /// </summary>
    public OpenCorpus With(IEmbeddingGenerator<string, Embedding<float>> embeddings) => new(Corpus, otherVectors(embeddings), Problems, otherVectors);

    /// <summary>
    /// Opens a corpus. The first call reads and indexes the files; with a cache directory later calls load that work, as long as no
    /// file's path, size or time of change differs. A cache that is broken or cannot be written is ignored.
    /// </summary>
    /// <param name="corpusDirectory">Directory of the corpus.</param>
    /// <param name="dataDirectory">Where <see cref="Ingest.Ingestor"/> keeps what it took; null when nothing was ingested.</param>
    /// <param name="cacheDirectory">Where the work may be kept; made when it is absent. Null to keep nothing.</param>
    /// <param name="cancellationToken">Stops a first opening.</param>
    /// <exception cref="CorpusInvalidException">A file has an error; the message names file, line and how to mend it.</exception>
    public static OpenCorpus Open(
        string corpusDirectory, string? dataDirectory = null, string? cacheDirectory = null, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(corpusDirectory))
            throw new CorpusInvalidException(CorpusReader.Read(corpusDirectory).Problems);
        return new CorpusOpening(corpusDirectory, dataDirectory, cacheDirectory).Open(cancellationToken);
    }
}
