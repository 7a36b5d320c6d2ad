using MemHelpBot.Answers.Models;

namespace MemHelpBot.Models.OpenAI;

/// <summary>Counts the tokens of an hour. Thread-safe.</summary>
/// <param name="perHour">How many may be used; 0 for no limit.</param>
/// <param name="clock">The time.</param>
internal sealed class TokenBudget(long perHour, TimeProvider clock)
{
    private readonly Lock gate = new();
    private long used;
    private DateTimeOffset since = clock.GetUtcNow();

    /// <summary>Takes what a request will need at most; what it did not need is given back by <see cref="Settle"/>.</summary>
    /// <exception cref="ModelUnavailableException">The hour has not so many left.</exception>
    public void Take(long tokens)
    {
        lock (gate)
        {
            if (clock.GetUtcNow() - since >= TimeSpan.FromHours(1))
                (used, since) = (0, clock.GetUtcNow());
            if (perHour > 0 && used + tokens > perHour)
                throw new ModelUnavailableException(ModelFailure.OverBudget, "The tokens of this hour are used up.");
            used += tokens;
        }
    }

    /// <summary>Puts what was really used in place of what was taken.</summary>
    public void Settle(long taken, long really)
    {
        lock (gate)
            used = Math.Max(0, used - taken + really);
    }
}
