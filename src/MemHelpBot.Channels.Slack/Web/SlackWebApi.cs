using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemHelpBot.Assistant.Channels;

namespace MemHelpBot.Channels.Slack.Web;

/// <summary>
/// The Web API. Arguments go as a form, objects in it as JSON, as Slack's own clients send them: not every method reads a JSON body.
/// A method that Slack told to wait is not called before its time.
/// </summary>
internal sealed class SlackWebApi(HttpClient http, SlackSettings settings, MethodPauses pauses)
{
    /// <summary>A reply is a page of messages at most.</summary>
    private const long MostBytes = 16L << 20;

    /// <summary>Codes of faults that pass (docs.slack.dev, "Errors" of every method).</summary>
    private static readonly string[] Passing =
        ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "rollup_error", "team_added_to_org", "ratelimited", "rate_limited"];

    /// <summary>Codes that only an operator can mend: the reply is kept until then.</summary>
    private static readonly string[] Credentials =
        ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type", "user_removed_from_team", "team_disabled", "team_access_not_granted"];

    /// <summary>Calls a method with the bot token.</summary>
    /// <exception cref="SlackApiException">Slack refused it.</exception>
    /// <exception cref="ChannelUnavailableException">It may be taken later.</exception>
    public Task<JsonElement> CallAsync(string method, SlackArguments arguments, CancellationToken cancellationToken) => CallAsync(method, arguments, settings.BotToken, cancellationToken);

    /// <summary>Calls a method with a token.</summary>
    public async Task<JsonElement> CallAsync(string method, SlackArguments arguments, string token, CancellationToken cancellationToken)
    {
        if (pauses.Remaining(method) is { } wait)
            throw new ChannelUnavailableException($"Slack asked to wait with {method}.", wait);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiUrl, method)) { Content = new FormUrlEncodedContent(arguments.Pairs) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var (status, retryAfter, body) = await SendAsync(request, method, cancellationToken).ConfigureAwait(false);
        if (status == HttpStatusCode.TooManyRequests)
        {
            pauses.Pause(method, retryAfter);
            throw new ChannelUnavailableException($"Slack limits {method}.", retryAfter);
        }

        if (Json.Read(body) is not { } reply)
            throw new ChannelUnavailableException($"Slack answered {method} with status {(int)status} and no object.");
        if (reply.Flag("ok"))
            return reply;
        var error = reply.Text("error") is { Length: > 0 } code ? code : $"status_{(int)status}";
        if (Passing.Contains(error) || (int)status >= 500)
            throw new ChannelUnavailableException($"Slack answered {method} with {error}.");
        if (Credentials.Contains(error))
            throw new SlackCredentialException(method, error);
        throw new SlackApiException(method, error, reply.Text("needed"));
    }

    /// <summary>Posts JSON to an address that Slack gave for the answer to a command or an interaction.</summary>
    /// <returns>False when the address is used up or expired.</returns>
    public async Task<bool> RespondAsync(Uri responseUrl, JsonObject body, CancellationToken cancellationToken)
    {
        if (pauses.Remaining(responseUrl.Host) is { } wait)
            throw new ChannelUnavailableException("Slack asked to wait with responses.", wait);
        using var request = new HttpRequestMessage(HttpMethod.Post, responseUrl) { Content = new StringContent(body.Compacted(), new MediaTypeHeaderValue("application/json", "utf-8")) };
        var (status, retryAfter, _) = await SendAsync(request, "response_url", cancellationToken).ConfigureAwait(false);
        if (status == HttpStatusCode.TooManyRequests)
        {
            pauses.Pause(responseUrl.Host, retryAfter);
            throw new ChannelUnavailableException("Slack limits responses.", retryAfter);
        }

        return (int)status >= 500 ? throw new ChannelUnavailableException($"Slack answered a response with status {(int)status}.") : status == HttpStatusCode.OK;
    }

    private async Task<(HttpStatusCode Status, TimeSpan RetryAfter, byte[] Body)> SendAsync(HttpRequestMessage request, string what, CancellationToken cancellationToken)
    {
        // The client's own limit ends at the headers: a body that stops in the middle would be waited for without end.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.CallPatience);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            var body = await BoundedStream.ReadAsync(response.Content, MostBytes, patience.Token).ConfigureAwait(false);
            var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(30);
            return (response.StatusCode, wait, body ?? throw new ChannelUnavailableException($"Slack's reply to {what} is too large."));
        }
        catch (HttpRequestException failure)
        {
            throw new ChannelUnavailableException($"Slack cannot be reached for {what}.", failure);
        }
        catch (IOException failure)
        {
            throw new ChannelUnavailableException($"Slack's reply to {what} broke off.", failure);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ChannelUnavailableException($"Slack did not answer {what} in time.", timeout);
        }
    }
}

/// <summary>Arguments of a method.</summary>
internal sealed class SlackArguments
{
    private readonly List<KeyValuePair<string, string>> pairs = [];

    /// <summary>As a form has them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    /// <summary>Adds a text; an empty one is not sent.</summary>
    public SlackArguments With(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            pairs.Add(new(name, value));
        return this;
    }

    /// <summary>These and one more, as arguments of their own.</summary>
    public SlackArguments And(string name, string value)
    {
        var more = new SlackArguments();
        more.pairs.AddRange(pairs);
        return more.With(name, value);
    }

    /// <summary>Adds an object or a list as JSON; null is not sent.</summary>
    public SlackArguments With(string name, JsonNode? value) => With(name, value?.Compacted());
}

/// <summary>Slack refused a call for good.</summary>
internal sealed class SlackApiException(string method, string error, string needed = "") : Exception($"Slack refused {method}: {error}{(needed.Length > 0 ? $" (needs scope {needed})" : "")}.")
{
    /// <summary>Slack's code.</summary>
    public string Error { get; } = error;
}

/// <summary>Slack takes the token no more: what is to be said waits until the operator has mended it.</summary>
internal sealed class SlackCredentialException(string method, string error) : Exception($"Slack takes the token no more ({method}: {error}); install the app again and set the new token.")
{
    /// <summary>Slack's code.</summary>
    public string Error { get; } = error;
}
