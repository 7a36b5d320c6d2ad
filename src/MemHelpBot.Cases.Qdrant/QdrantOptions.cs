namespace MemHelpBot.Cases.Qdrant;

/// <summary>How a Qdrant server (1.17 or newer) is reached and how collections are made there.</summary>
public sealed record QdrantOptions
{
    /// <summary>Address of the REST interface; its port is 6333 by default. A path is kept, for servers behind a proxy.</summary>
    public required Uri Url { get; init; }

    /// <summary>The API key, sent as the header <c>api-key</c>; null for a server without one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>A file with certificates of the authority that signed the server's, PEM; null to trust the system's authorities.</summary>
    public string? CaFile { get; init; }

    /// <summary>The alias that is served; collections are called after it, with the generation's stamp.</summary>
    public string Alias { get; init; } = "memhelp";

    /// <summary>How long a query may take with all its retries. Default 2 s; from 50 ms to 60 s.</summary>
    public TimeSpan QueryDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one request of a publication may take with all its retries. Default 60 s; from 1 s to 1 h.</summary>
    public TimeSpan WriteDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a new collection may take until it is optimised. Default 30 min.</summary>
    public TimeSpan OptimiseDeadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many points one upsert carries at most; fewer when they are long. Default 64; from 1 to 1,000.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Shards of a new collection; null for the server's default (one a node).</summary>
    public int? Shards { get; init; }

    /// <summary>Copies of each shard; null for the server's default of 1.</summary>
    public int? Replicas { get; init; }

    /// <summary>How many copies have to confirm a write; null for the server's default of 1.</summary>
    public int? WriteConsistency { get; init; }

    /// <summary>How dense vectors are quantised for search; the original ones rescore.</summary>
    public QdrantQuantisation Quantisation { get; init; } = QdrantQuantisation.None;

    /// <summary>Whether dense search is exact, without the HNSW graph. Small collections are searched exactly in any case.</summary>
    public bool Exact { get; init; }

    /// <summary>Whether vectors are read from disk when they are needed instead of being kept in memory.</summary>
    public bool OnDisk { get; init; }
}

/// <summary>How Qdrant quantises dense vectors.</summary>
public enum QdrantQuantisation
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A byte a dimension.</summary>
    Scalar,

    /// <summary>A bit a dimension, for vectors of 1,024 dimensions and more.</summary>
    Binary,
}
