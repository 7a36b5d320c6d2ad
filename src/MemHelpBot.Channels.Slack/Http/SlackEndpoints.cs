using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Channels.Slack.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemHelpBot.Channels.Slack.Http;

/// <summary>
/// The Events API over HTTP: events, interactions and commands. Nothing of a request is read as JSON or form before its signature holds.
/// </summary>
internal sealed class SlackEndpoints(SlackInbox inbox, SlackSettings settings, SlackSignature signature, IHostApplicationLifetime lifetime, ILogger<SlackEndpoints> log)
{
    /// <summary>Larger than any event of Slack's.</summary>
    private const int MostBytes = 1 << 20;

    /// <summary>How long a body may take to come; Slack itself waits 3 s for the answer.</summary>
    private static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(3);

    /// <summary>Adds the three addresses.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/slack/events", EventsAsync);
        routes.MapPost("/slack/interactions", InteractionsAsync);
        routes.MapPost("/slack/commands", CommandsAsync);
    }

    private async Task EventsAsync(HttpContext context)
    {
        if (await BodyAsync(context).ConfigureAwait(false) is not { } body)
            return;
        if (Json.Read(body) is not { } payload)
            await RefuseAsync(context, StatusCodes.Status400BadRequest).ConfigureAwait(false);
        else if (payload.Text("type") == "url_verification")
            await context.Response.WriteAsync(payload.Text("challenge"), context.RequestAborted).ConfigureAwait(false);
        else
            await TakeAsync(context, new SlackEnvelope("events_api", payload)).ConfigureAwait(false);
    }

    private async Task InteractionsAsync(HttpContext context)
    {
        if (await BodyAsync(context).ConfigureAwait(false) is not { } body)
            return;
        if (Json.Read(Encoding.UTF8.GetBytes(Form(body).GetValueOrDefault("payload").ToString())) is { } payload)
            await TakeAsync(context, new SlackEnvelope("interactive", payload)).ConfigureAwait(false);
        else
            await RefuseAsync(context, StatusCodes.Status400BadRequest).ConfigureAwait(false);
    }

    private async Task CommandsAsync(HttpContext context)
    {
        if (await BodyAsync(context).ConfigureAwait(false) is not { } body)
            return;
        // In Socket Mode the same fields come as an object.
        var fields = new JsonObject(Form(body).Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value.ToString())));
        await TakeAsync(context, new SlackEnvelope("slash_commands", JsonSerializer.SerializeToElement(fields))).ConfigureAwait(false);
    }

    private async Task TakeAsync(HttpContext context, SlackEnvelope envelope)
    {
        // The work goes on when Slack hangs up: its next delivery joins it.
        var work = inbox.HandleAsync(envelope, lifetime.ApplicationStopping);
        try
        {
            var ack = await work.WaitAsync(settings.AckPatience, context.RequestAborted).ConfigureAwait(false);
            if (ack.Payload is not null)
                await context.Response.WriteAsJsonAsync(ack.Payload, context.RequestAborted).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What Slack would not send again is taken for done: the inbox tells the person when it comes to nothing.
            if (envelope.IsRepeated)
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Slack hung up.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogWarning("Something from Slack could not be taken in and is awaited again: {Kind}", failure.GetType().Name);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>The bytes of a request that Slack signed; null when it was refused.</summary>
    private async Task<byte[]?> BodyAsync(HttpContext context)
    {
        var request = context.Request;
        var tooLong = request.ContentLength > MostBytes;
        // What is refused by its told length is read past, so that the refusal arrives.
        if (!tooLong && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        byte[]? body;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            patience.CancelAfter(BodyPatience);
            body = tooLong ? null : await BoundedStream.ReadAsync(request.Body, MostBytes, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await RefuseAsync(context, StatusCodes.Status408RequestTimeout).ConfigureAwait(false);
            return null;
        }
        catch (BadHttpRequestException bad)
        {
            await RefuseAsync(context, bad.StatusCode).ConfigureAwait(false);
            return null;
        }

        if (body is null)
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge).ConfigureAwait(false);
        else if (signature.Holds(request.Headers["X-Slack-Request-Timestamp"].ToString(), request.Headers["X-Slack-Signature"].ToString(), body))
            return body;
        else
            await RefuseAsync(context, StatusCodes.Status401Unauthorized).ConfigureAwait(false);
        return null;
    }

    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        // What is refused for what it is would be refused again; what came too slowly comes better the next time.
        if (status is StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized or StatusCodes.Status413PayloadTooLarge)
            context.Response.Headers["X-Slack-No-Retry"] = "1";
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Form(byte[] body)
    {
        try
        {
            using var stream = new MemoryStream(body);
            using var reader = new FormReader(stream) { ValueLengthLimit = MostBytes, KeyLengthLimit = 256, ValueCountLimit = 64 };
            return reader.ReadForm();
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
