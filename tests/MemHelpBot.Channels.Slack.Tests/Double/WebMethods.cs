using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.Slack.Tests.Double;

/// <summary>A refusal of the double, as Slack words it.</summary>
internal sealed class Refusal(string error, string? needed = null, params string[] messages) : Exception(error)
{
    public string Error { get; } = error;

    public string? Needed { get; } = needed;

    public string[] Messages { get; } = messages;
}

/// <summary>The Web API's methods that the bot uses, with their scopes, limits and error codes.</summary>
internal sealed class WebMethods(SlackWorld world, Func<Uri> root)
{
    /// <summary>Methods that do not read a JSON body (docs.slack.dev, "Content types" of each).</summary>
    public static readonly string[] FormOnly = ["conversations.replies", "conversations.history", "files.info", "files.getUploadURLExternal"];

    public bool HasStreams { get; set; } = true;

    public bool HasStatus { get; set; } = true;

    public bool HasFeedbackButtons { get; set; } = true;

    public List<JsonObject> Ephemeral { get; } = [];

    public List<JsonObject> Views { get; } = [];

    public List<JsonObject> Statuses { get; } = [];

    public List<JsonObject> Titles { get; } = [];

    public List<JsonObject> Prompts { get; } = [];

    public Dictionary<string, byte[]?> Uploads { get; } = new(StringComparer.Ordinal);

    public JsonObject Call(string method, Arguments a) => method switch
    {
        "api.test" => [],
        "auth.test" => new() { ["team_id"] = SlackWorld.Team, ["user_id"] = SlackWorld.Bot, ["bot_id"] = SlackWorld.BotId, ["is_enterprise_install"] = false },
        "chat.postMessage" => Post(a),
        "chat.update" => Update(a),
        "chat.postEphemeral" => Whisper(a),
        "chat.startStream" => StartStream(a),
        "chat.appendStream" => AppendStream(a),
        "chat.stopStream" => StopStream(a),
        "assistant.threads.setStatus" => SetStatus(a),
        "assistant.threads.setTitle" => Thread(a, "assistant:write", Titles, "title"),
        "assistant.threads.setSuggestedPrompts" => SetPrompts(a),
        "conversations.replies" => Replies(a),
        "conversations.history" => History(a),
        "conversations.open" => Open(a),
        "files.info" => FileInfo(a),
        "files.getUploadURLExternal" => UploadUrl(a),
        "files.completeUploadExternal" => CompleteUpload(a),
        "views.open" => OpenView(a),
        _ => throw new Refusal("unknown_method"),
    };

    private JsonObject Post(Arguments a)
    {
        Need("chat:write");
        var room = Writable(a);
        var message = Message(a);
        if (a["thread_ts"] is { Length: > 0 } thread)
        {
            if (room.Find(thread) is null)
                throw new Refusal("thread_not_found");
            message["thread_ts"] = thread;
        }

        world.Store(room, message);
        return new() { ["channel"] = room.Id, ["ts"] = (string?)message["ts"], ["message"] = message.DeepClone() };
    }

    private JsonObject Message(Arguments a)
    {
        var message = Ours();
        var text = a["text"] ?? "";
        var blocks = a.Json("blocks");
        if (text.Length == 0 && blocks.ValueKind != JsonValueKind.Array)
            throw new Refusal("no_text");
        if (text.Length > 4000)
            throw new Refusal("msg_too_long");
        message["text"] = text;
        if (blocks.ValueKind != JsonValueKind.Undefined)
            message["blocks"] = Checked(blocks);
        if (a.Json("metadata") is { ValueKind: not JsonValueKind.Undefined } metadata)
        {
            if (metadata.Text("event_type").Length == 0 || metadata.At("event_payload").ValueKind != JsonValueKind.Object)
                throw new Refusal("invalid_metadata_format");
            message["metadata"] = JsonNode.Parse(metadata.GetRawText());
        }

        message["unfurl"] = a["unfurl_links"] != "false" || a["unfurl_media"] != "false";
        return message;
    }

