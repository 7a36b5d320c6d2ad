using MemHelpBot.Facts;
using MemHelpBot.Parsing.Text;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>What a report of the kernel is about.</summary>
internal enum ReportKind
{
    /// <summary>The OOM killer's report, whole or cut.</summary>
    Oom,

    /// <summary>A page allocation failure.</summary>
    AllocationFailure,

    /// <summary>Kill lines alone.</summary>
    KillLine,
}

/// <summary>One report being read: its incident, what was told of it so far, and what later lines of it depend on.</summary>
internal sealed class Report
{
    // How far back a repeated value is looked for: enough for a report, and a bound for a paste that repeats one line a million times.
    private const int LookBack = 512;
    private const int MostKeys = 1024;
    private readonly ulong[] told = new ulong[MostKeys / 64];
    private readonly ReadingBuilder into;

    /// <summary>A report that opens at a line.</summary>
    public Report(ReportKind kind, in LogLine line, ReadingBuilder into)
    {
        (Kind, First, Last, this.into) = (kind, line, line.Number, into);
        Incident = into.OpenIncident(
            kind switch
            {
                ReportKind.AllocationFailure => IncidentKind.AllocationFailure,
                ReportKind.KillLine => IncidentKind.KernelKillLine,
                _ => IncidentKind.KernelOom,
            },
            line);
        if (kind != ReportKind.AllocationFailure && line.Prefix.TimeLength > 0)
        {
            var time = FactValue.Of(line.Buffer.Substring(line.Prefix.TimeStart, line.Prefix.TimeLength));
            into.Tell(OomFacts.Time, time, line, line.Prefix.TimeStart - line.Start, line.Prefix.TimeLength, Incident);
        }
    }

    /// <summary>What it is about.</summary>
    public ReportKind Kind { get; private set; }

    /// <summary>Its incident.</summary>
    public int Incident { get; }

    /// <summary>The line it opened at.</summary>
    public LogLine First { get; }

    /// <summary>Last line that was taken for it.</summary>
    public int Last { get; private set; }

    /// <summary>Whether the line that opens a report (<c>X invoked oom-killer</c>) was there.</summary>
    public bool HasHeader { get; set; }

    /// <summary>Whether the machine's memory was printed.</summary>
    public bool HasMemInfo { get; set; }

    /// <summary>Whether a cgroup's limit was the reason, by any line of it.</summary>
    public bool IsMemcg { get; set; }

    /// <summary>Whether a kill line speaks of the whole machine.</summary>
    public bool SaysOutOfMemory { get; set; }

    /// <summary>Whether the whole cgroup is killed (memory.oom.group): several kill lines follow.</summary>
    public bool KillsGroup { get; set; }

    /// <summary>Whether nothing could be killed.</summary>
    public bool NoKillable { get; set; }

    /// <summary>Whether the kill line was read.</summary>
    public bool HasVictim { get; set; }

    /// <summary>Pid of the last victim; meaningful with <see cref="HasVictim"/>.</summary>
    public long VictimPid { get; set; }

    /// <summary>Signature of a failed request other than a plain page allocation failure; null for that one.</summary>
    public string? FailureSignature { get; set; }

    /// <summary>Whether the last frame of the call trace was out_of_memory: the next one called it.</summary>
    public bool InOutOfMemory { get; set; }

    /// <summary>Whether Linux 2.4 reports: a line for each try, and nothing else.</summary>
    public bool IsLinux24 { get; set; }

    /// <summary>The name of the task that asked, to know its header line; null when not told.</summary>
    public string? Invoker { get; set; }

    /// <summary>The choice of a two-line kernel, told as the victim only when no other line names one.</summary>
    public Choice? Chosen { get; set; }

    /// <summary>The facts that later derivations stand on.</summary>
    public Evidence Evidence { get; } = new();

    /// <summary>Zones and free lists.</summary>
    public ZoneTable Zones { get; } = new();

    /// <summary>The task table; null before its head was read.</summary>
    public TaskTable? Tasks { get; set; }

    /// <summary>Whether the report is over: what follows belongs to another.</summary>
    public bool IsFinished => NoKillable || (HasVictim && !KillsGroup);

    /// <summary>Takes a line for the report.</summary>
    public void Take(in LogLine line)
    {
        Last = Math.Max(Last, line.Number);
        into.ExtendIncident(Incident, line.Map?.LastLine ?? line.Number, line.LineEnd);
    }

    /// <summary>Takes lines up to one that ends at <paramref name="end"/>.</summary>
    public void Take(int lastLine, int end)
    {
        Last = Math.Max(Last, lastLine);
        into.ExtendIncident(Incident, lastLine, end);
    }

    /// <summary>A kill line turns out to be part of a report, or a failed request of Linux 2.4 to be the reason of a kill.</summary>
    public void Grow()
    {
        if (Kind != ReportKind.KillLine && !IsLinux24)
            return;
        Kind = ReportKind.Oom;
        into.ChangeKind(Incident, IncidentKind.KernelOom);
    }

    /// <summary>Tells a fact of the report; the same value told twice is one fact.</summary>
    public Fact Put(FactKey key, FactValue value, in LogLine line, int offset, int length)
    {
        var fact = new Fact(key, null, value, line.Span(into.Message, offset, length), Incident);
        ref var word = ref told[(key.Id >> 6) % told.Length];
        var bit = 1UL << (key.Id & 63);
        if ((word & bit) != 0 && Earlier(fact) is { } earlier)
            return earlier;
        word |= bit;
        into.Tell(fact);
        return fact;
    }

    /// <summary>Tells a fact with a subject (a zone, a cache). The caller knows that it was not told before.</summary>
    public Fact Put(FactKey key, string subject, FactValue value, in LogLine line, int offset, int length)
    {
        var fact = new Fact(key, subject, value, line.Span(into.Message, offset, length), Incident);
        into.Tell(fact);
        return fact;
    }

    /// <summary>Whether a fact of the key was told.</summary>
    public bool Told(FactKey key) => (told[(key.Id >> 6) % told.Length] & (1UL << (key.Id & 63))) != 0;

    /// <summary>Keeps the first fact that shows a cgroup's limit.</summary>
    public void KeepMemcg(Fact? fact) => Evidence.Memcg ??= fact;

    /// <summary>The report is over: what needs all of its lines is told.</summary>
    public void Close() => ReportEnd.Tell(this, into);

    private Fact? Earlier(in Fact fact)
    {
        var all = into.FactsSoFar;
        for (var i = all.Length - 1; i >= Math.Max(0, all.Length - LookBack); i--)
        {
            if (all[i].Incident == Incident && ReferenceEquals(all[i].Key, fact.Key) && all[i].Subject == fact.Subject && all[i].Value == fact.Value)
                return all[i];
        }

        return null;
    }
}
