using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Together;

/// <summary>Incidents of different kinds that are one event: a daemon and the kernel, failed allocations before a kill, one job on several hosts.</summary>
internal static class SameEvent
{
    /// <summary>A daemon and the kernel act on one shortage within a minute.</summary>
    private const long DaemonGap = 60;

    private const long FailureGap = 600;

    private const long HostGap = 300;

    public static void Find(FactSet facts, IReadOnlyList<Incident> incidents, IReadOnlyList<Kill> kills, PatternsFound into)
    {
        DaemonAndKernel(kills, into);
        FailuresFirst(facts, incidents, kills, into);
        SeveralHosts(kills, into);
    }

    private static void DaemonAndKernel(IReadOnlyList<Kill> kills, PatternsFound into)
    {
        foreach (var daemon in kills.Where(k => k.Incident.Kind == IncidentKind.Platform && k.Victim is not null))
        {
            var kernel = kills.FirstOrDefault(k => k.Incident.Kind != IncidentKind.Platform && k.Host == daemon.Host && Near(daemon, k));
            if (kernel is null)
                continue;
            into.Say("daemon-and-kernel", [new("daemon", null, daemon.Victim, daemon.Anchor.Span), new("kernel", null, kernel.Victim ?? kernel.Owner, kernel.Anchor.Span)]);
            return;
        }
    }

    // One pid is one event whatever the clocks say; else the times have to be comparable.
    private static bool Near(Kill a, Kill b) =>
        (a.Pid is { } pid && b.Pid == pid && a.Victim == b.Victim) || (a.At is { } one && b.At is { } other && (one.Until(other) ?? other.Until(one)) is <= DaemonGap);

    private static void FailuresFirst(FactSet facts, IReadOnlyList<Incident> incidents, IReadOnlyList<Kill> kills, PatternsFound into)
    {
        if (kills.FirstOrDefault(k => k.IsMachineWide) is not { } kill)
            return;
        var failures = incidents.Where(i => i.Kind == IncidentKind.AllocationFailure && (i.Host ?? "") == kill.Host && Moment.Read(i.Time) is { } at && kill.At is { } end && at.Until(end) is <= FailureGap)
            .Select(i => facts.FindOwn(AllocFailureFacts.Comm, i.Index) ?? facts.FindOwn(AllocFailureFacts.Order, i.Index)).OfType<Fact>().ToList();
        if (failures.Count == 0)
            return;
        var count = into.Derive(TogetherFacts.Failures, null, FactValue.Of((long)failures.Count), "allocation failures within ten minutes before the kill", [.. failures.Take(4)]);
        into.Say("failures-first", [EvidenceArgument.Of("failures", count), new("victim", null, kill.Victim ?? kill.Owner, kill.Anchor.Span)]);
    }

    private static void SeveralHosts(IReadOnlyList<Kill> kills, PatternsFound into)
    {
        // Seconds since boot say nothing across hosts.
        var first = kills.Where(k => k.Host.Length > 0 && k.At is { Scale: not TimeScale.Boot }).GroupBy(k => k.Host).Select(g => g.First()).OrderBy(k => k.At!.Value.Seconds).ToList();
        if (first.Count < 2 || first.Select(k => k.At!.Value.Scale).Distinct().Count() > 1 || first[0].At!.Value.Until(first[^1].At!.Value) is not <= HostGap)
            return;
        var hosts = into.Derive(TogetherFacts.Hosts, null, FactValue.Of((long)first.Count), "hosts with a kill within five minutes", [.. first.Take(6).Select(k => k.Anchor)]);
        into.Say("several-hosts", [EvidenceArgument.Of("hosts", hosts)]);
    }
}
