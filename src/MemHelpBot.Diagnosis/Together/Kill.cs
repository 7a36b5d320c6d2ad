using MemHelpBot.Facts;

namespace MemHelpBot.Diagnosis.Together;

/// <summary>One kill, as the incidents are compared by.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="At">Its time, where one is printed in a known form.</param>
/// <param name="Host">Its host; empty where none is printed.</param>
/// <param name="Anchor">The fact that names what was killed: the line to cite.</param>
/// <param name="Owner">The cgroup, Pod or unit; null where none is told.</param>
/// <param name="Victim">Name of the killed task.</param>
/// <param name="Pid">Its pid.</param>
/// <param name="Anon">Its anonymous memory.</param>
/// <param name="Limit">The limit that was reached.</param>
/// <param name="IsMachineWide">The kernel killed for the machine as a whole.</param>
internal sealed record Kill(
    Incident Incident, Moment? At, string Host, Fact Anchor, string? Owner, string? Victim, long? Pid, Fact? Anon, Fact? Limit, bool IsMachineWide)
{
    private const int HashLength = 64;

    /// <summary>The kills of a paste, in the order of their incidents.</summary>
    public static List<Kill> Every(FactSet facts, IReadOnlyList<Incident> incidents)
    {
        var kills = new List<Kill>();
        foreach (var incident in incidents)
        {
            if (incident.Kind is not (IncidentKind.KernelOom or IncidentKind.KernelKillLine or IncidentKind.Platform))
                continue;
            var index = incident.Index;
            var victim = facts.FindOwn(OomFacts.Victim, index);
            var owner = facts.FindOwn(OomFacts.Memcg, index) ?? facts.FindOwn(DaemonFacts.OomdCgroup, index) ?? Pod(facts, index);
            if ((victim ?? owner) is not { } anchor)
                continue;
            var scope = facts.FindOwn(OomFacts.Scope, index)?.Value.Text;
            kills.Add(new Kill(
                incident, Moment.Read(incident.Time ?? facts.FindOwn(OomFacts.Time, index)?.Value.Text), incident.Host ?? "", anchor,
                owner?.Value.Text is { } name ? Stable(name) : null, victim?.Value.Text, facts.FindOwn(OomFacts.VictimPid, index)?.Value.Integer,
                facts.FindOwn(OomFacts.VictimAnonRss, index), facts.FindOwn(MemcgFacts.Limit, index),
                incident.Kind == IncidentKind.KernelOom && scope is "global" or "cpuset" or "mempolicy"));
        }

        return kills;
    }

    private static Fact? Pod(FactSet facts, int incident) =>
        facts.FindOwn(KubernetesFacts.Reason, incident)?.Value.Text == "OOMKilled" ? facts.FindOwn(KubernetesFacts.Pod, incident) : null;

    // A restarted container of a Pod gets a new id: the Pod's own part of the path is what stays.
    private static string Stable(string cgroup)
    {
        var slash = cgroup.LastIndexOf('/');
        if (slash <= 0 || !cgroup.Contains("kubepods", StringComparison.Ordinal))
            return cgroup;
        var last = cgroup.AsSpan(slash + 1);
        var dash = last.LastIndexOf('-');
        var id = dash < 0 ? last : last[(dash + 1)..];
        if (id.EndsWith(".scope", StringComparison.Ordinal))
            id = id[..^".scope".Length];
        return id.Length == HashLength ? cgroup[..slash] : cgroup;
    }
}
