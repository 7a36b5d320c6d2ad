using System.Text.Json.Nodes;

namespace MemHelpBot.Cases.Qdrant.Tests.Double;

/// <summary>What the double does at each address.</summary>
internal sealed class DoubleRoutes(Dictionary<string, DoubleCollection> collections, Dictionary<string, string> aliases, string version)
{
    public JsonNode Answer(string method, string path, JsonNode? body) => (method, path.Split('/')) switch
    {
        ("GET", [""]) => new JsonObject { ["title"] = "qdrant - vector search engine", ["version"] = version },
        ("GET", ["aliases"]) => new JsonObject { ["aliases"] = new JsonArray([.. aliases.Select(a => new JsonObject { ["alias_name"] = a.Key, ["collection_name"] = a.Value })]) },
        ("GET", ["collections"]) => new JsonObject { ["collections"] = new JsonArray([.. collections.Keys.Select(n => new JsonObject { ["name"] = n })]) },
        ("POST", ["collections", "aliases"]) => Switch(body!["actions"]!.AsArray()),
        ("GET", ["collections", var name, "exists"]) => new JsonObject { ["exists"] = collections.ContainsKey(name) },
        ("GET", ["collections", var name]) => Info(Of(name)),
        ("PUT", ["collections", var name]) => Create(name, body!.AsObject()),
        ("PATCH", ["collections", var name]) => Update(Of(name), body!),
        ("DELETE", ["collections", var name]) => Drop(name),
        ("PUT", ["collections", var name, "index"]) => Index(Of(name), (string)body!["field_name"]!),
        ("PUT", ["collections", var name, "points"]) => Upsert(Of(name), body!["points"]!.AsArray()),
        ("POST", ["collections", var name, "points", "delete"]) => Delete(Of(name), body!["filter"]!),
        ("POST", ["collections", var name, "points", "count"]) => new JsonObject { ["count"] = Of(name).Count },
        ("POST", ["collections", var name, "points", "scroll"]) => Scroll(Of(name), body!),
        ("POST", ["collections", var name, "points", "query", "batch"]) => new JsonArray([.. body!["searches"]!.AsArray().Select(s => Query(Of(name), s!))]),
        _ => throw new Refusal(404, "Not found"),
    };

    private DoubleCollection Of(string name) =>
        collections.TryGetValue(aliases.GetValueOrDefault(name, name), out var found) ? found : throw new Refusal(404, $"Not found: Collection `{name}` doesn't exist!");

    private JsonValue Create(string name, JsonObject body)
    {
        if (collections.ContainsKey(name) || aliases.ContainsKey(name))
            throw new Refusal(409, $"Wrong input: Collection `{name}` already exists!");
        collections[name] = new DoubleCollection(body);
        return JsonValue.Create(true);
    }

    private JsonValue Drop(string name)
    {
        foreach (var alias in aliases.Where(a => a.Value == name).Select(a => a.Key).ToList())
            aliases.Remove(alias);
        return JsonValue.Create(collections.Remove(name));
    }

    // All actions or none, as the server promises.
    private JsonValue Switch(JsonArray actions)
    {
        var changed = new Dictionary<string, string>(aliases, StringComparer.Ordinal);
        foreach (var action in actions)
        {
            if (action!["delete_alias"] is { } gone)
            {
                changed.Remove((string)gone["alias_name"]!);
            }
            else
            {
                var made = action["create_alias"]!;
                var target = (string)made["collection_name"]!;
                if (!collections.ContainsKey(target))
                    throw new Refusal(404, $"Not found: Collection `{target}` doesn't exist!");
                changed[(string)made["alias_name"]!] = target;
            }
        }

        aliases.Clear();
        foreach (var (alias, target) in changed)
            aliases[alias] = target;
        return JsonValue.Create(true);
    }

    private static JsonObject Info(DoubleCollection collection) => new()
    {
        // Points that wait for an index that is switched off keep a collection grey.
        ["status"] = collection is { IndexingThreshold: 0, Count: > 0 } ? "grey" : "green",
        ["optimizer_status"] = "ok",
        ["points_count"] = collection.Count,
        ["segments_count"] = 1,
        ["payload_schema"] = new JsonObject(),
        ["config"] = new JsonObject
        {
            ["params"] = new JsonObject(),
            ["hnsw_config"] = new JsonObject { ["m"] = 16, ["ef_construct"] = 100, ["full_scan_threshold"] = 10000 },
            ["optimizer_config"] = new JsonObject { ["deleted_threshold"] = 0.2, ["vacuum_min_vector_number"] = 1000, ["default_segment_number"] = 0, ["flush_interval_sec"] = 5 },
            ["metadata"] = collection.Created["metadata"]?.DeepClone(),
        },
    };

    private static JsonValue Update(DoubleCollection collection, JsonNode body)
    {
        collection.IndexingThreshold = (int)body["optimizers_config"]!["indexing_threshold"]!;
        return JsonValue.Create(true);
    }

    private static JsonObject Index(DoubleCollection collection, string field)
    {
        collection.Indexed.Add(field);
        return Completed();
    }

    private static JsonObject Upsert(DoubleCollection collection, JsonArray points)
    {
        foreach (var point in points)
            collection.Upsert(point!.DeepClone().AsObject());
        return Completed();
    }

    private static JsonObject Delete(DoubleCollection collection, JsonNode filter)
    {
        collection.Delete(filter);
        return Completed();
    }

    private static JsonObject Scroll(DoubleCollection collection, JsonNode request)
    {
        var passing = collection.Points.Where(p => collection.Passes(p, request["filter"]))
            .Where(p => request["offset"] is not { } from || string.CompareOrdinal((string)p["id"]!, (string)from!) >= 0).ToList();
        var limit = (int?)request["limit"] ?? 10;
        return new JsonObject
        {
            ["points"] = new JsonArray([.. passing.Take(limit).Select(p => Shown(p, request))]),
            ["next_page_offset"] = passing.Count > limit ? (string)passing[limit]["id"]! : null,
        };
    }

    private static JsonObject Query(DoubleCollection collection, JsonNode request)
    {
        var points = new JsonArray();
        foreach (var (point, score) in collection.Query(request))
        {
            var shown = Shown(point, request);
            shown["version"] = 1;
            shown["score"] = score;
            points.Add((JsonNode)shown);
        }

        return new JsonObject { ["points"] = points };
    }

    private static JsonObject Shown(JsonObject point, JsonNode request)
    {
        var shown = new JsonObject { ["id"] = (string)point["id"]! };
        if (request["with_payload"] is { } payload)
            shown["payload"] = Chosen(point["payload"]!.AsObject(), payload);
        if (request["with_vector"] is JsonArray { Count: > 0 } vectors)
            shown["vector"] = Chosen(point["vector"]!.AsObject(), vectors);
        return shown;
    }

    private static JsonObject Chosen(JsonObject all, JsonNode fields) =>
        new(all.Where(f => fields is not JsonArray names || names.Any(n => (string)n! == f.Key)).Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone())));

    private static JsonObject Completed() => new() { ["operation_id"] = 1, ["status"] = "completed" };
}
