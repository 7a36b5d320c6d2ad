using MemHelpBot.Api;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MemHelpBot.Security;

/// <summary>
/// What one connection may cost. Who sends a byte now and then, to hold connections for ever, is cut off: headers and body have a time each, and a least
/// rate once they have begun; who does not read the answer likewise.
/// </summary>
internal static class ConnectionLimits
{
    private const long MostConnections = 2000;
    private const double LeastBytesPerSecond = 240;
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(10);

    /// <summary>Sets them.</summary>
    public static void Set(KestrelServerLimits limits, HostSettings settings)
    {
        var grace = TimeSpan.FromSeconds(Math.Min(LongestGrace.TotalSeconds, settings.Api.BodySeconds));
        limits.MaxRequestBodySize = Intake.BodyLimit(settings);
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxConcurrentConnections = MostConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(settings.Api.HeaderSeconds);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
        limits.MinRequestBodyDataRate = new MinDataRate(LeastBytesPerSecond, grace < TimeSpan.FromSeconds(2) ? TimeSpan.FromSeconds(2) : grace);
        limits.MinResponseDataRate = new MinDataRate(LeastBytesPerSecond, LongestGrace);
    }
}
