using MemHelpBot.Answers.Models;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace MemHelpBot.Models.OpenAI;

/// <summary>
/// How a model is asked so that it can fail without harm: a limit for each attempt, repetitions with jitter or when the server said, and a
/// circuit that opens when it keeps failing.
/// </summary>
internal sealed class Resilience
{
    private static readonly TimeSpan Open = TimeSpan.FromSeconds(30);
    private readonly ResiliencePipeline pipeline;

    public Resilience(ModelSettings settings, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (settings.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = settings.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(400),
                MaxDelay = TimeSpan.FromSeconds(8),
                // A wait that is longer than the request may take at all helps nobody.
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Exception is ModelUnavailableException failed
                    && Failures.MayPass(failed) && (Failures.RetryAfter(failed, clock) ?? TimeSpan.Zero) < settings.Timeout),
                DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Exception is ModelUnavailableException failed ? Failures.RetryAfter(failed, clock) : null),
            });
        }

        pipeline = builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 6,
                SamplingDuration = TimeSpan.FromSeconds(60),
                BreakDuration = Open,
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome.Exception is ModelUnavailableException failed && Failures.IsTrouble(failed)),
            })
            .Build();
        FirstToken = settings.FirstToken;
        Clock = clock;
    }

    private TimeSpan FirstToken { get; }

    private TimeProvider Clock { get; }

    /// <summary>Runs an attempt until it succeeds or nothing more is to be tried.</summary>
    /// <exception cref="ModelUnavailableException">It did not succeed.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await OnceAsync(attempt, cancellationToken, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (Failures.IsOfModel(failed))
        {
            throw Failures.Of(failed);
        }
    }

    private async Task<T> OnceAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken whole, CancellationToken token)
    {
        using var limit = new CancellationTokenSource(FirstToken, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, limit.Token);
        try
        {
            return await attempt(either.Token).ConfigureAwait(false);
        }
        catch (Exception failed) when (limit.IsCancellationRequested && !whole.IsCancellationRequested)
        {
            throw Failures.Of(new Polly.Timeout.TimeoutRejectedException("The attempt took too long.", failed));
        }
        catch (Exception failed) when (failed is not ModelUnavailableException && Failures.IsOfModel(failed))
        {
            throw Failures.Of(failed);
        }
    }
}
