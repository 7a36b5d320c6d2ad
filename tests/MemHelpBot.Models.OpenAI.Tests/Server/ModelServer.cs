using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Models.OpenAI.Tests.Server;

/// <summary>An OpenAI-compatible server in this process. What it answers is the part that a test gives it.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private int calls;

    private ModelServer(WebApplication app) => this.app = app;

    /// <summary>What is played for a chat request.</summary>
    public Func<HttpContext, ChatRequest, Task> Play { get; set; } = (context, request) => Sse.TextAsync(context, request.Honest());

    /// <summary>What is played for a request for vectors.</summary>
    public Func<HttpContext, JsonNode, Task> PlayEmbeddings { get; set; } = Vectors.AnswerAsync;

    /// <summary>The requests as they came, newest last.</summary>
    public List<ChatRequest> Requests { get; } = [];

    /// <summary>Bodies of the requests for vectors.</summary>
    public List<JsonNode> EmbeddingRequests { get; } = [];

    /// <summary>Requests for a token of the machine's identity.</summary>
    public List<(string Query, Dictionary<string, string> Headers)> TokenRequests { get; } = [];

    public int Calls => calls;

    public Uri Endpoint => new(app.Urls.First() + "/v1/");

    public static async Task<ModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<KestrelServerOptions>(k => k.AllowSynchronousIO = true);
        var app = builder.Build();
        var server = new ModelServer(app);
        app.MapPost("/v1/chat/completions", server.ChatAsync);
        app.MapPost("/v1/embeddings", server.EmbedAsync);
        app.MapGet("/v1/models", (HttpContext c) => c.Response.WriteAsync("""{"object":"list","data":[{"id":"test-model","object":"model"}]}"""));
        app.MapGet("/msi/token", server.TokenAsync);
        await app.StartAsync();
        return server;
    }

    public ModelSettings Settings(Func<ModelSettings, ModelSettings>? change = null)
    {
        var settings = new ModelSettings { Section = ModelSettings.Chat, Endpoint = Endpoint, Name = "test-model", Retries = 1, Timeout = TimeSpan.FromSeconds(20), FirstToken = TimeSpan.FromSeconds(10) };
        return change is null ? settings : change(settings);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task ChatAsync(HttpContext context)
    {
        Interlocked.Increment(ref calls);
        var request = new ChatRequest((await JsonNode.ParseAsync(context.Request.Body))!, Headers(context));
        lock (Requests)
            Requests.Add(request);
        await Play(context, request);
    }

    private Task TokenAsync(HttpContext context)
    {
        TokenRequests.Add((context.Request.QueryString.ToString(), Headers(context)));
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{"access_token":"entra-token-{{TokenRequests.Count}}","expires_on":"{{DateTimeOffset.UtcNow.AddHours(12).ToUnixTimeSeconds()}}","resource":"r","token_type":"Bearer"}""");
    }

    private static Dictionary<string, string> Headers(HttpContext context) => context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);

    private async Task EmbedAsync(HttpContext context)
    {
        Interlocked.Increment(ref calls);
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        lock (EmbeddingRequests)
            EmbeddingRequests.Add(body);
        await PlayEmbeddings(context, body);
    }
}

/// <summary>A chat request.</summary>
internal sealed record ChatRequest(JsonNode Body, Dictionary<string, string> Headers)
{
    public string System => Body["messages"]!.AsArray()[0]!["content"]!.ToString();

    public string User => Body["messages"]!.AsArray()[^1]!["content"]!.ToString();

    /// <summary>The data between the marks.</summary>
    public JsonObject Data => (JsonObject)JsonNode.Parse(User[(User.IndexOf('\n', StringComparison.Ordinal) + 1)..User.LastIndexOf('\n')])!;

    public IReadOnlyList<(string Id, string Section, string Text)> Claims =>
        [.. ((JsonArray?)Data["claims"] ?? []).Select(c => (c!["id"]!.ToString(), c["section"]!.ToString(), c["text"]!.ToString()))];

    public bool IsQuestion => Data.ContainsKey("question");

    public bool IsError => Data.ContainsKey("lines");

    /// <summary>What a good model says: claims joined two by two where they are of one section.</summary>
    public string Honest() => IsQuestion ? Written.Question("question") : IsError ? Written.Error([], []) : Written.Sentences(Joined());

    public IReadOnlyList<(string[] Ids, string Text)> Joined()
    {
        var joined = new List<(string[], string)>();
        var claims = Claims;
        for (var i = 0; i < claims.Count; i++)
        {
            if (i + 1 < claims.Count && claims[i].Section == claims[i + 1].Section && claims[i].Text.TrimEnd()[^1] is '.' or '。')
            {
                var and = System.Contains("in Chinese", StringComparison.Ordinal) ? "，并且" : System.Contains("in Polish", StringComparison.Ordinal) ? ", a " : ", and ";
                joined.Add(([claims[i].Id, claims[i + 1].Id], claims[i].Text.TrimEnd('.', '。') + and + claims[i + 1].Text));
                i++;
            }
            else
            {
                joined.Add(([claims[i].Id], claims[i].Text));
            }
        }

        return joined;
    }
}

/// <summary>Replies as a model writes them.</summary>
internal static class Written
{
    public static string Sentences(IEnumerable<(string[] Ids, string Text)> sentences) => new JsonObject
    {
        ["sentences"] = new JsonArray([.. sentences.Select(s => (JsonNode)new JsonObject { ["claims"] = new JsonArray([.. s.Ids.Select(i => (JsonNode)i)]), ["text"] = s.Text })]),
    }.ToJsonString();

    public static string Error(IEnumerable<(string Id, string Line)> messages, IEnumerable<(string Id, string Line)> documents)
    {
        return new JsonObject { ["messages"] = Of(messages), ["documents"] = Of(documents) }.ToJsonString();

        static JsonArray Of(IEnumerable<(string Id, string Line)> proposals) => new([.. proposals.Select(p => (JsonNode)new JsonObject { ["id"] = p.Id, ["line"] = p.Line })]);
    }

    public static string Question(string intent, string query = "", string language = "en", string[]? causes = null, string[]? terms = null, string[]? documents = null, string[]? entities = null) => new JsonObject
    {
        ["intent"] = intent,
        ["causes"] = new JsonArray([.. (causes ?? []).Select(c => (JsonNode)c)]),
        ["terms"] = new JsonArray([.. (terms ?? []).Select(c => (JsonNode)c)]),
        ["documents"] = new JsonArray([.. (documents ?? []).Select(c => (JsonNode)c)]),
        ["entities"] = new JsonArray([.. (entities ?? []).Select(c => (JsonNode)c)]),
        ["query"] = query,
        ["language"] = language,
    }.ToJsonString();
}

/// <summary>Server-sent events of a chat completion.</summary>
internal static class Sse
{
    public static async Task TextAsync(HttpContext context, string text, string finish = "stop", int parts = 5)
    {
        Begin(context);
        var size = Math.Max(1, text.Length / parts);
        for (var at = 0; at < text.Length; at += size)
            await DeltaAsync(context, text[at..Math.Min(text.Length, at + size)]);
        await EndAsync(context, finish);
    }

    public static void Begin(HttpContext context) => context.Response.ContentType = "text/event-stream";

    public static async Task DeltaAsync(HttpContext context, string text)
    {
        await LineAsync(context, new JsonObject
        {
            ["id"] = "c1",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1700000000,
            ["model"] = "test-model",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject { ["role"] = "assistant", ["content"] = text }, ["finish_reason"] = null }),
        });
    }

    public static async Task RefusalAsync(HttpContext context, string text)
    {
        Begin(context);
        await LineAsync(context, new JsonObject
        {
            ["id"] = "c1",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1700000000,
            ["model"] = "test-model",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject { ["role"] = "assistant", ["refusal"] = text }, ["finish_reason"] = null }),
        });
        await EndAsync(context, "stop");
    }

    public static async Task EndAsync(HttpContext context, string finish)
    {
        await LineAsync(context, new JsonObject
        {
            ["id"] = "c1",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1700000000,
            ["model"] = "test-model",
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject(), ["finish_reason"] = finish }),
        });
        await LineAsync(context, new JsonObject
        {
            ["id"] = "c1",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1700000000,
            ["model"] = "test-model",
            ["choices"] = new JsonArray(),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 900, ["completion_tokens"] = 250, ["total_tokens"] = 1150 },
        });
        await context.Response.WriteAsync("data: [DONE]\n\n");
    }

    public static async Task ErrorAsync(HttpContext context, int status, string code, string message, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "error", ["code"] = code } }.ToJsonString());
    }

    private static async Task LineAsync(HttpContext context, JsonObject chunk)
    {
        await context.Response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}

/// <summary>Vectors that depend on the text only.</summary>
internal static class Vectors
{
    public static Task AnswerAsync(HttpContext context, JsonNode body) => AnswerAsync(context, body, 8);

    public static async Task AnswerAsync(HttpContext context, JsonNode body, int dimensions, bool turned = false)
    {
        var texts = body["input"] is JsonArray many ? many.Select(t => t!.ToString()).ToList() : [body["input"]!.ToString()];
        var data = texts.Select((text, i) =>
        {
            var bytes = new byte[dimensions * 4];
            for (var d = 0; d < dimensions; d++)
                BitConverter.TryWriteBytes(bytes.AsSpan(d * 4), 1f + text.Count(c => c % dimensions == d));
            return (JsonNode)new JsonObject { ["object"] = "embedding", ["index"] = i, ["embedding"] = Convert.ToBase64String(bytes) };
        });
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(new JsonObject
        {
            ["object"] = "list",
            ["model"] = "test-embedding",
            ["data"] = new JsonArray([.. turned ? data.Reverse() : data]),
            ["usage"] = new JsonObject { ["prompt_tokens"] = texts.Count, ["total_tokens"] = texts.Count },
        }.ToJsonString());
    }
}
