using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Assistant.State;
using MemHelpBot.Channels.DirectLine.History;
using MemHelpBot.Channels.DirectLine.Security;
using MemHelpBot.Channels.DirectLine.Streams;
using MemHelpBot.Channels.DirectLine.Wire;
using MemHelpBot.Rendering.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace MemHelpBot.Channels.DirectLine;

/// <summary>The calls of the protocol. Each says who may make it, reads its body, does its work and writes its response.</summary>
/// <remarks>Source: learn.microsoft.com, "API reference - Direct Line API 3.0".</remarks>
internal sealed class Endpoints(
    DirectLineSettings settings, TokenMint mint, CallerCheck callers, Rates rates, Bodies bodies, Uploads uploads, Dispatcher dispatcher, ConversationHistory history,
    OpenStreams streams, IChannelArchive archive, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private const int MostUserCharacters = 128;
    private const int MostOrigins = 20;

    /// <summary><c>POST tokens/generate</c>: the site's server asks for a token for one of its visitors.</summary>
    public async Task GenerateAsync(HttpContext context)
    {
        if (callers.Check(context).Token is not null)
            throw DirectLineException.SecretOnly();
        var request = await bodies.JsonAsync(context, WireJson.Default.GenerateRequest, Bodies.MostRequestBytes).ConfigureAwait(false) ?? new GenerateRequest();
        if (request.User?.Id is { } user && (!user.StartsWith("dl_", StringComparison.Ordinal) || user.Length is < 8 or > MostUserCharacters))
            throw DirectLineException.Bad($"\"user.id\" begins with dl_ and has at most {MostUserCharacters} characters.");
        if (request.User?.Name is { Length: > MostUserCharacters })
            throw DirectLineException.Bad($"\"user.name\" has at most {MostUserCharacters} characters.");
        if (request.TrustedOrigins is { Count: > MostOrigins } || (request.TrustedOrigins ?? []).Any(o => o is null || !callers.Allows(o)))
            throw DirectLineException.Bad("\"trustedOrigins\" names an origin that MemHelp:DirectLine:Origins does not.");
        rates.Begin();
        var claims = new TokenClaims(ConversationIds.New(clock.GetUtcNow()), default, request.User?.Id, request.User?.Name, request.TrustedOrigins?.OfType<string>().ToList());
        await WriteAsync(context, 200, TokenOf(claims)).ConfigureAwait(false);
    }

    /// <summary><c>POST tokens/refresh</c>: a token that is still good is changed for a new one of the same conversation.</summary>
    public async Task RefreshAsync(HttpContext context)
    {
        var claims = callers.Check(context).Token ?? throw DirectLineException.TokenOnly();
        rates.Read(claims.Conversation);
        await OpenAsync(context, claims).ConfigureAwait(false);
        await WriteAsync(context, 200, TokenOf(claims)).ConfigureAwait(false);
    }

    /// <summary><c>POST conversations</c>: begins the conversation of the token.</summary>
    public async Task StartAsync(HttpContext context)
    {
        var caller = callers.Check(context);
        if (caller.Token is { } token)
            rates.Read(token.Conversation);
        else
            rates.Begin();
        var request = await bodies.JsonAsync(context, WireJson.Default.StartRequest, Bodies.MostRequestBytes).ConfigureAwait(false) ?? new StartRequest();
        var claims = caller.Token ?? new TokenClaims(ConversationIds.New(clock.GetUtcNow()), default);
        if (claims.User is null && request.User?.Id?.StartsWith("dl_", StringComparison.Ordinal) == true)
            throw DirectLineException.Bad("A user id that begins with dl_ is only good inside a token.");
        var known = (await OpenAsync(context, claims).ConfigureAwait(false)).Events.Count > 0;
        if (request.Locale is not null)
            claims = claims with { Language = CardWords.LanguageOf(request.Locale) };
        await WriteAsync(context, known ? 200 : 201, Opened(context, claims, "")).ConfigureAwait(false);
    }

    /// <summary><c>GET conversations/{id}</c>: a client that lost its stream gets another.</summary>
    public async Task ReconnectAsync(HttpContext context)
    {
        var claims = ClaimsOf(context);
        rates.Read(claims.Conversation);
        await OpenAsync(context, claims).ConfigureAwait(false);
        await WriteAsync(context, 200, Opened(context, claims, context.Request.Query["watermark"].ToString())).ConfigureAwait(false);
    }

    /// <summary><c>GET conversations/{id}/activities</c>: what a client has not read.</summary>
    public async Task PollAsync(HttpContext context)
    {
        var claims = ClaimsOf(context);
        rates.Read(claims.Conversation);
        await OpenAsync(context, claims).ConfigureAwait(false);
        var batch = await history.SinceAsync(claims.Conversation, claims.Language, context.Request.Query["watermark"].ToString(), context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, 200, ActivitySet.Bytes(batch.Activities, batch.Watermark)).ConfigureAwait(false);
    }

    /// <summary><c>POST conversations/{id}/activities</c>: somebody says something.</summary>
    public async Task PostAsync(HttpContext context)
    {
        var claims = ClaimsOf(context);
        rates.Write(claims.Conversation);
        await OpenAsync(context, claims).ConfigureAwait(false);
        var activity = await bodies.JsonAsync(context, WireJson.Default.IncomingActivity, Bodies.MostActivityBytes).ConfigureAwait(false) ?? throw DirectLineException.Missing("type");
        await TakeAsync(context, claims, activity, []).ConfigureAwait(false);
    }

    /// <summary><c>POST conversations/{id}/upload</c>: somebody sends files.</summary>
    public async Task UploadAsync(HttpContext context)
    {
        var claims = ClaimsOf(context);
        rates.Write(claims.Conversation);
        await OpenAsync(context, claims).ConfigureAwait(false);
        var (activity, files) = await uploads.ReadAsync(context).ConfigureAwait(false);
        if (activity.Type is "message" && activity.From?.Id is null)
            activity = activity with { From = new RequestUser(context.Request.Query["userId"].ToString()) };
        await TakeAsync(context, claims, activity, files).ConfigureAwait(false);
    }

    /// <summary>The stream, as <c>streamUrl</c> names it: its ticket stands in the address, because a browser can send no header with it.</summary>
    public async Task StreamAsync(HttpContext context)
    {
        var claims = new Caller(mint.Check(context.Request.Query["t"].ToString(), isTicket: true)).Of((string?)context.Request.RouteValues["id"]);
        callers.CheckOrigin(context, claims);
        rates.Read(claims.Conversation);
        await OpenAsync(context, claims).ConfigureAwait(false);
        if (!context.WebSockets.IsWebSocketRequest)
            throw new DirectLineException(426, "NotSupported", "This address is that of a WebSocket.");
        using var place = streams.Take(claims.Conversation);
        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        await new ConversationStream(socket, place, history, clock)
            .RunAsync(claims.Language, context.Request.Query["watermark"].ToString(), settings.StreamLife, lifetime.ApplicationStopping).ConfigureAwait(false);
    }

    private async Task TakeAsync(HttpContext context, TokenClaims claims, IncomingActivity activity, IReadOnlyList<ChannelFile> files)
    {
        // Not cancelled with the request: what was read whole is kept, or the client could not know.
        var id = await dispatcher.TakeAsync(claims, activity, files, CancellationToken.None).ConfigureAwait(false);
        await WriteAsync(context, 200, WireJson.Bytes(new JsonObject { ["id"] = id })).ConfigureAwait(false);
    }

    private TokenClaims ClaimsOf(HttpContext context) => callers.Check(context).Of((string?)context.Request.RouteValues["id"]);

    /// <summary>The conversation, which is not over.</summary>
    /// <exception cref="DirectLineException">Its client ended it.</exception>
    private async ValueTask<ConversationRecord> OpenAsync(HttpContext context, TokenClaims claims) =>
        await archive.ReadAsync(ConversationIds.KeyOf(claims.Conversation), context.RequestAborted).ConfigureAwait(false) is { IsEnded: false } record
            ? record
            : throw DirectLineException.Ended();

    private JsonObject Token(TokenClaims claims) =>
        new() { ["conversationId"] = claims.Conversation, ["token"] = mint.Token(claims), ["expires_in"] = mint.Seconds };

    private byte[] TokenOf(TokenClaims claims) => WireJson.Bytes(Token(claims));

    private byte[] Opened(HttpContext context, TokenClaims claims, string watermark)
    {
        var body = Token(claims);
        var own = callers.Own(context.Request);
        body["streamUrl"] = $"{(own.Scheme == "https" ? "wss" : "ws")}://{own.Authority}{DirectLineExtensions.Path}/conversations/{claims.Conversation}/stream?watermark={Uri.EscapeDataString(watermark)}&t={mint.Ticket(claims)}";
        return WireJson.Bytes(body);
    }

    private static async Task WriteAsync(HttpContext context, int status, byte[] json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
    }
}
