using System.Collections.Concurrent;

namespace MemHelpBot.Channels.Slack.Web;

/// <summary>Until when a method must not be called: Slack's limits hold for each method alone (docs.slack.dev, "Rate limits").</summary>
internal sealed class MethodPauses(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> until = new(StringComparer.Ordinal);

    /// <summary>Remembers what Slack asked for.</summary>
    public void Pause(string method, TimeSpan wait) => until[method] = clock.GetUtcNow() + wait;

    /// <summary>How long is still to be waited; null when the method may be called.</summary>
    public TimeSpan? Remaining(string method)
    {
        if (!until.TryGetValue(method, out var end))
            return null;
        var left = end - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
            return left;
        until.TryRemove(new(method, end));
        return null;
    }
}
