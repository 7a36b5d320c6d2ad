using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.EndToEnd.Tests.Doubles;

/// <summary>The Bot Framework connector of the Playground on this machine: takes activities, and gives each an id.</summary>
internal sealed class Connector : IAsyncDisposable
{
    private readonly WebApplication app;
    private int ids;

    private Connector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Map("/{**path}", TakeAsync);
    }

    public Uri Address => new(app.Urls.First() + "/");

    /// <summary>Whether it takes nothing and does not answer.</summary>
    public bool Holds { get; set; }

    /// <summary>The messages as they came, in order.</summary>
    public ConcurrentQueue<JsonObject> Messages { get; } = new();

    public static async Task<Connector> StartAsync()
    {
        var connector = new Connector();
        await connector.app.StartAsync();
        return connector;
    }

    /// <summary>A message of a person, as the Playground sends it.</summary>
    public JsonObject Message(string text, string id, string conversation = "personal-chat-1", string person = "person-1") => new()
    {
        ["type"] = "message",
        ["id"] = id,
        ["timestamp"] = "2026-05-04T03:02:01.123Z",
        ["serviceUrl"] = Address.ToString(),
        ["channelId"] = "msteams",
        ["from"] = new JsonObject { ["id"] = person, ["name"] = "Ada", ["aadObjectId"] = person },
        ["recipient"] = new JsonObject { ["id"] = "bot-1", ["name"] = "MemHelpBot" },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = "personal", ["tenantId"] = "tenant-1" },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "tenant-1" } },
        ["text"] = text,
        ["textFormat"] = "plain",
        ["locale"] = "en-GB",
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (Holds)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => context.Abort(), TaskScheduler.Default);
        if (context.RequestAborted.IsCancellationRequested)
            return;
        var body = await JsonNode.ParseAsync(context.Request.Body);
        var id = $"sent-{Interlocked.Increment(ref ids)}";
        if ((string?)body?["type"] == "message")
        {
            body["id"] = id;
            Messages.Enqueue(body.AsObject());
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(new { id });
    }
}
