namespace MemHelpBot.Cases.Qdrant.Wire;

internal sealed record CreateCollection(
    Dictionary<string, DenseParams> Vectors, Dictionary<string, SparseParams> SparseVectors, CollectionMetadata Metadata, OptimizersConfig OptimizersConfig,
    int? ShardNumber = null, int? ReplicationFactor = null, int? WriteConsistencyFactor = null);

internal sealed record DenseParams(
    int Size, string Distance, MultivectorConfig MultivectorConfig, string? Memory = null, QuantizationConfig? QuantizationConfig = null);

internal sealed record MultivectorConfig(string Comparator);

internal sealed record QuantizationConfig(ScalarConfig? Scalar = null, BinaryConfig? Binary = null);

internal sealed record ScalarConfig(string Type, float Quantile, string Memory);

internal sealed record BinaryConfig(string Memory);

internal sealed record SparseParams(string Modifier);

internal sealed record OptimizersConfig(int IndexingThreshold);

internal sealed record UpdateCollection(OptimizersConfig OptimizersConfig);

internal sealed record CreateIndex(string FieldName, string FieldSchema);

internal sealed record Upsert(IReadOnlyList<Point> Points);

internal sealed record DeletePoints(Filter Filter);

internal sealed record GetPoints(IReadOnlyList<string> Ids, bool WithPayload, string[] WithVector);

internal sealed record Scroll(Filter Filter, int Limit, bool WithPayload, string[] WithVector, string? Offset = null);

internal sealed record Count(bool Exact);

internal sealed record QueryBatch(IReadOnlyList<QueryRequest> Searches);

internal sealed record QueryRequest(
    Query Query, int Limit, string? Using = null, IReadOnlyList<Prefetch>? Prefetch = null, Filter? Filter = null, SearchParams? Params = null,
    float? ScoreThreshold = null, string[]? WithPayload = null, string[]? WithVector = null);

internal sealed record Prefetch(
    Query Query, int Limit, string Using, Filter? Filter = null, SearchParams? Params = null, float? ScoreThreshold = null);

internal sealed record SearchParams(bool Exact, QuantizationParams? Quantization = null);

internal sealed record QuantizationParams(bool Rescore, double Oversampling);

internal sealed record Filter(IReadOnlyList<Condition> Must);

internal sealed record Condition(string Key, Match Match);

internal sealed record Match(IReadOnlyList<string> Any);

internal sealed record AliasChange(IReadOnlyList<AliasAction> Actions);

internal sealed record AliasAction(AliasName? DeleteAlias = null, AliasTarget? CreateAlias = null);

internal sealed record AliasName([property: System.Text.Json.Serialization.JsonPropertyName("alias_name")] string Name);

internal sealed record AliasTarget(string CollectionName, string AliasName);