    private JsonArray Checked(JsonElement blocks)
    {
        if (BlockRules.Check(blocks, HasFeedbackButtons) is { Count: > 0 } broken)
            throw new Refusal("invalid_blocks", null, [.. broken]);
        if (blocks.GetRawText().Length > 13_200)
            throw new Refusal("msg_blocks_too_long");
        return (JsonArray)JsonNode.Parse(blocks.GetRawText())!;
    }

    private JsonObject Update(Arguments a)
    {
        Need("chat:write");
        var room = Writable(a);
        var old = Own(room, a, "cant_update_message");
        if (world.Streams.Contains((string)old["ts"]!))
            throw new Refusal("streaming_state_conflict");
        var message = Message(a);
        lock (world.Gate)
        {
            foreach (var name in (string[])["text", "blocks", "metadata"])
            {
                if (message[name] is { } value)
                    old[name] = value.DeepClone();
            }

            old["edited"] = true;
        }

        return new() { ["channel"] = room.Id, ["ts"] = (string?)old["ts"] };
    }

    private JsonObject Whisper(Arguments a)
    {
        Need("chat:write");
        var room = Writable(a);
        if (!room.Members.Contains(a["user"] ?? ""))
            throw new Refusal("user_not_in_channel");
        var message = Message(a);
        message["user_shown"] = a["user"];
        Ephemeral.Add(message);
        return new() { ["message_ts"] = world.NextTs() };
    }

    private JsonObject StartStream(Arguments a)
    {
        if (!HasStreams)
            throw new Refusal("unknown_method");
        Need("chat:write");
        var room = Writable(a);
        if (a["thread_ts"] is not { Length: > 0 } thread || room.Find(thread) is null)
            throw new Refusal("thread_not_found");
        if (room.Kind != "im" && a["recipient_user_id"] is null)
            throw new Refusal("missing_recipient_user_id");
        if (room.Kind != "im" && a["recipient_team_id"] is null)
            throw new Refusal("missing_recipient_team_id");
        var message = Ours();
        message["thread_ts"] = thread;
        message["text"] = "";
        message["blocks"] = Chunks(a);
        message["unfurl"] = false;
        world.Store(room, message);
        world.Streams.Add((string)message["ts"]!);
        return new() { ["channel"] = room.Id, ["ts"] = (string?)message["ts"] };
    }

    private JsonObject AppendStream(Arguments a)
    {
        Need("chat:write");
        var message = Streaming(a);
        var more = Chunks(a);
        if (more.Count == 0)
            throw new Refusal("no_text");
        Append(message, more);
        return new() { ["ts"] = (string?)message["ts"] };
    }

    private JsonObject StopStream(Arguments a)
    {
        Need("chat:write");
        var message = Streaming(a);
        var (chunks, blocks) = (Chunks(a), a.Json("blocks"));
        var last = blocks.ValueKind == JsonValueKind.Undefined ? [] : Checked(blocks);
        Append(message, chunks);
        Append(message, last);
        if (a.Json("metadata") is { ValueKind: JsonValueKind.Object } metadata)
            message["metadata"] = JsonNode.Parse(metadata.GetRawText());
        world.Streams.Remove((string)message["ts"]!);
        return new() { ["ts"] = (string?)message["ts"] };
    }

    private void Append(JsonObject message, JsonArray more)
    {
        lock (world.Gate)
        {
            foreach (var block in more)
                ((JsonArray)message["blocks"]!).Add(block!.DeepClone());
        }
    }

    private JsonArray Chunks(Arguments a)
    {
        var all = new JsonArray();
        if (a["markdown_text"] is { Length: > 0 } text)
            all.Add(new JsonObject { ["type"] = "markdown", ["text"] = text });
        if (a.Json("chunks") is { ValueKind: JsonValueKind.Array } chunks)
        {
            foreach (var chunk in chunks.EnumerateArray())
            {
                if (chunk.Text("type") == "markdown_text")
                    all.Add(new JsonObject { ["type"] = "markdown", ["text"] = chunk.Text("text") });
                else if (chunk.Text("type") != "blocks")
                    throw new Refusal("invalid_chunks");
                foreach (var block in Checked(chunk.At("blocks").ValueKind == JsonValueKind.Array ? chunk.At("blocks") : JsonSerializer.SerializeToElement(Array.Empty<int>())))
                    all.Add(block!.DeepClone());
            }
        }

        return all;
    }

