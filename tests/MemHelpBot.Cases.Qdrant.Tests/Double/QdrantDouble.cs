using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Cases.Qdrant.Tests.Double;

/// <summary>
/// A server in this process that keeps the part of Qdrant's REST interface that we use, and refuses what Qdrant refuses. It can be
/// told to fail, to be slow and to be away; it remembers what was said.
/// </summary>
internal sealed class QdrantDouble : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, DoubleCollection> collections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(int Status, string? RetryAfter)> faults = new();
    private WebApplication? app;

    /// <summary>The key that requests have to carry; null for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The version that it says it is.</summary>
    public string Version { get; init; } = "1.19.0";

    /// <summary>What every request waits for before it is answered.</summary>
    public Func<CancellationToken, Task> Slow { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every request is refused with 503 while this is set.</summary>
    public bool Away { get; set; }

    /// <summary>After so many more upserts the connection breaks.</summary>
    public int? UpsertsUntilCut { get; set; }

    public ConcurrentQueue<Exchange> Said { get; } = new();

    public Uri Url { get; private set; } = null!;

    public IReadOnlyCollection<string> Collections
    {
        get
        {
            lock (gate)
                return [.. collections.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public string? Served(string alias)
    {
        lock (gate)
            return aliases.GetValueOrDefault(alias);
    }

    public DoubleCollection Collection(string name)
    {
        lock (gate)
            return collections[name];
    }

    /// <summary>The next request is answered with this status.</summary>
    public void FailNext(int status, string? retryAfter = null) => faults.Enqueue((status, retryAfter));

    public static async Task<QdrantDouble> StartAsync(QdrantDouble? made = null)
    {
        var own = made ?? new QdrantDouble();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = 32 * 1024 * 1024);
        own.app = builder.Build();
        own.app.Run(own.AnswerAsync);
        await own.app.StartAsync();
        own.Url = new Uri(own.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return own;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        await Slow(context.RequestAborted);
        var path = context.Request.Path.Value!.Trim('/');
        if (UpsertsUntilCut is { } left && context.Request.Method == "PUT" && path.EndsWith("/points", StringComparison.Ordinal))
        {
            UpsertsUntilCut = left - 1;
            if (left <= 0)
            {
                context.Abort();
                return;
            }
        }

        var (status, reply) = Answer(context, path, body);
        var text = reply?.ToJsonString() ?? "";
        Said.Enqueue(new Exchange(context.Request.Method, path, body, status, text));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private (int Status, JsonNode? Reply) Answer(HttpContext context, string path, string body)
    {
        if (Away)
            return (503, Error("Service unavailable"));
        if (faults.TryDequeue(out var fault))
        {
            if (fault.RetryAfter is { } after)
                context.Response.Headers.RetryAfter = after;
            return (fault.Status, Error("told to fail"));
        }

        if (ApiKey is not null && context.Request.Headers["api-key"] != ApiKey)
            return (403, Error("Forbidden: Invalid API key"));
        try
        {
            lock (gate)
            {
                var result = new DoubleRoutes(collections, aliases, Version).Answer(context.Request.Method, path, body.Length == 0 ? null : JsonNode.Parse(body)!);
                return (200, path.Length == 0 ? result : new JsonObject { ["result"] = result, ["status"] = "ok", ["time"] = 0.001 });
            }
        }
        catch (Refusal refused)
        {
            return (refused.Status, Error(refused.Message));
        }
    }

    private static JsonObject Error(string message) => new() { ["status"] = new JsonObject { ["error"] = message }, ["time"] = 0.001 };
}

/// <summary>One request and its answer.</summary>
internal sealed record Exchange(string Method, string Path, string Request, int Status, string Reply);
