using System.Globalization;
using MemHelpBot.Cases.Qdrant.Wire;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>
/// Generations as collections: each is loaded beside the served one under a name of its own, then the alias is switched in one step.
/// Loading again is harmless (same names, same points), so a publication that was cut off is finished by the next, and two at once
/// do the same.
/// </summary>
internal sealed class QdrantGenerations(QdrantClient client, QdrantOptions options, TimeProvider time)
{
    private const int IndexingThreshold = 10_000;

    // About 11 MB as JSON: a body may have 32 MB.
    private const int MostNumbers = 1_000_000;
    private static readonly Version Oldest = new(1, 17);
    private static readonly string[] Indexed = ["id", "kind", "lang", "trust", "causes"];

    /// <summary>Publishes a generation and drops all but the one before it.</summary>
    public async Task PublishAsync(CaseGeneration generation, CancellationToken cancellationToken)
    {
        var identity = await generation.IdentityAsync(cancellationToken).ConfigureAwait(false);
        var name = $"{options.Alias}-{identity.Stamp}";
        await CheckVersionAsync(cancellationToken).ConfigureAwait(false);
        var before = await ServedAsync(cancellationToken).ConfigureAwait(false);
        var points = generation.Documents.Sum(d => (long)QdrantPoints.PartsOf(d));
        if (before == name && await CountAsync(name, cancellationToken).ConfigureAwait(false) == points)
            return;
        await LoadAsync(generation, identity, name, cancellationToken).ConfigureAwait(false);
        await OptimisedAsync(name, cancellationToken).ConfigureAwait(false);
        if (await CountAsync(name, cancellationToken).ConfigureAwait(false) is var counted && counted != points)
            throw new CaseStoreUnavailableException($"Qdrant holds {counted} points of {points} after loading {name}; publish again.");
        if (before == name)
            return;
        await SwitchAsync(before, name, cancellationToken).ConfigureAwait(false);
        await DropOldAsync(name, before, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Switches to the newest generation but the served one.</summary>
    public async Task<IndexIdentity?> RollBackAsync(CancellationToken cancellationToken)
    {
        var served = await ServedAsync(cancellationToken).ConfigureAwait(false);
        var others = await GenerationsAsync(cancellationToken).ConfigureAwait(false);
        var target = others.Where(g => g.Name != served).MaxBy(g => g.Metadata.Created);
        if (target is null)
            return null;
        await SwitchAsync(served, target.Name, cancellationToken).ConfigureAwait(false);
        return new IndexIdentity(target.Metadata.Stamp, target.Metadata.Model, target.Metadata.Dimensions, target.Metadata.Documents);
    }

    private async Task CheckVersionAsync(CancellationToken cancellationToken)
    {
        var server = await client.ReadAsync(HttpMethod.Get, "", null, QdrantJson.Default.ServerInfo, cancellationToken).ConfigureAwait(false);
        var number = (server?.Version ?? "").Split('-')[0];
        if (Version.TryParse(number, out var version) && version < Oldest)
            throw new CaseStoreUnavailableException($"Qdrant {number} is too old: fusion with k and weights needs {Oldest} or newer.");
    }

    private async Task LoadAsync(CaseGeneration generation, IndexIdentity identity, string name, CancellationToken cancellationToken)
    {
        await CreateAsync(identity, name, cancellationToken).ConfigureAwait(false);
        var batch = new List<Point>();
        var numbers = 0;
        await foreach (var document in generation.IndexedAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var point in QdrantPoints.Of(document, identity.Model))
            {
                batch.Add(point);
                numbers += (point.Vector.Dense?.Length ?? 0) * identity.Dimensions;
                if (batch.Count < options.BatchSize && numbers < MostNumbers)
                    continue;
                await UpsertAsync(name, batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
                numbers = 0;
            }
        }

        await UpsertAsync(name, batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task CreateAsync(IndexIdentity identity, string name, CancellationToken cancellationToken)
    {
        var exists = await client.WriteAsync(HttpMethod.Get, $"collections/{name}/exists", null, QdrantJson.Default.ReplyCollectionExistence, cancellationToken).ConfigureAwait(false);
        if (exists?.Result?.Exists != true)
        {
            using var body = QdrantClient.Body(CollectionOf(identity), QdrantJson.Default.CreateCollection);
            try
            {
                await client.WriteAsync(HttpMethod.Put, $"collections/{name}", body, QdrantJson.Default.ReplyBoolean, cancellationToken).ConfigureAwait(false);
            }
            catch (CaseStoreUnavailableException taken) when (taken.Message.Contains("exists", StringComparison.OrdinalIgnoreCase))
            {
                // Another publisher was faster, or a retry met its own first try.
            }
        }

        foreach (var field in Indexed)
        {
            using var index = QdrantClient.Body(new CreateIndex(field, "keyword"), QdrantJson.Default.CreateIndex);
            await client.WriteAsync(HttpMethod.Put, $"collections/{name}/index?wait=true", index, QdrantJson.Default.ReplyUpdateResult, cancellationToken).ConfigureAwait(false);
        }
    }

    // While it loads, nothing is optimised: that is done once, at the end.
    private CreateCollection CollectionOf(IndexIdentity identity)
    {
        var memory = options.OnDisk ? "cold" : null;
        var quantised = options.Quantisation switch
        {
            QdrantQuantisation.Scalar => new QuantizationConfig(Scalar: new ScalarConfig("int8", 0.99f, "pinned")),
            QdrantQuantisation.Binary => new QuantizationConfig(Binary: new BinaryConfig("pinned")),
            _ => null,
        };
        return new CreateCollection(
            new Dictionary<string, DenseParams> { ["dense"] = new(Math.Max(1, identity.Dimensions), "Cosine", new MultivectorConfig("max_sim"), memory, quantised) },
            new Dictionary<string, SparseParams> { ["words"] = new("idf"), ["facts"] = new("none") },
            new CollectionMetadata(identity.Stamp, identity.Model, identity.Dimensions, identity.Documents, time.GetUtcNow()),
            new OptimizersConfig(0), options.Shards, options.Replicas, options.WriteConsistency);
    }

    private async Task UpsertAsync(string name, List<Point> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return;
        using var body = QdrantClient.Body(new Upsert(batch), QdrantJson.Default.Upsert);
        var reply = await client.WriteAsync(HttpMethod.Put, $"collections/{name}/points?wait=true", body, QdrantJson.Default.ReplyUpdateResult, cancellationToken).ConfigureAwait(false);
        if (reply is null)
            throw new CaseStoreUnavailableException($"Collection {name} was dropped while it was being loaded; publish again.");
    }

    private async Task OptimisedAsync(string name, CancellationToken cancellationToken)
    {
        using var body = QdrantClient.Body(new UpdateCollection(new OptimizersConfig(IndexingThreshold)), QdrantJson.Default.UpdateCollection);
        await client.WriteAsync(HttpMethod.Patch, $"collections/{name}", body, QdrantJson.Default.ReplyBoolean, cancellationToken).ConfigureAwait(false);
        var started = time.GetTimestamp();
        for (var wait = TimeSpan.FromMilliseconds(50); ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, TimeSpan.TicksPerSecond * 2)))
        {
            var info = await client.WriteAsync(HttpMethod.Get, $"collections/{name}", null, QdrantJson.Default.ReplyCollectionInfo, cancellationToken).ConfigureAwait(false);
            if (info?.Result?.Status == "green")
                return;
            if (info?.Result?.Status == "red")
                throw new CaseStoreUnavailableException($"Qdrant could not optimise {name}; its log says why.");
            if (time.GetElapsedTime(started) > options.OptimiseDeadline)
                throw new CaseStoreUnavailableException($"Qdrant did not optimise {name} within {options.OptimiseDeadline.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} min.");
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<long> CountAsync(string name, CancellationToken cancellationToken)
    {
        using var body = QdrantClient.Body(new Count(true), QdrantJson.Default.Count);
        var reply = await client.WriteAsync(HttpMethod.Post, $"collections/{name}/points/count", body, QdrantJson.Default.ReplyCounted, cancellationToken).ConfigureAwait(false);
        return reply?.Result?.Count ?? -1;
    }

    private async Task<string?> ServedAsync(CancellationToken cancellationToken)
    {
        var reply = await client.WriteAsync(HttpMethod.Get, "aliases", null, QdrantJson.Default.ReplyAliases, cancellationToken).ConfigureAwait(false);
        return reply?.Result?.List.FirstOrDefault(a => a.AliasName == options.Alias)?.CollectionName;
    }

    private async Task SwitchAsync(string? from, string to, CancellationToken cancellationToken)
    {
        List<AliasAction> actions = [new AliasAction(CreateAlias: new AliasTarget(to, options.Alias))];
        if (from is not null)
            actions.Insert(0, new AliasAction(DeleteAlias: new AliasName(options.Alias)));
        using var body = QdrantClient.Body(new AliasChange(actions), QdrantJson.Default.AliasChange);
        await client.WriteAsync(HttpMethod.Post, "collections/aliases", body, QdrantJson.Default.ReplyBoolean, cancellationToken).ConfigureAwait(false);
    }

    // One that is being loaded by another publisher is newer than the one before this, and stays.
    private async Task DropOldAsync(string served, string? before, CancellationToken cancellationToken)
    {
        var all = await GenerationsAsync(cancellationToken).ConfigureAwait(false);
        if (all.FirstOrDefault(g => g.Name == before) is not { } kept)
            return;
        foreach (var old in all.Where(g => g.Name != served && g.Name != before && g.Metadata.Created < kept.Metadata.Created))
            await client.WriteAsync(HttpMethod.Delete, $"collections/{old.Name}", null, QdrantJson.Default.ReplyBoolean, cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<Generation>> GenerationsAsync(CancellationToken cancellationToken)
    {
        var reply = await client.WriteAsync(HttpMethod.Get, "collections", null, QdrantJson.Default.ReplyCollections, cancellationToken).ConfigureAwait(false);
        var found = new List<Generation>();
        foreach (var name in (reply?.Result?.List ?? []).Select(c => c.Name).Where(n => n.StartsWith(options.Alias + "-", StringComparison.Ordinal)))
        {
            var info = await client.WriteAsync(HttpMethod.Get, $"collections/{name}", null, QdrantJson.Default.ReplyCollectionInfo, cancellationToken).ConfigureAwait(false);
            if (info?.Result?.Config.Metadata is { } metadata && name == $"{options.Alias}-{metadata.Stamp}")
                found.Add(new Generation(name, metadata));
        }

        return found;
    }

    private sealed record Generation(string Name, CollectionMetadata Metadata);
}