    private JsonObject Streaming(Arguments a)
    {
        var message = Own(Writable(a), a, "message_not_owned_by_app");
        return world.Streams.Contains((string)message["ts"]!) ? message : throw new Refusal("message_not_in_streaming_state");
    }

    private JsonObject SetStatus(Arguments a)
    {
        if (!HasStatus)
            throw new Refusal("method_not_supported_for_channel_type");
        if (a.Json("loading_messages") is { ValueKind: JsonValueKind.Array } loading && loading.GetArrayLength() > 10)
            throw new Refusal("invalid_arguments");
        return Thread(a, "chat:write", Statuses, "status");
    }

    private JsonObject Thread(Arguments a, string scope, List<JsonObject> into, string name)
    {
        Need(scope);
        var room = Room(a, "channel_id");
        if (room.Find(a["thread_ts"] ?? "") is null)
            throw new Refusal("thread_not_found");
        into.Add(new JsonObject { ["channel"] = room.Id, ["thread_ts"] = a["thread_ts"], [name] = a[name] });
        return [];
    }

    private JsonObject SetPrompts(Arguments a)
    {
        Need("assistant:write");
        var room = Room(a, "channel_id");
        var prompts = a.Json("prompts");
        if (prompts.ValueKind != JsonValueKind.Array || prompts.GetArrayLength() is < 1 or > 4 || prompts.EnumerateArray().Any(p => p.Text("title").Length == 0 || p.Text("message").Length == 0))
            throw new Refusal("invalid_arguments");
        Prompts.Add(new JsonObject { ["channel"] = room.Id, ["thread_ts"] = a["thread_ts"], ["prompts"] = JsonNode.Parse(prompts.GetRawText()) });
        return [];
    }

    private JsonObject Replies(Arguments a)
    {
        var room = Readable(a);
        var thread = a["ts"] ?? "";
        var all = room.Messages.Where(m => (string?)m["ts"] == thread || (string?)m["thread_ts"] == thread).ToList();
        if (all.Count == 0)
            throw new Refusal("thread_not_found");
        // The parent is always given.
        return Page(a, [.. all.Where(m => (string?)m["ts"] == thread || Within(m, a))]);
    }

    private JsonObject History(Arguments a)
    {
        var room = Readable(a);
        return Page(a, [.. room.Messages.Where(m => m["thread_ts"] is null && Within(m, a)).Reverse()]);
    }

    private static bool Within(JsonObject message, Arguments a)
    {
        var ts = (string)message["ts"]!;
        var isInclusive = a["inclusive"] == "true";
        var (oldest, latest) = (string.CompareOrdinal(ts, a["oldest"] ?? ""), a["latest"] is { } last ? string.CompareOrdinal(ts, last) : -1);
        return (oldest > 0 || (isInclusive && oldest == 0)) && (latest < 0 || (isInclusive && latest == 0));
    }

    private static JsonObject Page(Arguments a, List<JsonObject> messages)
    {
        var limit = int.Parse(a["limit"] ?? "100", CultureInfo.InvariantCulture);
        if (limit is < 1 or > 999)
            throw new Refusal("invalid_limit");
        var from = a["cursor"] is { Length: > 0 } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var withMetadata = a["include_all_metadata"] == "true";
        var page = new JsonArray([.. messages.Skip(from).Take(limit).Select(m =>
        {
            var copy = m.DeepClone().AsObject();
            if (!withMetadata)
                copy.Remove("metadata");
            return copy;
        })]);
        var hasMore = messages.Count > from + limit;
        return new() { ["messages"] = page, ["has_more"] = hasMore, ["response_metadata"] = new JsonObject { ["next_cursor"] = hasMore ? (from + limit).ToString(CultureInfo.InvariantCulture) : "" } };
    }

    private JsonObject Open(Arguments a)
    {
        Need("im:write");
        var user = a["users"] is { Length: > 0 } one ? one : throw new Refusal("no_users");
        var id = "D0" + user[1..];
        if (!world.Rooms.ContainsKey(id))
            world.Add(id, "im", user, SlackWorld.Bot);
        return new() { ["channel"] = new JsonObject { ["id"] = id } };
    }

