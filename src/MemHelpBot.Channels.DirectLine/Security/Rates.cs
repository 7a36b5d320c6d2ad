using System.Threading.RateLimiting;

namespace MemHelpBot.Channels.DirectLine.Security;

/// <summary>How often one may ask: each conversation by itself, and all who begin one together.</summary>
internal sealed class Rates(DirectLineSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> reads = PerConversation(settings.Reads);
    private readonly PartitionedRateLimiter<string> writes = PerConversation(settings.Writes);
    private readonly TokenBucketRateLimiter begins = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = settings.ConversationsPerMinute,
        TokensPerPeriod = Math.Max(1, settings.ConversationsPerMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / Math.Min(60, settings.ConversationsPerMinute),
    });

    /// <summary>A request of a conversation that only reads.</summary>
    /// <exception cref="DirectLineException">Too many came.</exception>
    public void Read(string conversation) => Take(reads.AttemptAcquire(conversation));

    /// <summary>A request of a conversation that writes.</summary>
    /// <exception cref="DirectLineException">Too many came.</exception>
    public void Write(string conversation) => Take(writes.AttemptAcquire(conversation));

    /// <summary>A conversation is begun.</summary>
    /// <exception cref="DirectLineException">Too many are.</exception>
    public void Begin() => Take(begins.AttemptAcquire());

    /// <inheritdoc/>
    public void Dispose()
    {
        reads.Dispose();
        writes.Dispose();
        begins.Dispose();
    }

    private static PartitionedRateLimiter<string> PerConversation((int Burst, int PerSecond) rate) => PartitionedRateLimiter.Create<string, string>(
        conversation => RateLimitPartition.GetTokenBucketLimiter(
            conversation, _ => new TokenBucketRateLimiterOptions { TokenLimit = rate.Burst, TokensPerPeriod = rate.PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1) }),
        StringComparer.Ordinal);

    private static void Take(RateLimitLease lease)
    {
        using (lease)
        {
            if (!lease.IsAcquired)
                throw DirectLineException.TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
        }
    }
}
