using MemHelpBot.Cases.Qdrant.Wire;
using MemHelpBot.Cases.Retrieval;
using MemHelpBot.Cases.Store;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>
/// One query as a batch. First the fused one: prefetches by words, vectors and facts, fused by the server with our k and weights, with
/// the documents, so that those of the hits need no second request. Then each ranking for itself, with marks only: the server leaves
/// ties in any order, so equal scores are put in order and fused here, and each hit can be explained.
/// </summary>
internal static class QdrantQueries
{
    /// <summary>Beyond so many documents with the same score, which of them count is left to the server.</summary>
    public const int DeepestForTies = 6400;

    // Deeper than it counts, so that few ties need a second look, and parts of one document do not crowd out others.
    private const int DepthFactor = 2;
    private const int FactsDepth = 256;
    private const int SpareHits = 3;
    private const string Dense = "dense";
    private const string Words = "words";
    private const string Facts = "facts";

    /// <summary>The rankings that a query has.</summary>
    public static IReadOnlyList<Leg> Legs(CandidateQuery query, QdrantOptions options)
    {
        var legs = new List<Leg>();
        if (QdrantPoints.Sparse(query.Words) is { } words)
            legs.Add(new Leg(Words, new Query(Sparse: words), CandidateQuery.Depth * DepthFactor, RankFusion.LexicalWeight, null, null));
        if (!query.Vector.IsEmpty)
            legs.Add(new Leg(Dense, new Query(Dense: [query.Vector.ToArray()]), CandidateQuery.Depth * DepthFactor, RankFusion.DenseWeight, CandidateQuery.LeastSimilarity, ParamsOf(options)));
        if (QdrantPoints.Sparse(query.Facts) is { } facts)
            legs.Add(new Leg(Facts, new Query(Sparse: facts), FactsDepth, RankFusion.FactsWeight, null, null));
        return legs;
    }

    /// <summary>The batch: the fused query, then the rankings.</summary>
    public static QueryBatch Batch(CandidateQuery query, IReadOnlyList<Leg> legs)
    {
        var filter = FilterOf(query.Asked.Filter);
        var fused = new QueryRequest(
            new Query(Rrf: new Rrf(RankFusion.K, [.. legs.Select(l => l.Weight)])), query.Asked.Limit + SpareHits,
            Prefetch: [.. legs.Select(l => new Prefetch(l.Query, l.Limit, l.Using, filter, l.Params, l.Threshold))],
            WithPayload: QdrantPoints.AllFields, WithVector: [Dense]);
        return new QueryBatch([fused, .. legs.Select(l => Marks(l, filter))]);
    }

    /// <summary>One ranking for itself.</summary>
    public static QueryBatch Alone(CandidateQuery query, Leg leg) => new([Marks(leg, FilterOf(query.Asked.Filter))]);

    /// <summary>The filter of some documents.</summary>
    public static Filter OfDocuments(IEnumerable<string> ids) => new([new Condition("id", new Match([.. ids]))]);

    private static QueryRequest Marks(Leg leg, Filter? filter) =>
        new(leg.Query, leg.Limit, leg.Using, Filter: filter, Params: leg.Params, ScoreThreshold: leg.Threshold, WithPayload: QdrantPoints.MarkFields);

    private static Filter? FilterOf(CaseFilter filter)
    {
        var must = new List<Condition>();
        void Any(string key, IEnumerable<string> values)
        {
            if (values.ToArray() is { Length: > 0 } any)
                must.Add(new Condition(key, new Match(any)));
        }

        Any("kind", filter.Kinds.Select(QdrantPoints.KindOf));
        Any("lang", filter.Languages);
        Any("causes", filter.Causes);
        Any("trust", filter.Trust);
        return must.Count > 0 ? new Filter(must) : null;
    }

    private static SearchParams? ParamsOf(QdrantOptions options) =>
        options.Exact || options.Quantisation != QdrantQuantisation.None
            ? new SearchParams(options.Exact, options.Quantisation == QdrantQuantisation.None ? null : new QuantizationParams(true, options.Quantisation == QdrantQuantisation.Binary ? 4 : 2))
            : null;

    /// <summary>One ranking.</summary>
    internal sealed record Leg(string Using, Query Query, int Limit, double Weight, float? Threshold, SearchParams? Params)
    {
        public bool IsWords => Using == Words;

        public bool IsDense => Using == Dense;

        /// <summary>Whether documents beyond the limit may have the same score as the last that counts.</summary>
        public bool MayHaveMore(QueryResult found) =>
            (IsWords || IsDense) && found.Points.Count == Limit
            && RankOrder.Rounded(found.Points[^1].Score) >= RankOrder.Rounded(found.Points[CandidateQuery.Depth - 1].Score);
    }
}
