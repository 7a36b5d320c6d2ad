using System.Net;
using System.Net.Sockets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>A page as a server gave it.</summary>
/// <param name="Bytes">Its content; null when there is none.</param>
/// <param name="Name">What its format is chosen by: the address with the ending of its media type.</param>
/// <param name="Charset">The encoding that the server told; or null.</param>
/// <param name="Why">Why there is no content.</param>
internal readonly record struct FetchedPage(byte[]? Bytes, string Name, string? Charset, string? Why);

/// <summary>
/// Fetches pages, with limits of time, size and redirections. Unless private addresses are allowed, a connection is made to addresses
/// of the public internet only; that is looked at when connecting, so that no name and no redirection leads elsewhere.
/// </summary>
internal sealed class PageFetcher : IDisposable
{
    private const int MostBytes = 16 * 1024 * 1024;
    private const int MostRedirections = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly (string Type, string Ending)[] Endings =
    [
        ("text/html", ".html"), ("application/xhtml+xml", ".html"), ("text/markdown", ".md"), ("text/plain", ".txt"), ("text/csv", ".csv"),
        ("application/json", ".json"), ("application/x-ndjson", ".jsonl"), ("application/pdf", ".pdf"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    ];

    private readonly HttpClient client;

    public PageFetcher(bool allowPrivate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 64,
            UseCookies = false,
            // A proxy would make the connection, to wherever it likes.
            UseProxy = allowPrivate,
        };
        if (!allowPrivate)
            handler.ConnectCallback = ConnectPublicAsync;
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("memhelp-ingest");
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html, text/markdown, text/plain, application/json, application/pdf;q=0.9, */*;q=0.5");
    }

    /// <summary>Fetches one page.</summary>
    public FetchedPage Fetch(string address, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Longest);
        try
        {
            return FetchAsync(new Uri(address), limited.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("no complete answer within 30 seconds");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or SocketException or InvalidDataException or UriFormatException or NotSupportedException)
        {
            return Failed(Innermost(failed));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<FetchedPage> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var redirections = 0; redirections <= MostRedirections; redirections++)
        {
            if (address.Scheme is not ("http" or "https"))
                return Failed($"it redirects to {address.Scheme}:, which is no web address");
            if (address.UserInfo.Length > 0)
                return Failed("the address holds a user name or password");
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                address = location.IsAbsoluteUri ? location : new Uri(address, location);
                continue;
            }

            if (!response.IsSuccessStatusCode)
                return Failed($"the server answers {(int)response.StatusCode}");
            var type = response.Content.Headers.ContentType;
            var ending = Array.Find(Endings, e => e.Type.Equals(type?.MediaType, StringComparison.OrdinalIgnoreCase)).Ending;
            // A server of files calls Markdown and JSON plain text.
            if (ending is null or ".txt" && Path.GetExtension(address.AbsolutePath) is { Length: > 0 } own && SourceFormat.Refusal(own) is null)
                ending = own;
            return ending is null
                ? Failed($"its media type is {type?.MediaType ?? "not told"}")
                : await ReadAsync(response, address.AbsolutePath + ending, type?.CharSet, cancellationToken).ConfigureAwait(false);
        }

        return Failed($"more than {MostRedirections} redirections");
    }

    private static async Task<FetchedPage> ReadAsync(HttpResponseMessage response, string name, string? charset, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false); read > 0; read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false))
        {
            if (all.Length + read > MostBytes)
                return Failed("it is larger than 16 MiB");
            all.Write(buffer, 0, read);
        }

        return new FetchedPage(all.ToArray(), name, charset, null);
    }

    private static async ValueTask<Stream> ConnectPublicAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, PublicAddress.Is);
        if (allowed.Length == 0)
            throw new IOException($"{host} is a private or local address; --allow-private permits it");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static FetchedPage Failed(string why) => new(null, "", null, why);

    private static string Innermost(Exception failed)
    {
        while (failed.InnerException is { } inner)
            failed = inner;
        return failed.Message.TrimEnd('.');
    }
}