    private JsonObject FileInfo(Arguments a)
    {
        Need("files:read");
        return world.Files.TryGetValue(a["file"] ?? "", out var file) ? new() { ["file"] = file.Object.DeepClone() } : throw new Refusal("file_not_found");
    }

    private JsonObject UploadUrl(Arguments a)
    {
        Need("files:write");
        if (!int.TryParse(a["length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length < 1 || string.IsNullOrEmpty(a["filename"]))
            throw new Refusal("invalid_arguments");
        var id = $"F0UP{Uploads.Count:0000}";
        Uploads[id] = null;
        world.Files[id] = new(new JsonObject { ["id"] = id, ["name"] = a["filename"], ["size"] = length }, []);
        return new() { ["upload_url"] = new Uri(root(), $"upload/{id}").ToString(), ["file_id"] = id };
    }

    private JsonObject CompleteUpload(Arguments a)
    {
        Need("files:write");
        var files = new JsonArray();
        foreach (var file in a.Json("files") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw new Refusal("invalid_arguments"))
        {
            if (!Uploads.TryGetValue(file.Text("id"), out var bytes) || bytes is null || bytes.Length != (int)world.Files[file.Text("id")].Object["size"]!)
                throw new Refusal("file_upload_size_restricted");
            files.Add(world.Files[file.Text("id")].Object.DeepClone());
        }

        var room = Writable(a, "channel_id");
        var message = Ours();
        message["text"] = a["initial_comment"] ?? "";
        message["files"] = files;
        message["unfurl"] = false;
        if (a["thread_ts"] is { Length: > 0 } thread)
            message["thread_ts"] = room.Find(thread) is not null ? thread : throw new Refusal("thread_not_found");
        world.Store(room, message);
        return new() { ["files"] = files.DeepClone() };
    }

    private JsonObject OpenView(Arguments a)
    {
        if (!world.Triggers.Remove(a["trigger_id"] ?? ""))
            throw new Refusal("expired_trigger_id");
        var view = a.Json("view");
        if (view.Text("type") != "modal" || view.Text("title", "text").Length is 0 or > 24 || view.Text("submit", "text").Length > 24 || view.Text("private_metadata").Length > 3000)
            throw new Refusal("invalid_arguments");
        if (BlockRules.Check(view.At("blocks"), most: 100) is { Count: > 0 } broken)
            throw new Refusal("invalid_arguments", null, [.. broken]);
        Views.Add((JsonObject)JsonNode.Parse(view.GetRawText())!);
        return new() { ["view"] = new JsonObject { ["id"] = $"V{Views.Count:000}" } };
    }

    private static JsonObject Ours() => new() { ["type"] = "message", ["user"] = SlackWorld.Bot, ["bot_id"] = SlackWorld.BotId };

    private void Need(string scope)
    {
        if (!world.Scopes.Contains(scope))
            throw new Refusal("missing_scope", scope);
    }

    private Room Room(Arguments a, string name = "channel") => world.Rooms.TryGetValue(a[name] ?? "", out var room) ? room : throw new Refusal("channel_not_found");

    private Room Writable(Arguments a, string name = "channel")
    {
        var room = Room(a, name);
        if (room.Kind == "im" && !room.Members.Contains(SlackWorld.Bot))
            throw new Refusal("channel_not_found");
        if (!room.Members.Contains(SlackWorld.Bot))
            throw new Refusal("not_in_channel");
        return room.IsArchived ? throw new Refusal("is_archived") : room;
    }

    private Room Readable(Arguments a)
    {
        var room = Room(a);
        Need(room.Kind switch { "im" => "im:history", "group" => "groups:history", "mpim" => "mpim:history", _ => "channels:history" });
        return room.Members.Contains(SlackWorld.Bot) ? room : throw new Refusal(room.Kind == "channel" ? "not_in_channel" : "channel_not_found");
    }

    private static JsonObject Own(Room room, Arguments a, string otherwise)
    {
        var message = room.Find(a["ts"] ?? "") ?? throw new Refusal("message_not_found");
        return (string?)message["bot_id"] == SlackWorld.BotId ? message : throw new Refusal(otherwise);
    }
}
