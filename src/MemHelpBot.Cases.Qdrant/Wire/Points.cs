namespace MemHelpBot.Cases.Qdrant.Wire;

/// <summary>A point: a document, or a part of one that has very many sections.</summary>
internal sealed record Point(string Id, PointVectors Vector, PointPayload Payload);

/// <summary>Named vectors. The sparse ones are those of the first part alone, so that document frequencies count documents.</summary>
internal sealed record PointVectors(float[][]? Dense = null, Sparse? Words = null, Sparse? Facts = null);

internal sealed record Sparse(uint[] Indices, float[] Values);

internal sealed record PointPayload
{
    public required string Id { get; init; }

    public int Part { get; init; }

    public int Parts { get; init; }

    public required string Kind { get; init; }

    public string Model { get; init; } = "";

    public string Lang { get; init; } = "";

    public string Trust { get; init; } = "";

    public string[] Causes { get; init; } = [];

    public string[] Signatures { get; init; } = [];

    public string[] Evidence { get; init; } = [];

    public string[] Environment { get; init; } = [];

    public string? Title { get; init; }

    public PointSource? Source { get; init; }

    public PointSection[] Sections { get; init; } = [];
}

internal sealed record PointSource(string Title, string? Url, string? Date);

internal sealed record PointSection(string Id, string Title, string Text, string? Lang);

/// <summary>What a generation is, kept with its collection.</summary>
internal sealed record CollectionMetadata(string Stamp, string Model, int Dimensions, int Documents, DateTimeOffset Created);
