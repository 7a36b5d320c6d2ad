using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using Azure.Identity;
using MemHelpBot.Answers.Models;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MemHelpBot.Models.OpenAI;

/// <summary>What servers and networks throw, as <see cref="ModelFailure"/>.</summary>
internal static class Failures
{
    private const int MostDetail = 400;

    /// <summary>Whether an exception is a failure of the model and not a fault of ours.</summary>
    public static bool IsOfModel(Exception failed) => failed is
        ClientResultException or HttpRequestException or IOException or TimeoutRejectedException or BrokenCircuitException or JsonException
        or AuthenticationFailedException or FormatException or InvalidOperationException or OperationCanceledException or AggregateException or ArgumentException;

    /// <summary>The failure; the message holds no content.</summary>
    public static ModelUnavailableException Of(Exception failed) => failed switch
    {
        ModelUnavailableException known => known,
        ClientResultException { Status: > 0 } refused => OfStatus(refused),
        BrokenCircuitException => new(ModelFailure.CircuitOpen, "The model failed repeatedly and is not asked for a while.", null, failed),
        TimeoutRejectedException or OperationCanceledException => new(ModelFailure.TooSlow, "The model did not answer in time.", null, failed),
        AuthenticationFailedException => new(ModelFailure.NotAllowed, "Entra ID gave no token.", Clipped(failed.Message), failed),
        JsonException or FormatException or ArgumentException => new(ModelFailure.BadReply, "The server's reply is not of the OpenAI protocol.", Clipped(failed.Message), failed),
        AggregateException { InnerException: { } inner } => Of(inner),
        ClientResultException { InnerException: { } inner } when IsOfModel(inner) => Of(inner),
        _ => new(ModelFailure.Unreachable, "The model could not be reached.", Clipped((failed.InnerException ?? failed).Message), failed),
    };

    /// <summary>Whether another attempt may do better.</summary>
    public static bool MayPass(ModelUnavailableException failure) => failure.Failure is ModelFailure.Unreachable or ModelFailure.RateLimited or ModelFailure.ServerError
        || failure.Failure is ModelFailure.TooSlow && failure.InnerException is TimeoutRejectedException;

    /// <summary>Whether it tells that the server is in trouble, and not that this one request was.</summary>
    public static bool IsTrouble(ModelUnavailableException failure) =>
        failure.Failure is ModelFailure.Unreachable or ModelFailure.ServerError or ModelFailure.TooSlow or ModelFailure.RateLimited or ModelFailure.NoQuota or ModelFailure.NotAllowed;

    /// <summary>How long the server asked to wait; null when it did not say.</summary>
    public static TimeSpan? RetryAfter(ModelUnavailableException failure, TimeProvider clock)
    {
        if ((failure.InnerException as ClientResultException)?.GetRawResponse() is not { } response)
            return null;
        if (response.Headers.TryGetValue("retry-after-ms", out var milliseconds) && double.TryParse(milliseconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ms))
            return TimeSpan.FromMilliseconds(Math.Min(ms, int.MaxValue));
        if (!response.Headers.TryGetValue("retry-after", out var after))
            return null;
        if (double.TryParse(after, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue / 1000));
        return DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? TimeSpan.FromTicks(Math.Max(0, (at - clock.GetUtcNow()).Ticks))
            : null;
    }

    private static ModelUnavailableException OfStatus(ClientResultException refused)
    {
        var detail = Clipped(refused.Message);
        var (failure, message) = refused.Status switch
        {
            401 or 403 => (ModelFailure.NotAllowed, "The server did not take the key or token"),
            404 => (ModelFailure.NotFound, "The server knows no such model or address"),
            413 => (ModelFailure.TooLong, "The request is longer than the model takes"),
            429 when Says(detail, "insufficient_quota") => (ModelFailure.NoQuota, "The account's quota is used up"),
            429 => (ModelFailure.RateLimited, "The server asks for fewer requests"),
            408 or 409 or >= 500 => (ModelFailure.ServerError, "The server failed"),
            400 when Says(detail, "context_length") || Says(detail, "maximum context") || Says(detail, "context size") => (ModelFailure.TooLong, "The request is longer than the model holds"),
            400 when Says(detail, "content_filter") || Says(detail, "content management") => (ModelFailure.Refused, "The server's content filter refused the request"),
            >= 300 and < 400 => (ModelFailure.NotFound, "The address redirects elsewhere, which is not followed"),
            _ => (ModelFailure.BadRequest, "The server refused the request"),
        };
        return new(failure, string.Create(CultureInfo.InvariantCulture, $"{message} (HTTP {refused.Status})."), detail, refused);
    }

    public static bool Says(string? detail, string words) => detail?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static string Clipped(string text)
    {
        var line = string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= MostDetail ? line : line[..MostDetail] + "…";
    }
}
