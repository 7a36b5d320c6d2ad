using System.Net;
using System.Net.Sockets;

namespace MemHelpBot.Channels.Teams.Security;

/// <summary>
/// Connections to the outside: no redirect is followed, nothing is unpacked, and a name that leads into this machine or its network is not
/// connected to, whatever list it stands on. Through a proxy it is the proxy that resolves names.
/// </summary>
internal static class OutsideHttp
{
    /// <summary>A handler.</summary>
    /// <param name="loopback">Whether this machine itself may be talked to (the Playground).</param>
    public static SocketsHttpHandler Handler(bool loopback) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = async (context, cancellationToken) =>
        {
            var host = context.DnsEndPoint.Host;
            var direct = string.Equals(host.Trim('[', ']'), context.InitialRequestMessage.RequestUri?.IdnHost, StringComparison.OrdinalIgnoreCase);
            var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            if (direct && !loopback && !Array.TrueForAll(addresses, IsPublic))
                throw new HttpRequestException("The host lies inside this network.");
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    /// <summary>Whether an address is one of the internet, and not of this machine, its network or a special range (RFC 6890).</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var b = address.GetAddressBytes();
        if (b.Length == 4)
        {
            return (b[0], b[1]) is not ((0 or 10 or 127 or >= 224, _) or (100, >= 64 and < 128) or (169, 254) or (172, >= 16 and < 32) or (192, 168) or (198, 18 or 19))
                && (b[0], b[1], b[2]) is not (192, 0, 0);
        }

        // Global unicast is 2000::/3; in it, 6to4 and Teredo carry addresses of version 4. NAT64 (64:ff9b::/96) lies outside it.
        return (b[0] & 0xe0) == 0x20 && (b[0], b[1]) is not (0x20, 0x02) && (b[0], b[1], b[2], b[3]) is not (0x20, 0x01, 0, 0);
    }
}
