using System.Net;
using System.Net.Sockets;

namespace MemHelpBot.Cases.Ingest;

/// <summary>Tells addresses of the public internet from those of a machine, a site or a special purpose (IANA's special-purpose address registries).</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. Array.ConvertAll(
            (string[])
            [
                "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
                "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
                "2001::/23", "2001:db8::/32", "3fff::/20",
            ],
            IPNetwork.Parse),
    ];

    private static readonly IPNetwork Unicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is one of the public internet.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // What these two carry inside is where they lead.
            var bytes = address.GetAddressBytes();
            if (SixToFour.Contains(address))
                return Is(new IPAddress(bytes.AsSpan(2, 4)));
            if (Translated.Contains(address))
                return Is(new IPAddress(bytes.AsSpan(12, 4)));
            if (!Unicast.Contains(address))
                return false;
        }

        return !Array.Exists(Special, n => n.Contains(address));
    }
}
