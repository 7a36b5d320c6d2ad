using System.Globalization;
using System.Threading.RateLimiting;
using MemHelpBot.Api;
using Microsoft.AspNetCore.RateLimiting;

namespace MemHelpBot.Security;

/// <summary>
/// How much one caller may ask: requests in a minute, as a bucket that fills evenly, and turns at once. Each caller has their own share, so nobody uses up
/// another's.
/// </summary>
internal static class RequestLimits
{
    /// <summary>Sets both limits.</summary>
    public static void Set(RateLimiterOptions options, ApiSettings settings)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => PerMinute(context, settings)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => AtOnce(context, settings)));
        options.OnRejected = RefuseAsync;
    }

    private static RateLimitPartition<string> PerMinute(HttpContext context, ApiSettings settings)
    {
        var caller = Caller.Of(context);
        if (!IsLimited(context, out _) || (settings.RequestsPerMinute is null && caller.IsThisMachine))
            return RateLimitPartition.GetNoLimiter("");
        var most = settings.RequestsPerMinute ?? ApiSettings.UsualRequestsPerMinute;
        return RateLimitPartition.GetTokenBucketLimiter(caller.Share, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = most,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / most,
            QueueLimit = 0,
        });
    }

    private static RateLimitPartition<string> AtOnce(HttpContext context, ApiSettings settings)
    {
        var caller = Caller.Of(context);
        if (!IsLimited(context, out var turn) || !turn || (settings.TurnsAtOnce is null && caller.IsThisMachine))
            return RateLimitPartition.GetNoLimiter("");
        return RateLimitPartition.GetConcurrencyLimiter(caller.Share, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = settings.TurnsAtOnce ?? ApiSettings.UsualTurnsAtOnce,
            QueueLimit = 0,
        });
    }

    private static bool IsLimited(HttpContext context, out bool turn)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        turn = metadata?.GetMetadata<ApiAccess>() is { IsTurn: true } || metadata?.GetMetadata<OpenAccess>() is not null;
        return turn || metadata?.GetMetadata<ApiAccess>() is not null;
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        // Turns at once have no time of their own: one of them ends soon.
        var (seconds, error) = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
            ? (Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)), ApiError.TooMany())
            : (1, ApiError.TooManyAtOnce());
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await ErrorAnswers.WriteAsync(rejected.HttpContext, error).ConfigureAwait(false);
    }
}
