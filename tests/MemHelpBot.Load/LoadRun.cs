using System.Diagnostics;

namespace MemHelpBot.Load;

/// <summary>Many people talk to one host at the same time.</summary>
public static class LoadRun
{
    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(2);

    /// <summary>Runs to the end of the time.</summary>
    /// <param name="address">Of the host.</param>
    /// <param name="memory">Its resident memory in bytes.</param>
    /// <param name="options">How much.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<LoadResult> RunAsync(Uri address, Func<long> memory, LoadOptions options, CancellationToken cancellationToken)
    {
        var result = new LoadResult();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = options.Conversations };
        using var host = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        using var timeIsUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeIsUp.CancelAfter(options.Time);
        var clock = Stopwatch.StartNew();
        var people = Enumerable.Range(0, options.Conversations).Select(i => new Person(host, options, result, new Random(options.Seed + i)).TalkAsync(timeIsUp.Token)).ToList();
        var all = Task.WhenAll(people);
        while (!all.IsCompleted)
        {
            result.Memory(clock.Elapsed, memory());
            await Task.WhenAny(all, Task.Delay(Sample, cancellationToken));
        }

        await all;
        return result;
    }
}
