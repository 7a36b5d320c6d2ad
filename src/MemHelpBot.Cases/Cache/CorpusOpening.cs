using MemHelpBot.Cases.Ingest;
using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Reading;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Store;
using Microsoft.Extensions.AI;

namespace MemHelpBot.Cases.Cache;

/// <summary>Opens one corpus, by way of its cache when there is one.</summary>
internal sealed class CorpusOpening
{
    private readonly string corpusDirectory;
    private readonly List<CorpusProblem> problems = [];
    private readonly IngestIndex ingested;
    private readonly byte[] key;
    private readonly CacheFile? cache;
    private readonly string? vectors;
    private readonly CacheFile? basis;

    public CorpusOpening(string corpusDirectory, string? dataDirectory, string? cacheDirectory)
    {
        this.corpusDirectory = corpusDirectory;
        ingested = dataDirectory is null ? IngestIndex.Empty : Ingested(dataDirectory);
        key = CorpusKey.Of(corpusDirectory, ingested.Stamp);
        if (cacheDirectory is null)
            return;
        var places = Path.GetFullPath(corpusDirectory) + "|" + (dataDirectory is null ? "" : Path.GetFullPath(dataDirectory));
        var name = $"corpus-{Hash64.Of(places):x16}";
        cache = new CacheFile(cacheDirectory, name + ".cache");
        vectors = Path.Combine(cacheDirectory, name + ".vectors");
        basis = new CacheFile(cacheDirectory, name + ".basis");
    }

    /// <summary>Loads or reads, indexes and keeps.</summary>
    public OpenCorpus Open(CancellationToken cancellationToken) => FromCache() ?? FromFiles(cancellationToken);

    // What was ingested lies in a file of its own; without it the corpus still answers.
    private IngestIndex Ingested(string dataDirectory)
    {
        try
        {
            return IngestIndex.Load(dataDirectory);
        }
        catch (Exception failed) when (failed is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            problems.Add(new CorpusProblem(
                ProblemSeverity.Warning, IngestIndex.PathIn(dataDirectory), 1, $"What was ingested cannot be read: {failed.Message}", "Run the ingest again."));
            return IngestIndex.Empty;
        }
    }

    private OpenCorpus? FromCache()
    {
        if (cache?.Load(key) is not { } reader)
            return null;
        try
        {
            var warnings = reader.List(() => CorpusPack.ReadProblem(reader));
            var corpus = CorpusPack.Read(reader);
            var store = new EmbeddedCaseStore(corpus, ingested.Documents, () => LexicalIndex.Read(reader), Shelf(), null);
            return new OpenCorpus(corpus, store, [.. problems, .. warnings], OtherVectors(corpus, store));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private OpenCorpus FromFiles(CancellationToken cancellationToken)
    {
        var (corpus, found) = CorpusReader.Read(corpusDirectory);
        if (found.Any(p => p.Severity == ProblemSeverity.Error))
            throw new CorpusInvalidException(found);
        cancellationToken.ThrowIfCancellationRequested();
        var store = new EmbeddedCaseStore(corpus, ingested.Documents, null, Shelf(), null);
        cache?.Keep(key, to =>
        {
            to.List(found, p => CorpusPack.Write(to, p));
            CorpusPack.Write(to, corpus);
            store.Generation.Lexical.Write(to);
        });
        return new OpenCorpus(corpus, store, [.. problems, .. found], OtherVectors(corpus, store));
    }

    // The index over words is shared; the vectors of each model lie in a file of their own.
    private Func<IEmbeddingGenerator<string, Embedding<float>>, EmbeddedCaseStore> OtherVectors(Corpus corpus, EmbeddedCaseStore first) => embeddings =>
    {
        if (vectors is null || basis is null)
            return new EmbeddedCaseStore(corpus, ingested.Documents, () => first.Generation.Lexical, null, embeddings);
        var of = $"{vectors}-{Hash64.Of(DenseIndex.NameOf(embeddings)):x16}";
        return new EmbeddedCaseStore(corpus, ingested.Documents, () => first.Generation.Lexical, new DenseShelf(of, basis, key), new KeptEmbeddings(embeddings, of + ".texts"));
    };

    private DenseShelf? Shelf() => vectors is null || basis is null ? null : new DenseShelf(vectors, basis, key);

    private sealed class DenseShelf(string vectors, CacheFile basis, byte[] key) : IDenseShelf
    {
        public DenseIndex? Load() => OrNull(() => DenseFile.Open(vectors, key));

        public void Keep(DenseIndex index)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(vectors)!);
                DenseFile.Replace(vectors, key, index);
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                // The next start makes them again.
            }
        }

        public LatentBasis? LoadBasis() => OrNull(() => basis.Load(key) is { } reader ? LatentBasis.Read(reader) : null);

        public void Keep(LatentBasis trained) => basis.Keep(key, trained.Write);

        private static T? OrNull<T>(Func<T?> open)
            where T : class
        {
            try
            {
                return open();
            }
            catch (Exception useless) when (useless is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }
}
