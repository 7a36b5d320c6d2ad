using System.Text.Json.Nodes;

namespace MemHelpBot.Cases.Qdrant.Tests.Double;

/// <summary>A collection of the double: named vectors, payloads, and the ranking that Qdrant gives.</summary>
internal sealed class DoubleCollection(JsonObject created)
{
    private readonly Dictionary<string, JsonObject> points = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Id, string Name), List<float[]>> dense = [];
    private readonly Dictionary<(string Id, string Name), Dictionary<uint, float>> sparse = [];
    private readonly Dictionary<string, int> sizes = created["vectors"]!.AsObject().ToDictionary(v => v.Key, v => (int)v.Value!["size"]!);
    private readonly Dictionary<string, bool> rarity = created["sparse_vectors"]!.AsObject().ToDictionary(v => v.Key, v => (string?)v.Value!["modifier"] == "idf");

    public JsonObject Created { get; } = created;

    /// <summary>Fields with an index: filters on others are refused, as in strict mode.</summary>
    public HashSet<string> Indexed { get; } = [];

    public int IndexingThreshold { get; set; } = (int?)created["optimizers_config"]?["indexing_threshold"] ?? 10_000;

    public int Count => points.Count;

    public IEnumerable<JsonObject> Points => points.Values.OrderBy(p => (string)p["id"]!, StringComparer.Ordinal);

    public void Upsert(JsonObject point)
    {
        var id = (string)point["id"]!;
        Refusal.Unless(Guid.TryParse(id, out _), $"value {id} is not a valid point ID, valid values are either an unsigned integer or a UUID");
        foreach (var (name, vector) in point["vector"]!.AsObject())
        {
            if (vector is JsonArray rows)
                dense[(id, name)] = [.. rows.Select(row => Unit(CheckDense(name, row!.AsArray())))];
            else
                sparse[(id, name)] = CheckSparse(name, vector!.AsObject());
        }

        points[id] = point;
    }

    public void Delete(JsonNode filter)
    {
        foreach (var id in points.Values.Where(p => Passes(p, filter)).Select(p => (string)p["id"]!).ToList())
            points.Remove(id);
    }

    /// <summary>Whether a point passes a filter: every condition of <c>must</c>, each a <c>match any</c> on an indexed field.</summary>
    public bool Passes(JsonObject point, JsonNode? filter)
    {
        foreach (var condition in filter?["must"]?.AsArray() ?? [])
        {
            var key = (string)condition!["key"]!;
            Refusal.Unless(Indexed.Contains(key), $"Bad request: Index required but not found for \"{key}\" of one of the following types: [keyword]");
            var values = point["payload"]![key] switch
            {
                JsonArray many => many.Select(v => (string)v!),
                { } one => [(string)one!],
                null => [],
            };
            if (!values.Intersect(condition["match"]!["any"]!.AsArray().Select(v => (string)v!)).Any())
                return false;
        }

        return true;
    }

    /// <summary>Answers one request of the Query API.</summary>
    public List<(JsonObject Point, float Score)> Query(JsonNode request)
    {
        var limit = (int?)request["limit"] ?? 10;
        Refusal.Unless(limit >= 1, "Validation error in JSON body: [limit: value 0 invalid, must be 1 or larger]");
        var query = request["query"]!;
        if (query is JsonObject && query["rrf"] is { } rrf)
            return Fused(request["prefetch"]!.AsArray(), rrf, limit);
        Refusal.Unless(request["prefetch"] is null, "the double knows prefetches under a fusion only");
        var name = (string?)request["using"] ?? "";
        var threshold = (float?)request["score_threshold"];
        var scored = query is JsonArray rows ? Dense(name, rows) : Sparse(name, query.AsObject());
        return
        [
            .. scored.Where(s => threshold is null || s.Score >= threshold).Where(s => Passes(s.Point, request["filter"]))
                .OrderByDescending(s => s.Score).ThenBy(s => Anyhow(s.Point)).Take(limit),
        ];
    }

    private List<(JsonObject Point, float Score)> Fused(JsonArray prefetches, JsonNode rrf, int limit)
    {
        var weights = rrf["weights"]?.AsArray().Select(w => (float)w!).ToArray() ?? [.. prefetches.Select(_ => 1f)];
        Refusal.Unless(weights.Length == prefetches.Count, "number of weights must match the number of prefetches");
        var k = (int?)rrf["k"] ?? 2;
        var scores = new Dictionary<JsonObject, float>();
        for (var i = 0; i < prefetches.Count; i++)
        {
            var source = Query(prefetches[i]!);
            for (var rank = 0; rank < source.Count; rank++)
                scores[source[rank].Point] = scores.GetValueOrDefault(source[rank].Point) + (1 / (((rank + 1) / weights[i]) + k - 1));
        }

        return [.. scores.Select(s => (s.Key, s.Value)).OrderByDescending(s => s.Value).ThenBy(s => Anyhow(s.Key)).Take(limit)];
    }

    private IEnumerable<(JsonObject Point, float Score)> Dense(string name, JsonArray rows)
    {
        var query = rows.Select(r => Unit(CheckDense(name, r!.AsArray()))).ToList();
        foreach (var point in points.Values)
        {
            if (dense.TryGetValue(((string)point["id"]!, name), out var own))
                yield return (point, query.Sum(q => own.Max(v => Dot(q, v))));
        }
    }

    private IEnumerable<(JsonObject Point, float Score)> Sparse(string name, JsonObject query)
    {
        var asked = CheckSparse(name, query);
        var holders = points.Values.Where(p => sparse.ContainsKey(((string)p["id"]!, name))).Select(p => (Point: p, Vector: sparse[((string)p["id"]!, name)])).ToList();
        var idf = asked.Keys.ToDictionary(i => i, i => rarity[name] ? Idf(holders.Count, holders.Count(h => h.Vector.ContainsKey(i))) : 1);
        foreach (var (point, vector) in holders)
        {
            var shared = asked.Where(a => vector.ContainsKey(a.Key)).ToList();
            if (shared.Count > 0)
                yield return (point, shared.Sum(a => a.Value * idf[a.Key] * vector[a.Key]));
        }
    }

    private float[] CheckDense(string name, JsonArray row)
    {
        Refusal.Unless(sizes.TryGetValue(name, out var size), $"Wrong input: Not existing vector name error: {name}");
        Refusal.Unless(row.Count == size, $"Wrong input: Vector dimension error: expected dim: {size}, got {row.Count}");
        return [.. row.Select(v => (float)v!)];
    }

    private Dictionary<uint, float> CheckSparse(string name, JsonObject vector)
    {
        Refusal.Unless(rarity.ContainsKey(name), $"Wrong input: Not existing vector name error: {name}");
        var (indices, values) = (vector["indices"]!.AsArray(), vector["values"]!.AsArray());
        Refusal.Unless(indices.Count == values.Count, "must be the same length as indices");
        Refusal.Unless(indices.Select(i => (uint)i!).Distinct().Count() == indices.Count, "indices: must be unique");
        return Pairs(vector);
    }

    private static Dictionary<uint, float> Pairs(JsonNode vector) =>
        vector["indices"]!.AsArray().Zip(vector["values"]!.AsArray()).ToDictionary(p => (uint)p.First!, p => (float)p.Second!);

    private static float Idf(int holders, int having) => MathF.Log((((holders - having) + 0.5f) / (having + 0.5f)) + 1);

    private static float Dot(float[] a, float[] b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(Dot(vector, vector));
        return length == 0 ? vector : [.. vector.Select(v => v / length)];
    }

    // Qdrant leaves ties in no order that a caller may count on: here they come in one that is surely not that of the ids.
    private static int Anyhow(JsonObject point) => ((string)point["id"]!).Aggregate(17, (h, c) => unchecked((h * 31) + c));
}

/// <summary>A request that Qdrant would refuse.</summary>
internal sealed class Refusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static void Unless(bool fine, string message)
    {
        if (!fine)
            throw new Refusal(400, message);
    }
}
