using System.Net;
using MemHelpBot.Api;
using MemHelpBot.Channels.DirectLine;

namespace MemHelpBot.Security;

/// <summary>
/// Refuses what a foreign web page could make a browser send. A name of the attacker that resolves to this machine (DNS
/// rebinding) shows in the Host header; a request from another site shows in Origin and Sec-Fetch-Site. Programs such as
/// curl send neither and pass.
/// </summary>
internal sealed class RequestGuard(HostSettings settings)
{
    private readonly HashSet<string> names = new(
        ["localhost", .. settings.AllowedHosts, .. settings.Urls.Select(u => u.Host)], StringComparer.OrdinalIgnoreCase);

    /// <summary>Lets a request pass or answers 421 or 403.</summary>
    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!IsOurs(request.Host))
            return ErrorAnswers.WriteAsync(context, ApiError.WrongHost());
        // Pages of other sites talk to Direct Line: it has its own list of them.
        if (settings.DirectLine is not null && request.Path.StartsWithSegments(DirectLineExtensions.Path, StringComparison.Ordinal))
            return next(context);
        return IsForeign(request) ? ErrorAnswers.WriteAsync(context, ApiError.ForeignSite()) : next(context);
    }

    // An address in digits cannot be rebound: it is no name.
    private bool IsOurs(HostString host) =>
        host.HasValue && (names.Contains(host.Host) || IPAddress.TryParse(host.Host.Trim('[', ']'), out _));

    private static bool IsForeign(HttpRequest request)
    {
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (!changes && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site")
            return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
