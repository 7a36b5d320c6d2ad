using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;

namespace MemHelpBot.Models.OpenAI.Checking;

/// <summary>The way to the server, one layer after another: name, connection, TLS. It ends at the first that does not work.</summary>
internal static class WayCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async IAsyncEnumerable<CheckStep> RunAsync(ModelSettings settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var endpoint = settings.Endpoint;
        if (HttpClient.DefaultProxy.GetProxy(endpoint) is { } proxy && !HttpClient.DefaultProxy.IsBypassed(endpoint))
        {
            yield return new("proxy", true, $"the way leads through {proxy.GetLeftPart(UriPartial.Authority)}, so name, connection and TLS are the proxy's; NO_PROXY leaves it out");
            yield break;
        }

        var (addresses, name) = await NameAsync(endpoint, cancellationToken).ConfigureAwait(false);
        yield return name;
        if (addresses is null)
            yield break;
        var (socket, connected) = await ConnectAsync(endpoint, addresses, settings.Section, cancellationToken).ConfigureAwait(false);
        using (socket)
        {
            yield return connected;
            if (socket is not null && endpoint.Scheme == "https")
                yield return await TlsAsync(socket, endpoint, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<(IPAddress[]? Addresses, CheckStep Step)> NameAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(endpoint.DnsSafeHost, cancellationToken).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            return (addresses, new("name", true, $"{endpoint.Host} is {string.Join(", ", addresses.Take(3).Select(a => a.ToString()))}"));
        }
        catch (Exception failed) when (failed is SocketException or TimeoutException or ArgumentException)
        {
            return (null, new("name", false, $"{endpoint.Host} is not known ({failed.Message}); check the spelling of the endpoint, the resolver, and whether a proxy is needed (HTTPS_PROXY)"));
        }
    }

    private static async Task<(Socket? Socket, CheckStep Step)> ConnectAsync(Uri endpoint, IPAddress[] addresses, string section, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            await socket.ConnectAsync(addresses, endpoint.Port, limit.Token).ConfigureAwait(false);
            return (socket, new("connection", true, string.Create(CultureInfo.InvariantCulture, $"port {endpoint.Port} answers in {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms")));
        }
        catch (Exception failed) when (failed is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            var what = failed is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? "nobody listens there" : "no answer within 5 s";
            var mend = endpoint.IsLoopback ? "start the model server, or correct the port" : "start the server, correct host and port, or open the firewall";
            return (null, new("connection", false, $"port {endpoint.Port}: {what}; {mend} in {section}:Endpoint"));
        }
    }

    private static async Task<CheckStep> TlsAsync(Socket socket, Uri endpoint, CancellationToken cancellationToken)
    {
        var stream = new NetworkStream(socket, ownsSocket: false);
        var errors = SslPolicyErrors.None;
        var until = "";
        await using (stream.ConfigureAwait(false))
        {
            var tls = new SslStream(stream);
            await using (tls.ConfigureAwait(false))
            {
                try
                {
                    using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                    limit.CancelAfter(Patience);
                    var options = new SslClientAuthenticationOptions
                    {
                        TargetHost = endpoint.DnsSafeHost,
                        RemoteCertificateValidationCallback = (_, certificate, _, found) =>
                        {
                            (errors, until) = (found, certificate?.GetExpirationDateString() ?? "");
                            return found == SslPolicyErrors.None;
                        },
                    };
                    await tls.AuthenticateAsClientAsync(options, limit.Token).ConfigureAwait(false);
                    return new("TLS", true, $"{tls.SslProtocol}, the certificate is valid until {until}");
                }
                catch (Exception failed) when (failed is AuthenticationException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
                {
                    return new("TLS", false, errors switch
                    {
                        _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => $"the certificate is not for {endpoint.Host}; use the name that it was made for",
                        _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) => $"the certificate (until {until}) is not trusted here; add the CA to the system's store (SSL_CERT_FILE), or renew it",
                        _ => "the server speaks no TLS on this port; write http:// where it is your own, or correct the port",
                    });
                }
            }
        }
    }
}
