namespace MemHelpBot.LogGenerator.Prefixes;

/// <summary>Where and when a record was printed.</summary>
/// <param name="Clock">Local time of the host.</param>
/// <param name="BootMicroseconds">Time since boot.</param>
/// <param name="Host">Name of the host.</param>
/// <param name="Sequence">Number of the record since boot.</param>
public readonly record struct Stamp(DateTime Clock, long BootMicroseconds, string Host, long Sequence)
{
    /// <summary>The stamp of a record so much later.</summary>
    public Stamp After(long microseconds) => this with
    {
        Clock = Clock.AddTicks(microseconds * 10),
        BootMicroseconds = BootMicroseconds + microseconds,
        Sequence = Sequence + 1,
    };
}
