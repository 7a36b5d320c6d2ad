using MemHelpBot.Cases.Qdrant.Wire;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>Reads whole documents of the served generation.</summary>
internal sealed class QdrantReader(QdrantClient client, QdrantOptions options)
{
    private const int PageSize = 128;

    /// <summary>All parts of each document, in order; documents that are not there are left out.</summary>
    public async Task<Dictionary<string, List<Record>>> ReadAsync(IReadOnlyCollection<string> ids, bool withVectors, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, List<Record>>(StringComparer.Ordinal);
        string? offset = null;
        do
        {
            var page = await PageAsync(ids, withVectors, offset, cancellationToken).ConfigureAwait(false);
            foreach (var record in page.Points)
            {
                if (record.Payload is not { } payload)
                    continue;
                if (!found.TryGetValue(payload.Id, out var parts))
                    found[payload.Id] = parts = [];
                parts.Add(record);
            }

            offset = page.NextPageOffset;
        }
        while (offset is not null);
        foreach (var parts in found.Values)
            parts.Sort(static (a, b) => a.Payload!.Part.CompareTo(b.Payload!.Part));
        return found;
    }

    private async Task<ScrollPage> PageAsync(IReadOnlyCollection<string> ids, bool withVectors, string? offset, CancellationToken cancellationToken)
    {
        using var body = QdrantClient.Body(new Scroll(QdrantQueries.OfDocuments(ids), PageSize, true, withVectors ? ["dense"] : [], offset), QdrantJson.Default.Scroll);
        var reply = await client.ReadAsync(HttpMethod.Post, $"collections/{options.Alias}/points/scroll", body, QdrantJson.Default.ReplyScrollPage, cancellationToken).ConfigureAwait(false);
        return reply?.Result ?? throw QdrantIndex.NothingPublished(options);
    }
}
