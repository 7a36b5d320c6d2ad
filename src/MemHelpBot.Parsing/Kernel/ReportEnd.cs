using MemHelpBot.Facts;

namespace MemHelpBot.Parsing.Kernel;

/// <summary>What is told when a report is over: scope, task totals, the victim where only one line names it, and the signature.</summary>
internal static class ReportEnd
{
    /// <summary>Tells it.</summary>
    public static void Tell(Report report, ReadingBuilder into)
    {
        if (report.Kind != ReportKind.AllocationFailure)
        {
            Victim(report, into);
            Scope(report, into);
        }

        report.Zones.Close(report, into);
        report.Tasks?.Close(report, into);
        Sign(report, into);
        into.Recognise(
            report.Kind switch
            {
                ReportKind.AllocationFailure => IncidentKind.AllocationFailure,
                ReportKind.KillLine => IncidentKind.KernelKillLine,
                _ => IncidentKind.KernelOom,
            },
            into.SpanOf(report.Incident));
    }

    private static void Victim(Report report, ReadingBuilder into)
    {
        if (report.HasVictim || report.Chosen is not { } chosen || (!chosen.Certain && report.Kind == ReportKind.Oom))
            return;
        report.Put(OomFacts.Victim, FactValue.Of(chosen.Comm), chosen.Line, chosen.CommAt, chosen.Comm.Length);
        report.Put(OomFacts.VictimPid, FactValue.Of(chosen.Pid), chosen.Line, chosen.PidAt, chosen.PidLength);
        if (chosen.Uid is { } uid)
            report.Put(OomFacts.VictimUid, FactValue.Of(uid), chosen.Line, chosen.UidAt, chosen.UidLength);
    }

    private static void Scope(Report report, ReadingBuilder into)
    {
        var evidence = report.Evidence;
        if (evidence.Constraint is { } constraint && OfConstraint(constraint.Value.Text) is { } named)
            Derive(named, "by oom.constraint", constraint);
        else if (report.IsMemcg && (evidence.Memcg ?? evidence.Kill) is { } memcg)
            Derive("memcg", "a line of the report names a cgroup's limit", memcg);
        else if (report.SaysOutOfMemory && evidence.Kill is { } kill)
            Derive("global", "the kill line says Out of memory and names no cgroup", kill);
        else if (report.HasHeader && !report.IsMemcg && evidence.Zone is { } zone && evidence.Release is { } release && release.Value.Text is { } text && !text.StartsWith("2.", StringComparison.Ordinal))
            Derive("global", "the report prints the machine's zones and names no cgroup; since 3.10 it does one or the other", zone, release);

        void Derive(string scope, string formula, params Fact[] from) =>
            into.Tell(Fact.Derive(OomFacts.Scope, null, FactValue.Of(scope), report.Incident, formula, from));
    }

    private static string? OfConstraint(string? constraint) => constraint switch
    {
        "CONSTRAINT_NONE" => "global",
        "CONSTRAINT_MEMCG" => "memcg",
        "CONSTRAINT_CPUSET" => "cpuset",
        "CONSTRAINT_MEMORY_POLICY" => "mempolicy",
        _ => null,
    };

    private static void Sign(Report report, ReadingBuilder into)
    {
        if (report.Kind == ReportKind.AllocationFailure)
        {
            into.Sign(report.FailureSignature ?? "page-allocation-failure", report.First, report.Incident);
            return;
        }

        if (report.FailureSignature is { } failed)
            into.Sign(failed, report.First, report.Incident);
        if (report.Kind == ReportKind.KillLine)
            into.Sign("kernel-oom-killed-line", report.First, report.Incident);
        var constraint = report.Evidence.Constraint?.Value.Text;
        var memcg = constraint is null ? report.IsMemcg : constraint == "CONSTRAINT_MEMCG";
        if (memcg)
            into.Sign("kernel-oom-memcg", report.First, report.Incident);
        else if (report.Kind == ReportKind.Oom && (report.HasHeader || constraint is not null || report.SaysOutOfMemory))
            into.Sign("kernel-oom-global", report.First, report.Incident);
        if (report.NoKillable)
            into.Sign("kernel-oom-no-killable", report.First, report.Incident);
    }
}
