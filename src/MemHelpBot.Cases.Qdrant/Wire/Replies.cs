using System.Text.Json;

namespace MemHelpBot.Cases.Qdrant.Wire;

internal sealed record Reply<T>(T? Result);

/// <summary>An error: <c>status</c> is an object then, and the word ok otherwise.</summary>
internal sealed record ErrorReply(JsonElement Status)
{
    public string? Message => Status.ValueKind == JsonValueKind.Object && Status.TryGetProperty("error", out var error) ? error.ToString() : null;
}

internal sealed record ServerInfo(string? Version);

internal sealed record Collections(IReadOnlyList<CollectionName> List)
{
    [System.Text.Json.Serialization.JsonPropertyName("collections")]
    public IReadOnlyList<CollectionName> List { get; init; } = List;
}

internal sealed record CollectionName(string Name);

internal sealed record CollectionInfo(string Status, CollectionConfig Config);

internal sealed record CollectionConfig(CollectionMetadata? Metadata);

internal sealed record CollectionExistence(bool Exists);

internal sealed record Counted(long Count);

internal sealed record UpdateResult(string Status);

internal sealed record Aliases(IReadOnlyList<AliasTarget> List)
{
    [System.Text.Json.Serialization.JsonPropertyName("aliases")]
    public IReadOnlyList<AliasTarget> List { get; init; } = List;
}

internal sealed record QueryResult(IReadOnlyList<ScoredPoint> Points);

internal sealed record ScoredPoint(string Id, float Score, PointPayload? Payload = null, PointVectors? Vector = null);

internal sealed record ScrollPage(IReadOnlyList<Record> Points, string? NextPageOffset = null);

internal sealed record Record(string Id, PointPayload? Payload = null, PointVectors? Vector = null);
