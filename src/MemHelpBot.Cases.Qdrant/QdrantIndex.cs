using MemHelpBot.Cases.Model;
using MemHelpBot.Cases.Qdrant.Wire;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>The index in Qdrant, over REST. A document is a point with a multivector (a vector a section) and two sparse vectors; queries go to an alias.</summary>
public sealed class QdrantIndex : ICaseIndex, IDisposable
{
    private readonly QdrantClient client;
    private readonly QdrantOptions options;
    private readonly QdrantReader reader;
    private readonly QdrantGenerations generations;

    /// <summary>An index at a server; nothing is sent yet.</summary>
    /// <param name="options">The server.</param>
    /// <param name="handler">What sends requests; null for one made of the options. Disposed with this.</param>
    /// <param name="time">The clock of back-off and names; the system's when null.</param>
    public QdrantIndex(QdrantOptions options, HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        this.options = options;
        client = new QdrantClient(options, handler, time ?? TimeProvider.System);
        reader = new QdrantReader(client, options);
        generations = new QdrantGenerations(client, options, time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public async ValueTask<IndexIdentity?> IdentityAsync(CancellationToken cancellationToken = default)
    {
        var reply = await client.ReadAsync(HttpMethod.Get, $"collections/{options.Alias}", null, QdrantJson.Default.ReplyCollectionInfo, cancellationToken).ConfigureAwait(false);
        return reply?.Result?.Config.Metadata is { } kept ? new IndexIdentity(kept.Stamp, kept.Model, kept.Dimensions, kept.Documents) : null;
    }

    /// <inheritdoc/>
    public async ValueTask<ICandidates> SearchAsync(CandidateQuery query, CancellationToken cancellationToken = default)
    {
        var legs = QdrantQueries.Legs(query, options);
        if (legs.Count == 0)
            return new QdrantCandidates(query, legs, [new QueryResult([])], reader);
        QueryResult[] results;
        try
        {
            results = await QueryAsync(QdrantQueries.Batch(query, legs), cancellationToken).ConfigureAwait(false);
        }
        catch (CaseStoreUnavailableException refused) when (refused.Message.Contains("dimension", StringComparison.OrdinalIgnoreCase))
        {
            if (await IdentityAsync(cancellationToken).ConfigureAwait(false) is not { } served || !Differs(served, query))
                throw;
            return served.Documents == 0 ? new QdrantCandidates(query, [], [new QueryResult([])], reader) : throw new CaseIndexMismatchException(served, query.Model, query.Vector.Length);
        }

        if (results.SelectMany(r => r.Points).FirstOrDefault(p => p.Payload is { } payload && payload.Model != query.Model) is { Payload.Model: var other })
        {
            var served = await IdentityAsync(cancellationToken).ConfigureAwait(false) ?? new IndexIdentity("", other, 0, 0);
            throw new CaseIndexMismatchException(served, query.Model, query.Vector.Length);
        }

        for (var i = 0; i < legs.Count; i++)
            results[i + 1] = await WithTiesAsync(query, legs[i], results[i + 1], cancellationToken).ConfigureAwait(false);
        return new QdrantCandidates(query, legs, results, reader);
    }

    /// <inheritdoc/>
    public async ValueTask<CaseDocument?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var found = await reader.ReadAsync([id], withVectors: false, cancellationToken).ConfigureAwait(false);
        return found.TryGetValue(id, out var parts) ? QdrantPoints.DocumentOf([.. parts.Select(p => p.Payload!)]) : null;
    }

    /// <inheritdoc/>
    public Task PublishAsync(CaseGeneration generation, CancellationToken cancellationToken = default) => generations.PublishAsync(generation, cancellationToken);

    /// <summary>Serves the generation before this one again.</summary>
    /// <returns>What is served then; null when there is no other.</returns>
    public Task<IndexIdentity?> RollBackAsync(CancellationToken cancellationToken = default) => generations.RollBackAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default)
    {
        if (ids.Count == 0)
            return;
        using var body = QdrantClient.Body(new DeletePoints(QdrantQueries.OfDocuments(ids)), QdrantJson.Default.DeletePoints);
        var reply = await client.WriteAsync(HttpMethod.Post, $"collections/{options.Alias}/points/delete?wait=true", body, QdrantJson.Default.ReplyUpdateResult, cancellationToken).ConfigureAwait(false);
        if (reply is null)
            throw NothingPublished(options);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    internal static CaseStoreUnavailableException NothingPublished(QdrantOptions options) =>
        new($"Qdrant at {options.Url.GetLeftPart(UriPartial.Authority)} has nothing under the alias {options.Alias}: run \"memhelp store publish\".");

    // When documents with equal scores straddle the last rank that counts, all of them have to be seen to take the first by id.
    private async Task<QueryResult> WithTiesAsync(CandidateQuery query, QdrantQueries.Leg leg, QueryResult found, CancellationToken cancellationToken)
    {
        while (leg.MayHaveMore(found) && leg.Limit < QdrantQueries.DeepestForTies)
        {
            leg = leg with { Limit = leg.Limit * 8 };
            found = (await QueryAsync(QdrantQueries.Alone(query, leg), cancellationToken).ConfigureAwait(false))[0];
        }

        return found;
    }

    private async Task<QueryResult[]> QueryAsync(QueryBatch batch, CancellationToken cancellationToken)
    {
        using var body = QdrantClient.Body(batch, QdrantJson.Default.QueryBatch);
        var reply = await client.ReadAsync(HttpMethod.Post, $"collections/{options.Alias}/points/query/batch", body, QdrantJson.Default.ReplyQueryResultArray, cancellationToken).ConfigureAwait(false);
        if (reply is null)
            throw NothingPublished(options);
        return reply.Result is { } results && results.Length == batch.Searches.Count
            ? results
            : throw new CaseStoreUnavailableException("Qdrant answered another number of queries than were asked.");
    }

    private static bool Differs(IndexIdentity served, CandidateQuery query) => served.Model != query.Model || served.Dimensions != query.Vector.Length;
}
