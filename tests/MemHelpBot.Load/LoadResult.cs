using System.Collections.Concurrent;
using System.Globalization;

namespace MemHelpBot.Load;

/// <summary>What a run saw. Thread-safe.</summary>
public sealed class LoadResult
{
    /// <summary>The last third of a run may hold so much more memory than the second one: a leak of some hundred bytes a turn shows, noise of the collector does not.</summary>
    private const double MostGrowth = 0.10;

    private readonly ConcurrentQueue<double> milliseconds = new();
    private readonly ConcurrentQueue<string> wrong = new();
    private readonly List<(TimeSpan At, long Bytes)> memory = [];
    private int finished;
    private int forgotten;

    /// <summary>What was not as it should be.</summary>
    public IReadOnlyCollection<string> Faults => wrong;

    /// <summary>Messages that were answered.</summary>
    public int Answers => milliseconds.Count;

    /// <summary>Conversations that came to their end.</summary>
    public int Conversations => finished;

    internal void Answered(TimeSpan time) => milliseconds.Enqueue(time.TotalMilliseconds);

    internal void Wrong(string what) => wrong.Enqueue(what);

    internal void Finished() => Interlocked.Increment(ref finished);

    internal void Forgotten() => Interlocked.Increment(ref forgotten);

    internal void Memory(TimeSpan at, long bytes) => memory.Add((at, bytes));

    /// <summary>The time within which a share of the answers came, in milliseconds.</summary>
    public double Percentile(double share)
    {
        var sorted = milliseconds.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>How much more resident memory the last third of the run holds than the second, as a share; the first third fills caches.</summary>
    public double Growth()
    {
        var third = memory.Count / 3;
        return third == 0 ? 0 : (Median(memory.Skip(2 * third)) / Median(memory.Skip(third).Take(third))) - 1;
    }

    /// <summary>The table, a line each.</summary>
    public IEnumerable<string> Table(LoadOptions options)
    {
        string Row(FormattableString value, string name) => $"{name,-34}{value.ToString(CultureInfo.InvariantCulture)}";
        yield return Row($"{options.Conversations}, {options.Time.TotalMinutes:0.##} min, {options.Think.TotalSeconds:0.#} s between messages", "people, time, think time");
        yield return Row($"{Answers} ({Answers / options.Time.TotalSeconds:0.0}/s), conversations ended {finished}, forgotten {forgotten}", "answers");
        yield return Row($"{Percentile(0.5):0} / {Percentile(0.95):0} / {Percentile(0.99):0} / {Percentile(1):0} ms", "p50 / p95 / p99 / longest");
        yield return Row($"{Faults.Count}", "errors, lost, doubled, mixed up");
        foreach (var (at, bytes) in memory.Where((_, i) => i % Math.Max(1, memory.Count / 10) == 0))
            yield return Row($"{bytes / 1048576.0:0} MiB", $"  memory after {at.TotalSeconds:0} s");
        yield return Row($"{Growth():+0.0%;-0.0%}", "memory, last third on second");
        foreach (var fault in Faults.GroupBy(f => f).Take(20))
            yield return $"  {fault.Count()}x {fault.Key}";
        yield return $"{(IsGood ? "good" : "NOT good")}: no fault, p99 under 1 s, memory flat";
    }

    /// <summary>Whether nothing was wrong, the slowest hundredth came within a second, and memory did not grow.</summary>
    public bool IsGood => Faults.Count == 0 && Answers > 0 && Percentile(0.99) < 1000 && Growth() < MostGrowth;

    private static double Median(IEnumerable<(TimeSpan At, long Bytes)> of) => of.Select(m => (double)m.Bytes).Order().ElementAt(of.Count() / 2);
}
