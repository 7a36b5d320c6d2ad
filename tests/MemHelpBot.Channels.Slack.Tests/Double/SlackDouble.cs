using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Tests.Double;

/// <summary>A strict Slack in this process: Web API, files, response addresses and Socket Mode, on a loopback port.</summary>
internal sealed class SlackDouble : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> troubles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> tickets = new(StringComparer.Ordinal);
    private int used;

    private SlackDouble()
    {
        Methods = new WebMethods(World, () => Root);
        Links = new SocketLinks();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.UseWebSockets();
        app.MapPost("/api/{method}", CallAsync);
        app.MapGet("/files/{id}", FileAsync);
        app.MapPost("/upload/{id}", UploadAsync);
        app.MapPost("/hooks/{id}", HookAsync);
        app.Map("/link/{ticket}", LinkAsync);
    }

    public SlackWorld World { get; } = new();

    public WebMethods Methods { get; }

    public SocketLinks Links { get; }

    public Uri Root { get; private set; } = null!;

    public Uri Api => new(Root, "api/");

    /// <summary>Every call of a method: its name and what was given.</summary>
    public ConcurrentQueue<(string Method, IReadOnlyDictionary<string, string> Given)> Calls { get; } = [];

    /// <summary>What was posted to response addresses.</summary>
    public ConcurrentQueue<JsonElement> Responses { get; } = [];

    /// <summary>Authorization headers that came with requests for files.</summary>
    public ConcurrentQueue<string> FileTokens { get; } = [];

    public string? Revoked { get; set; }

    public int MostSockets { get; set; } = 10;

    public static async Task<SlackDouble> StartAsync()
    {
        var slack = new SlackDouble();
        await slack.app.StartAsync();
        slack.Root = new Uri(slack.app.Urls.First() + "/");
        return slack;
    }

    /// <summary>The next calls of a method get this instead of an answer.</summary>
    public void Trouble(string method, Func<HttpContext, Task> answer, int times = 1)
    {
        for (var i = 0; i < times; i++)
            troubles.GetOrAdd(method, _ => new()).Enqueue(answer);
    }

    /// <summary>The next call of a method, or of a file, is answered with a beginning that never goes on; without one with nothing at all.</summary>
    public void Stall(string method, string? beginning = "{\"ok\":") => Trouble(
        method,
        async context =>
        {
            if (beginning is not null)
            {
                context.Response.ContentType = method == "file" ? "text/plain" : "application/json";
                await context.Response.WriteAsync(beginning);
                await context.Response.Body.FlushAsync();
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

    /// <summary>No more trouble.</summary>
    public void Calm() => troubles.Clear();

    /// <summary>The next calls of a method are limited.</summary>
    public void Limit(string method, int seconds, int times = 1) => Trouble(
        method,
        context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return context.Response.WriteAsJsonAsync(new { ok = false, error = "ratelimited" });
        },
        times);

    /// <summary>The next calls of a method are refused with a code.</summary>
    public void Refuse(string method, string error, int times = 1) => Trouble(method, context => context.Response.WriteAsJsonAsync(new { ok = false, error }), times);

    /// <summary>An address for answers to a command or an interaction; five uses.</summary>
    public string ResponseUrl(int uses = 5) => new Uri(Root, $"hooks/{Guid.NewGuid():N}-{uses}").ToString();

    /// <summary>Puts a file into the workspace.</summary>
    public JsonObject AddFile(string name, byte[] bytes, string kind = "text/plain", string? url = null)
    {
        var id = $"F0FILE{World.Files.Count:0000}";
        var file = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["mimetype"] = kind,
            ["size"] = bytes.Length,
            ["mode"] = "hosted",
            ["url_private"] = url ?? new Uri(Root, $"files/{id}").ToString(),
            ["url_private_download"] = url ?? new Uri(Root, $"files/{id}").ToString(),
        };
        World.Files[id] = new StoredFile(file, bytes);
        return file.DeepClone().AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        Links.CloseAll();
        await app.DisposeAsync();
        Links.Dispose();
    }

    private async Task CallAsync(HttpContext context, string method)
    {
        var arguments = await ArgumentsAsync(context.Request, method);
        Calls.Enqueue((method, arguments.Values));
        if (troubles.TryGetValue(method, out var queue) && queue.TryDequeue(out var trouble))
        {
            await trouble(context);
            return;
        }

        JsonObject reply;
        try
        {
            Authorize(context.Request, method);
            lock (World.Gate)
                reply = method == "apps.connections.open" ? OpenLink() : Methods.Call(method, arguments);
            reply["ok"] = true;
        }
        catch (Refusal refusal)
        {
            reply = new JsonObject { ["ok"] = false, ["error"] = refusal.Error };
            if (refusal.Needed is not null)
                (reply["needed"], reply["provided"]) = (refusal.Needed, string.Join(',', World.Scopes));
            if (refusal.Messages.Length > 0)
                reply["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. refusal.Messages.Select(m => JsonValue.Create(m))]) };
        }

        context.Response.Headers["X-OAuth-Scopes"] = string.Join(',', World.Scopes);
        await context.Response.WriteAsJsonAsync(reply);
    }

    private static async Task<Arguments> ArgumentsAsync(HttpRequest request, string method)
    {
        if (request.HasFormContentType)
            return new((await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString()));
        if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true || WebMethods.FormOnly.Contains(method))
            return new(new Dictionary<string, string>());
        var json = await JsonDocument.ParseAsync(request.Body);
        return new(json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText()));
    }

    private void Authorize(HttpRequest request, string method)
    {
        var header = request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : throw new Refusal("not_authed");
        if (token == Revoked)
            throw new Refusal("token_revoked");
        if (token is not (SlackWorld.BotToken or SlackWorld.AppToken))
            throw new Refusal("invalid_auth");
        if (method == "apps.connections.open" != (token == SlackWorld.AppToken))
            throw new Refusal("not_allowed_token_type");
    }

    private JsonObject OpenLink()
    {
        var ticket = Guid.NewGuid().ToString("N");
        tickets[ticket] = true;
        return new() { ["url"] = $"ws://{Root.Authority}/link/{ticket}" };
    }

    private async Task LinkAsync(HttpContext context, string ticket)
    {
        // An address serves once.
        if (!tickets.TryRemove(ticket, out _) || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = 404;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await Links.ServeAsync(socket, MostSockets);
    }

    private async Task FileAsync(HttpContext context, string id)
    {
        FileTokens.Enqueue(context.Request.Headers.Authorization.ToString());
        if (troubles.TryGetValue("file", out var queue) && queue.TryDequeue(out var trouble))
        {
            await trouble(context);
            return;
        }

        if (!World.Scopes.Contains("files:read") || context.Request.Headers.Authorization != $"Bearer {SlackWorld.BotToken}")
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync("<!DOCTYPE html><title>Sign in</title>");
            return;
        }

        var file = World.Files[id];
        context.Response.ContentType = (string?)file.Object["mimetype"];
        await context.Response.Body.WriteAsync(file.Bytes);
    }

    private async Task UploadAsync(HttpContext context, string id)
    {
        using var bytes = new MemoryStream();
        if (context.Request.HasFormContentType)
            await (await context.Request.ReadFormAsync()).Files[0].CopyToAsync(bytes);
        else
            await context.Request.Body.CopyToAsync(bytes);
        Methods.Uploads[id] = bytes.ToArray();
        await context.Response.WriteAsync("OK");
    }

    private async Task HookAsync(HttpContext context, string id)
    {
        var uses = int.Parse(id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        if (Interlocked.Increment(ref used) > uses)
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsync("used_url");
            return;
        }

        var blocks = body.RootElement.At("blocks");
        if (blocks.ValueKind == JsonValueKind.Array && BlockRules.Check(blocks, knowsFeedbackButtons: false).Count > 0)
        {
            context.Response.StatusCode = 400;
            return;
        }

        Responses.Enqueue(body.RootElement.Clone());
        await context.Response.WriteAsync("ok");
    }
}

