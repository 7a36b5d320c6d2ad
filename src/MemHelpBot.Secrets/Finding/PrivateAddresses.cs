using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace MemHelpBot.Secrets.Finding;

/// <summary>IP addresses of private networks and links: RFC 1918, RFC 6598, RFC 3927; RFC 4193, RFC 4291.</summary>
internal static class PrivateAddresses
{
    private const int Longest = 39;
    private static readonly SearchValues<char> Body = SearchValues.Create("0123456789abcdefABCDEF.:");

    /// <summary>Adds what is found.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        for (var at = 0; at < text.Length;)
        {
            var start = text.AsSpan(at).IndexOfAny(Body);
            if (start < 0)
                return;
            start += at;
            var length = text.AsSpan(start).IndexOfAnyExcept(Body);
            var end = length < 0 ? text.Length : start + length;
            at = end + 1;
            if ((start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_')) || (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_')))
                continue;
            // A port, a colon or a full stop may follow.
            var word = text.AsSpan(start, end - start).TrimEnd(".:");
            if (word.Length > Longest + 6)
                continue;
            var port = word.IndexOf('.') > 0 ? word.IndexOf(':') : -1;
            var address = port > 0 ? word[..port] : word;
            if (address.Length is >= 7 or 3 or 4 or 5 or 6 && (address.Count('.') == 3 || address.Count(':') >= 2) && IPAddress.TryParse(address, out var parsed) && IsPrivate(parsed))
                found.Add(new SecretSpan(start, start + address.Length, SecretKind.Address));
        }
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        var bytes = address.GetAddressBytes();
        return bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 100 && bytes[1] is >= 64 and <= 127) || (bytes[0] == 169 && bytes[1] == 254);
    }
}
