using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MemHelpBot.Assistant.Channels;
using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Security;

namespace MemHelpBot.Channels.Teams.Connector;

/// <summary>
/// Sends activities to the connector that a conversation belongs to. What the service refuses for now (429, 412, 5xx, no connection) is tried
/// again a few times with growing pauses; a longer pause than that is left to the desk, which keeps the reply.
/// </summary>
/// <remarks>Source: learn.microsoft.com, "Optimize your bot with rate limiting in Teams".</remarks>
internal sealed class ConnectorClient(HttpClient http, OutboundTokens tokens, ServiceAddresses addresses, TimeProvider clock)
{
    private const int Attempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Sends a new message.</summary>
    /// <returns>The id that it has from now on; null when the service did not say.</returns>
    /// <exception cref="ChannelUnavailableException">Not now.</exception>
    /// <exception cref="ConnectorRefusedException">Never in this form.</exception>
    public Task<string?> SendAsync(ReplyAddress to, Activity activity, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, to, $"v3/conversations/{Uri.EscapeDataString(to.ConversationId)}/activities", activity, cancellationToken);

    /// <summary>Replaces a message.</summary>
    /// <inheritdoc cref="SendAsync(ReplyAddress, Activity, CancellationToken)"/>
    public Task<string?> UpdateAsync(ReplyAddress to, string activityId, Activity activity, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Put, to, $"v3/conversations/{Uri.EscapeDataString(to.ConversationId)}/activities/{Uri.EscapeDataString(activityId)}",
            activity with { Id = activityId }, cancellationToken);

    private async Task<string?> SendAsync(HttpMethod method, ReplyAddress to, string path, Activity activity, CancellationToken cancellationToken)
    {
        var service = addresses.Connector(to.ServiceUrl) ?? throw new ConnectorRefusedException(HttpStatusCode.Forbidden, "serviceUrl not allowed");
        var address = new Uri($"{service.AbsoluteUri.TrimEnd('/')}/{path}");
        var body = ActivityJson.Bytes(to.Addressed(activity));
        for (var attempt = 1; ; attempt++)
        {
            var failed = await TryAsync(method, address, body, cancellationToken).ConfigureAwait(false);
            if (failed.Sent)
                return failed.Id;
            var pause = failed.RetryAfter ?? Pause(attempt);
            if (attempt == Attempts || pause > LongestPause)
                throw new ChannelUnavailableException($"Teams: {failed.Why}", failed.RetryAfter);
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Outcome> TryAsync(HttpMethod method, Uri address, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } } };
        if (await tokens.GetAsync(cancellationToken).ConfigureAwait(false) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return new Outcome(true, await IdAsync(response, cancellationToken).ConfigureAwait(false), null, "");
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestTimeout or HttpStatusCode.Unauthorized or >= HttpStatusCode.InternalServerError)
                return new Outcome(false, null, RetryAfter(response), $"the connector answered {(int)response.StatusCode}");
            throw new ConnectorRefusedException(response.StatusCode, await ReasonAsync(response, cancellationToken).ConfigureAwait(false));
        }
        catch (HttpRequestException failed)
        {
            return new Outcome(false, null, null, $"the connector cannot be reached ({failed.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Outcome(false, null, null, "the connector does not answer");
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var told = response.Headers.RetryAfter;
        var wait = told?.Delta ?? (told?.Date is { } date ? date - clock.GetUtcNow() : null);
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Twice as long each time, half of it by chance, so that many replies do not come back at once.</summary>
    private static TimeSpan Pause(int attempt) => FirstPause * Math.Pow(2, attempt - 1) * (0.5 + (Random.Shared.NextDouble() / 2));

    private static async Task<string?> IdAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, ActivityJson.Default.ResourceResponse)?.Id;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The service's own words, for telling a cancelled stream from a long one; cut, because they go to the log.</summary>
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new string([.. text.Take(300).Select(c => char.IsControl(c) ? ' ' : c)]);
    }

    private readonly record struct Outcome(bool Sent, string? Id, TimeSpan? RetryAfter, string Why);
}

/// <summary>The connector will not take a message in this form.</summary>
internal sealed class ConnectorRefusedException(HttpStatusCode status, string reason) : Exception($"The connector answered {(int)status}: {reason}")
{
    /// <summary>Its status.</summary>
    public HttpStatusCode Status => status;

    /// <summary>Its own words.</summary>
    public string Reason => reason;
}
