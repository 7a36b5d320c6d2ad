using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MemHelpBot.Cases.Qdrant.Wire;
using Polly;
using Polly.Retry;

namespace MemHelpBot.Cases.Qdrant;

/// <summary>
/// Sends requests: a deadline for each with all its retries, back-off with jitter on what may pass (no connection, 408, 429, 502, 503,
/// 504; a server's Retry-After is heeded), and a sentence for what went wrong. Every request of ours may be sent twice.
/// </summary>
internal sealed class QdrantClient : IDisposable
{
    private const int MostRetries = 6;
    private readonly HttpClient http;
    private readonly QdrantOptions options;
    private readonly ResiliencePipeline<HttpResponseMessage> retrying;

    /// <param name="options">The server.</param>
    /// <param name="handler">What sends; null for a handler made of the options. Disposed with this.</param>
    /// <param name="time">The clock of the back-off.</param>
    /// <exception cref="CryptographicException">The file with the authority's certificates holds none.</exception>
    public QdrantClient(QdrantOptions options, HttpMessageHandler? handler, TimeProvider time)
    {
        this.options = options;
        var root = options.Url.AbsoluteUri;
        http = new HttpClient(handler ?? HandlerOf(options))
        {
            BaseAddress = new Uri(root.EndsWith('/') ? root : root + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 256 * 1024 * 1024,
        };
        if (options.ApiKey is { } key)
            http.DefaultRequestHeaders.Add("api-key", key);
        retrying = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MostRetries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(5),
            UseJitter = true,
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>().HandleResult(r => MayPass(r.StatusCode)),
            DelayGenerator = arguments => new(arguments.Outcome.Result?.Headers.RetryAfter is { } after ? WaitOf(after, time) : null),
            OnRetry = arguments =>
            {
                arguments.Outcome.Result?.Dispose();
                return default;
            },
        }).Build();
    }

    /// <summary>Sends a query.</summary>
    public Task<TReply?> ReadAsync<TReply>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<TReply> reply, CancellationToken cancellationToken)
        where TReply : class => SendAsync(method, path, body, reply, options.QueryDeadline, cancellationToken);

    /// <summary>Sends a change.</summary>
    public Task<TReply?> WriteAsync<TReply>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<TReply> reply, CancellationToken cancellationToken)
        where TReply : class => SendAsync(method, path, body, reply, options.WriteDeadline, cancellationToken);

    /// <summary>A body that can be sent again.</summary>
    public static HttpContent Body<T>(T value, JsonTypeInfo<T> type) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    public void Dispose() => http.Dispose();

    /// <returns>The reply; null when there is no such thing (404).</returns>
    /// <exception cref="CaseStoreUnavailableException">The server did not answer in time, or refused.</exception>
    private async Task<TReply?> SendAsync<TReply>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<TReply> reply, TimeSpan deadline, CancellationToken cancellationToken)
        where TReply : class
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(deadline);
        HttpStatusCode? last = null;
        try
        {
            using var response = await retrying.ExecuteAsync(
                async token =>
                {
                    var sent = await SendOnceAsync(method, path, body, token).ConfigureAwait(false);
                    last = sent.StatusCode;
                    return sent;
                }, limited.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw await RefusedAsync(response, limited.Token).ConfigureAwait(false);
            return await response.Content.ReadFromJsonAsync(reply, limited.Token).ConfigureAwait(false) ?? throw Unreadable(null);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CaseStoreUnavailableException($"Qdrant at {Server} did not answer within {deadline.TotalSeconds:0.##} s{(last is { } status ? $" (last it answered {(int)status})" : "")}.", late);
        }
        catch (HttpRequestException unreachable)
        {
            throw new CaseStoreUnavailableException($"Qdrant at {Server} cannot be reached: {unreachable.Message}", unreachable);
        }
        catch (IOException cut)
        {
            throw new CaseStoreUnavailableException($"Qdrant at {Server} broke off its answer: {cut.Message}", cut);
        }
        catch (Exception other) when (other is JsonException or NotSupportedException)
        {
            throw Unreadable(other);
        }
    }

    private string Server => options.Url.GetLeftPart(UriPartial.Authority);

    private CaseStoreUnavailableException Unreadable(Exception? why) => new($"What {Server} answered is not what Qdrant answers.", why);

    // A message cannot be sent twice, its content can.
    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        try
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Content = null;
        }
    }

    private async Task<CaseStoreUnavailableException> RefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return new CaseStoreUnavailableException($"Qdrant at {Server} refuses the API key: set Qdrant:ApiKey to one that may do this.");
        string? said = null;
        try
        {
            said = (await response.Content.ReadFromJsonAsync(QdrantJson.Default.ErrorReply, cancellationToken).ConfigureAwait(false))?.Message;
        }
        catch (JsonException)
        {
            // A proxy's page, perhaps: the status tells enough.
        }

        return new CaseStoreUnavailableException($"Qdrant at {Server} answered {(int)response.StatusCode}{(said is null ? "" : ": " + said.ReplaceLineEndings(" "))}");
    }

    private static bool MayPass(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static TimeSpan? WaitOf(RetryConditionHeaderValue after, TimeProvider time) =>
        after.Delta ?? (after.Date is { } date && date > time.GetUtcNow() ? date - time.GetUtcNow() : null);

    // A redirect would carry the API key to another server.
    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed with the client.")]
    private static SocketsHttpHandler HandlerOf(QdrantOptions options)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = options.QueryDeadline };
        if (options.CaFile is { } file)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        return handler;
    }
}
