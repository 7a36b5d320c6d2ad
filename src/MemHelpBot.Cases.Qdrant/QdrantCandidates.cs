using MemHelpBot.Cases.Qdrant.Wire;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>What a batch of queries found.</summary>
internal sealed class QdrantCandidates : ICandidates
{
    private readonly CandidateQuery query;
    private readonly QdrantReader reader;
    private readonly Dictionary<string, Record> known = new(StringComparer.Ordinal);

    /// <param name="query">What was asked.</param>
    /// <param name="legs">The rankings that were asked for.</param>
    /// <param name="results">The fused result, then one for each ranking.</param>
    /// <param name="reader">Reads what the batch did not bring.</param>
    public QdrantCandidates(CandidateQuery query, IReadOnlyList<QdrantQueries.Leg> legs, IReadOnlyList<QueryResult> results, QdrantReader reader)
    {
        (this.query, this.reader) = (query, reader);
        foreach (var point in results[0].Points)
        {
            if (point.Payload is { Parts: 1 } payload)
                known[payload.Id] = new Record(point.Id, payload, point.Vector);
        }

        for (var i = 0; i < legs.Count; i++)
        {
            var points = results[i + 1].Points;
            if (legs[i].IsWords)
                Words = Ranked(points);
            else if (legs[i].IsDense)
                Vectors = Ranked(points);
            else
                Facts = [.. points.Where(p => p.Payload is not null).Select(p => QdrantPoints.MarksOf(p.Payload!))];
        }
    }

    public IReadOnlyList<Candidate> Words { get; } = [];

    public IReadOnlyList<Candidate> Vectors { get; } = [];

    public IReadOnlyList<CaseMarks> Facts { get; } = [];

    public async ValueTask<IReadOnlyList<WeighedDocument>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken = default)
    {
        var missing = ids.Where(id => !known.ContainsKey(id)).ToList();
        var read = missing.Count == 0 ? [] : await reader.ReadAsync(missing, withVectors: true, cancellationToken).ConfigureAwait(false);
        var documents = new List<WeighedDocument>(ids.Count);
        foreach (var id in ids)
        {
            var parts = known.TryGetValue(id, out var record) ? [record] : read.GetValueOrDefault(id) ?? throw new CaseStoreUnavailableException($"Document {id} left the index while it was being read; ask again.");
            documents.Add(Weighed(parts));
        }

        return documents;
    }

    private WeighedDocument Weighed(IReadOnlyList<Record> parts)
    {
        var document = QdrantPoints.DocumentOf([.. parts.Select(p => p.Payload!)]);
        var vectors = new List<ReadOnlyMemory<float>>(document.Sections.Count);
        foreach (var part in parts)
        {
            var own = part.Vector?.Dense ?? [];
            for (var i = 0; i < part.Payload!.Sections.Length; i++)
                vectors.Add(own.Length == part.Payload.Sections.Length ? own[i] : ReadOnlyMemory<float>.Empty);
        }

        return new WeighedDocument(document, query.WeighSections(document, vectors));
    }

    // A document in several parts counts by its best one.
    private static IReadOnlyList<Candidate> Ranked(IReadOnlyList<ScoredPoint> points)
    {
        var best = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        foreach (var point in points)
        {
            if (point.Payload is not { } payload)
                continue;
            var score = RankOrder.Rounded(point.Score);
            if (!best.TryGetValue(payload.Id, out var other) || other.Score < score)
                best[payload.Id] = new Candidate(QdrantPoints.MarksOf(payload), score);
        }

        return RankOrder.Best([.. best.Values], CandidateQuery.Depth);
    }
}
