using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace MemHelpBot.Channels.Teams.Tests.Doubles;

/// <summary>Everything outside the process: the login services, the connector, the file host. What nobody expects is an error that the test sees.</summary>
internal sealed class Outside(BotLogin channel, BotLogin entra) : HttpMessageHandler
{
    private int ids;

    /// <summary>What was sent to the connector, in order.</summary>
    public ConcurrentQueue<Sent> Sent { get; } = new();

    /// <summary>Answers of the connector for the next requests; after them it takes everything.</summary>
    public ConcurrentQueue<Func<HttpResponseMessage>> Refusals { get; } = new();

    /// <summary>Files by address.</summary>
    public ConcurrentDictionary<string, Func<HttpResponseMessage>> Files { get; } = new();

    /// <summary>Addresses outside of all that is served.</summary>
    public ConcurrentQueue<string> Strays { get; } = new();

    public ConcurrentQueue<string> TokenRequests { get; } = new();

    public IReadOnlyList<JsonObject> Messages => [.. Sent.Where(s => s.Taken && s.Type == "message").Select(s => s.Body)];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        switch (url.Host)
        {
            case "login.botframework.com":
                return Login(channel, url, "/v1/.well-known/openidconfiguration");
            case "login.microsoftonline.com" when url.AbsolutePath.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal):
                TokenRequests.Enqueue($"{url.AbsolutePath} {await request.Content!.ReadAsStringAsync(cancellationToken)}");
                return Json(HttpStatusCode.OK, """{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"outbound-token"}""");
            case "login.microsoftonline.com":
                return Login(entra, url, "/common/v2.0/.well-known/openid-configuration");
            case "smba.trafficmanager.net":
                return await ConnectorAsync(request, cancellationToken);
            default:
                if (Files.TryGetValue(url.AbsoluteUri, out var file))
                    return file();
                Strays.Enqueue(url.AbsoluteUri);
                return new HttpResponseMessage(HttpStatusCode.NotFound);
        }
    }

    public static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Bytes(byte[] bytes, bool withLength = true)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = withLength ? new ByteArrayContent(bytes) : new StreamContent(new Unlengthy(bytes)) };
        return response;
    }

    /// <summary>Waits until the connector has taken so many messages.</summary>
    public async Task<IReadOnlyList<JsonObject>> MessagesAsync(int count)
    {
        for (var i = 0; i < 3000 && Messages.Count < count; i++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.True(Messages.Count >= count, $"the connector got {Messages.Count} message(s), not {count}");
        return Messages;
    }

    private static HttpResponseMessage Login(BotLogin login, Uri url, string metadata)
    {
        if (login.IsDown)
            return new HttpResponseMessage(HttpStatusCode.BadGateway);
        if (url.AbsolutePath == metadata)
            return Json(HttpStatusCode.OK, $$"""{"issuer":"{{login.Issuer}}","jwks_uri":"https://{{url.Host}}/keys","id_token_signing_alg_values_supported":["RS256"]}""");
        login.KeyFetches++;
        return Json(HttpStatusCode.OK, login.Jwks());
    }

    private async Task<HttpResponseMessage> ConnectorAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
        var refusal = Refusals.TryDequeue(out var answer) ? answer() : null;
        Sent.Enqueue(new Sent(request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), body, refusal is null));
        return refusal ?? Json(HttpStatusCode.Created, $$"""{"id":"sent-{{Interlocked.Increment(ref ids)}}"}""");
    }

    private sealed class Unlengthy(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

/// <summary>A request that the connector got.</summary>
internal sealed record Sent(string Method, string Url, string? Authorization, JsonObject Body, bool Taken)
{
    public string? Type => (string?)Body["type"];
}
