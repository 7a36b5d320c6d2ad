using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace MemHelpBot.Host.Tests.Doubles;

/// <summary>What tests ask of the API.</summary>
internal static class ApiClient
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>The status and the JSON of an answer; an undefined element when it has no body.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(this HttpClient client, HttpMethod method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : Json(json) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var reply = await client.SendAsync(request, Stop);
        var body = await reply.Content.ReadAsByteArrayAsync(Stop);
        return (reply.StatusCode, body.Length > 0 && reply.Content.Headers.ContentType?.MediaType == "application/json" ? JsonDocument.Parse(body).RootElement : default);
    }

    /// <summary>A new conversation.</summary>
    public static async Task<string> BeginAsync(this HttpClient client, params (string Name, string Value)[] headers)
    {
        var (status, body) = await client.AskAsync(HttpMethod.Post, "/api/conversations", null, headers);
        Assert.Equal(HttpStatusCode.Created, status);
        return body.GetProperty("id").GetString()!;
    }

    /// <summary>A turn that is answered.</summary>
    public static async Task<JsonElement> SayAsync(this HttpClient client, string id, string text, params (string Name, string Value)[] headers)
    {
        var (status, body) = await client.AskAsync(HttpMethod.Post, $"/api/conversations/{id}/messages", JsonSerializer.Serialize(new { text }), headers);
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }

    /// <summary>The error code of an answer.</summary>
    public static string? Code(this JsonElement body) => body.GetProperty("error").GetProperty("code").GetString();

    /// <summary>A turn as a stream of events, one after the other as they arrive.</summary>
    public static async IAsyncEnumerable<(string Type, JsonElement Data)> StreamAsync(this HttpClient client, string id, string text, string? message = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{id}/messages") { Content = Json(JsonSerializer.Serialize(new { text })) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (message is not null)
            request.Headers.Add("Idempotency-Key", message);
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("text/event-stream", reply.Content.Headers.ContentType!.MediaType);
        await using var stream = await reply.Content.ReadAsStreamAsync(Stop);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Stop))
            yield return (item.EventType, JsonDocument.Parse(item.Data).RootElement);
    }
}