/// <summary>The double's end of Socket Mode.</summary>
internal sealed class SocketLinks : IDisposable
{
    private readonly ConcurrentDictionary<Guid, WebSocket> open = new();
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> awaited = new(StringComparer.Ordinal);

    public int Count => open.Count;

    public int Ever { get; private set; }

    /// <summary>Sends an envelope over one of the connections and waits for its acknowledgement.</summary>
    public async Task<JsonElement> SendAsync(string type, JsonNode payload, CancellationToken cancellationToken, int attempt = 0, string reason = "")
    {
        var id = Guid.NewGuid().ToString();
        var acknowledged = awaited[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendFrameAsync(new JsonObject
        {
            ["envelope_id"] = id,
            ["type"] = type,
            ["payload"] = payload.DeepClone(),
            ["accepts_response_payload"] = type != "events_api",
            ["retry_attempt"] = attempt,
            ["retry_reason"] = reason,
        });
        return await acknowledged.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Sends any frame over one connection.</summary>
    public async Task SendFrameAsync(JsonObject frame)
    {
        await sending.WaitAsync();
        try
        {
            // A client says that it is connected a moment before the other end knows.
            var sockets = open.Values.Where(s => s.State == WebSocketState.Open).ToList();
            for (var tries = 0; sockets.Count == 0 && tries < 600; tries++)
            {
                await Task.Delay(50);
                sockets = open.Values.Where(s => s.State == WebSocketState.Open).ToList();
            }

            await sockets[Random.Shared.Next(sockets.Count)].SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
    }

    public void Dispose() => sending.Dispose();

    /// <summary>Breaks every connection as a lost network does.</summary>
    public void CloseAll()
    {
        foreach (var socket in open.Values)
            socket.Abort();
    }

    public async Task ServeAsync(WebSocket socket, int most)
    {
        var id = Guid.NewGuid();
        if (open.Count >= most)
        {
            await socket.SendAsync("""{"type":"disconnect","reason":"too_many_websockets"}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
            return;
        }

        await socket.SendAsync("""{"type":"hello","num_connections":1,"connection_info":{"app_id":"A0MEMHELP"}}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        open[id] = socket;
        Ever++;
        try
        {
            var buffer = new byte[64 * 1024];
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: WebSocketMessageType.Text } frame)
            {
                var ack = JsonDocument.Parse(buffer.AsMemory(0, frame.Count).ToArray()).RootElement.Clone();
                if (awaited.TryRemove(ack.Text("envelope_id"), out var waiting))
                    waiting.SetResult(ack);
            }
        }
        catch (WebSocketException)
        {
            // It was broken off.
        }
        finally
        {
            open.TryRemove(id, out _);
        }
    }
}
