using Microsoft.AspNetCore.Http;

namespace MemHelpBot.Channels;

/// <summary>What a proxy passes on comes from this machine, when the proxy stands on it, and from anywhere.</summary>
public static class PassedOn
{
    /// <summary>What proxies add to a request: RFC 7239 (Forwarded), RFC 9110 (Via), and what was usual before. Not every proxy adds one.</summary>
    private static readonly string[] Marks = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"];

    /// <summary>Whether the request says that a proxy passed it on.</summary>
    public static bool IsPassedOn(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Array.Exists(Marks, request.Headers.ContainsKey);
    }
}
