using MemHelpBot.Diagnosis.Replays;
using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Causes.Kernel;

/// <summary>One zone of a report with what the replay made of it. Without a replay the zone was not open to the request, or the mask is unknown.</summary>
internal sealed class ReportedZone(ZoneReading reading)
{
    public ZoneReading Reading { get; } = reading;

    public Fact? Free { get; set; }

    public Fact? Needed { get; set; }

    public Fact? FailsAt { get; set; }

    public Fact? Left { get; set; }

    public Fact? Mark { get; set; }

    public Fact? MinFails { get; set; }

    public Fact? Kept { get; set; }

    public Fact? LowLine { get; set; }

    public Fact? Verdict { get; set; }

    public Fact? LastTry { get; set; }

    /// <summary>Whether the request may use the zone and its test was replayed.</summary>
    public bool Replayed => Verdict is not null;

    /// <summary>The verdict against min.</summary>
    public string? Word => Verdict?.Value.Text;

    /// <summary>The verdict against min; where min does not refuse, the one of the last try before a kill, against high.</summary>
    public string? Outcome => Word is "pass" or "unknown" && LastTry?.Value.Text is { } last and not "pass" ? last : Word;

    /// <summary>Whether only the last try, against high, refused.</summary>
    public bool OnlyLastTryFails => Outcome != Word;

    /// <summary>A single page would have been served: free is above min and reserve.</summary>
    public bool ServesSinglePage => Word is "pass" or "fragmented" || (Word == "no-block" && Needed is not null);

    /// <summary>High memory with a GiB free: a request that was refused beside it had to be served from the low zones of a 32-bit kernel.</summary>
    public bool HighMemHasRoom => Reading is { Zone: MemoryZone.HighMem, Free.Value.Integer: > 1L << 20 and var free, Min.Value.Integer: { } min } && free / 64 > min;

    /// <summary>The zone's name as reports print it, citing the zone's line.</summary>
    public EvidenceArgument Name => new("zone", null, $"Node {Reading.Node} {Reading.Subject[(Reading.Subject.IndexOf('/', StringComparison.Ordinal) + 1)..]}", Reading.First);
}
