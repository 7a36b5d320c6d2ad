using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Tools;

/// <summary>
/// The steps of a sacct table, for the peak of the job. MaxRSS is the largest single task of a step (sacct(1)), so it is the peak only where
/// the step ran as one task; the batch step always does. A step of many tasks may be left out when all of them together stay below that.
/// </summary>
internal sealed class SacctSteps
{
    private readonly HashSet<(FactKey Key, long Value)> requests = [];
    private Fact? largest;
    private decimal most;
    private Fact? used;
    private long? tasks;
    private bool outside;

    /// <summary>Whether the row is that of the job, not of a step.</summary>
    public bool IsJob { get; private set; }

    /// <summary>A row begins. Its step as printed, cut short where the column was (<c>bat+</c>); empty for the job.</summary>
    public void Begin(ReadOnlySpan<char> step)
    {
        End();
        IsJob = step.IsEmpty;
        tasks = step.StartsWith("ba", StringComparison.Ordinal) ? 1 : null;
        // The extern step is a process that sleeps on each node.
        outside = step.StartsWith("ex", StringComparison.Ordinal);
    }

    /// <summary>The row says how many tasks the step had.</summary>
    public void Tasks(long count) => tasks = count;

    /// <summary>The row says what its largest task used.</summary>
    public void Used(in Fact resident) => used = resident;

    /// <summary>The row says what was requested.</summary>
    public void Asks(FactKey key, long value) => requests.Add((key, value));

    /// <summary>Tells the peak, where it follows. Jobs that requested different sizes have none in common.</summary>
    public void TellPeak(int? incident, ReadingBuilder into)
    {
        End();
        if (requests.Count < 2 && largest is { Value.Integer: { } peak } fact && peak >= most)
            into.Tell(Fact.Derive(SlurmFacts.Peak, null, FactValue.Of(peak), incident, "largest MaxRSS of steps of one task", fact));
        Clear();
    }

    /// <summary>Another table begins.</summary>
    public void Clear()
    {
        requests.Clear();
        (largest, most, used, tasks, outside) = (null, 0, null, null, false);
    }

    private void End()
    {
        if (used is { Value.Integer: { } size } fact)
        {
            if (tasks is 1)
                largest = largest is { } known && known.Value.Integer >= size ? largest : fact;
            else if (tasks is { } count)
                most = Math.Max(most, (decimal)size * count);
            else if (!outside)
                most = decimal.MaxValue;
        }

        used = null;
    }
}
